// Handing in: what is done, what is missing, who hands in, one button, one file.

import { button, isOff } from "../../kit/button.js";
import { fill, h, keepFocus, reveal, uid } from "../../kit/dom.js";
import { saveFile } from "../../kit/files.js";
import { iconOf } from "../../kit/icons.js";
import { renew } from "../../kit/keep.js";
import { learnerCard } from "../../kit/learner.js";
import { plain } from "../../kit/markup.js";
import { makePage } from "../../kit/page.js";
import { savedWhere } from "../../kit/place.js";
import { bookWays } from "../../kit/ways.js";
import { count, earnedShort, OUTCOMES, short } from "../../kit/words.js";
import { sentBox } from "./sent.js";
import { handedWords, totalLine } from "./told.js";

const NEXT =
  "Next: upload this one file where your course collects the work, for instance on the assignment page of your " +
  "learning platform. You can go on working and make a new file later; the newest one counts.";

/** @type {ViewUi} */
const submitUi = {
  mount(root, first, { model, link, signal }) {
    const id = uid();
    const page = makePage(first, { model, link, signal, draw, filed });
    const learner = learnerCard(id, first, page);
    /** @param {any} name */
    const place = (name) => h("div", { "data-part": name });
    const [missing, rows, done, sent] = ["missing", "rows", "done", "sent"].map(place);
    const box = first.sent && sentBox(id, sent, page);
    const make = button(
      "Make my hand-in file",
      { id: `${id}-make`, "data-act": "handin", onclick: () => !isOff(make) && handIn() },
      { tone: first.drop || box ? "" : "main", icon: "download" },
    );
    const drop = first.drop && button("Hand in", { id: `${id}-drop`, "data-act": "drop", onclick: () => page.send({ type: "drop" }) }, { tone: "main", icon: "upload" });
    const handed = h("p.mo-small", { "data-part": "handed" });
    root.append(
      h(
        "section.mo-submit",
        { "aria-labelledby": `${id}-title` },
        h(
          "header.mo-head",
          {},
          h("p.mo-kicker", {}, "Hand in"),
          h("h3.mo-title", { id: `${id}-title` }, "Hand in your answers"),
        ),
        rows,
        missing,
        h("div.mo-submit-who", {}, h("p.mo-label", {}, "This file will be handed in for"), learner.node),
        h("div.mo-actions", {}, box?.send ?? drop, make),
        handed,
        page.notice,
        h("div", { role: "status", "aria-live": "polite" }, sent, done),
        bookWays(first, "at the end"),
        h("footer.mo-foot", {}, page.status.node),
        page.announcer,
      ),
    );

    function handIn() {
      page.send({ type: "handin" });
    }

    /** @param {any} file */
    function filed(file) {
      fill(
        done,
        h(
          "div.mo-feedback",
          { "data-tone": "good" },
          h(
            "div.mo-feedback-head",
            {},
            h("span.mo-mark", { "data-tone": "good" }, iconOf("check")),
            h("h4.mo-feedback-title", {}, "Your hand-in file is ready"),
          ),
          h("p", {}, plain("strong", file.name), savedWhere()),
          h("p", {}, box ? "It is a copy for you: what you hand in goes to your class by itself." : NEXT),
          h(
            "div.mo-row",
            {},
            button("Download it again", { id: `${id}-again`, onclick: () => saveFile(file) }, { icon: "download" }),
          ),
        ),
      );
      reveal(done);
    }

    /** @param {SubmitView} view */
    function draw(view) {
      keepFocus(root, () => {
        renew(rows, totalLine(view.total), view.rows?.length > 0 && table(view.rows));
        renew(missing, missingBox(view));
        renew(handed, view.drop && handedWords(view));
        learner.update(view);
        box?.draw(view.sent);
      });
    }

    let soon = 0;
    const changed = () => {
      clearTimeout(soon);
      soon = setTimeout(() => page.send({ type: "refresh" }), 200);
    };
    document.addEventListener("mosaic:changed", changed, { signal });
    signal.addEventListener("abort", () => {
      clearTimeout(soon);
      box?.stop();
    });
    draw(first);
    page.send({ type: "hello" });
  },
};

export default submitUi;

/** @param {{ missing?: any[] }} given */
function missingBox({ missing = [] }) {
  if (!missing.length) return h("p.mo-notice", { "data-tone": "good" }, iconOf("check"), " Nothing is missing.");
  return h(
    "details.mo-fold.mo-missing",
    { open: missing.length <= 6 },
    h("summary", {}, `${count(missing.length, "exercise")} without an answer`),
    h(
      "div.mo-fold-body",
      {},
      h("p.mo-small", {}, "You can hand in as it is; they count as not answered."),
      h(
        "ul",
        {},
        missing.map((text) => plain("li", text)),
      ),
    ),
  );
}

/** One row an exercise, under the name of its notebook.
 *  @param {any[]} rows */
function table(rows) {
  const books = [...new Set(rows.map((r) => r.notebook ?? ""))];
  /** @param {any} book */
  const body = (book) =>
    h(
      "tbody",
      {},
      book && h("tr", {}, h("th.mo-table-group", { scope: "rowgroup", colspan: 4, dir: "auto" }, book)),
      rows.filter((r) => (r.notebook ?? "") === book).map(row),
    );
  const heads = ["Exercise", "State", "Tries", "Points"].map((t, i) =>
    h("th", { scope: "col", "data-number": i > 1 }, t),
  );
  return h(
    "div.mo-table-scroll",
    { tabindex: "0", role: "region", "aria-label": "Your exercises" },
    h("table.mo-table.mo-submit-table", {}, h("thead", {}, h("tr", {}, heads)), books.map(body)),
  );
}

/** A drill's outcome is a count in words ("3 of 10 right"), an exercise's one of the outcomes.
 *  @param {any} r */
function row(r) {
  const known = OUTCOMES[r.outcome];
  const open = !r.outcome || r.outcome === "not_attempted";
  const icon = open ? "dot" : (known?.icon ?? (r.state === "laid" ? "check" : "half"));
  const tone = open ? "" : (known?.tone ?? (r.state === "laid" ? "good" : "part"));
  const state = h("span.mo-pill", { "data-tone": tone }, iconOf(icon), open ? "Open" : (known?.word ?? r.outcome));
  return h(
    "tr",
    {},
    h("th", { scope: "row", dir: "auto" }, r.title),
    h("td", {}, state),
    h("td", { "data-number": true }, r.attempts),
    h("td.mo-earned", { "data-number": true }, ...pointsCell(r)),
  );
}

/** Earned of possible, and why it is not more where the answer cannot change that.
 *  @param {{ earned?: any, points: any[], solution?: any }} given */
function pointsCell({ earned, points, solution }) {
  if (!points) return ["no points"];
  const closed = solution && earned.closed > 0;
  const note = earned.waiting ? "a person reads it" : closed ? "solution opened" : "";
  const figures = earned.waiting >= points ? `${short(points)} open` : `${earnedShort(earned.points, points)} of ${short(points)}`;
  return [h("span.mo-figure", {}, figures), note && h("span.mo-small", {}, note)];
}
