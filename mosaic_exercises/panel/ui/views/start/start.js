// The head of every notebook: who works here, the mosaic so far, the way on, and the answers as a file.

import { button } from "../../kit/button.js";
import { fill, focusOn, h, keepFocus, uid } from "../../kit/dom.js";
import { filePicker, sendFile } from "../../kit/files.js";
import { renew } from "../../kit/keep.js";
import { learnerCard } from "../../kit/learner.js";
import { say } from "../../kit/markup.js";
import { makeMirror } from "../../kit/mirror.js";
import { makePage } from "../../kit/page.js";
import { bookWays } from "../../kit/ways.js";
import { begun, bookList } from "./books.js";
import { makeMosaic, mosaicWords, withTile } from "./mosaic.js";
import { restoreQuestions } from "./restore.js";
import { openReturned, returnedBox } from "./returned.js";

/** @type {ViewUi} */
const startUi = {
  mount(root, first, { model, link, signal }) {
    const id = uid();
    let mirror = makeMirror(first.workbook);
    const page = makePage(first, {
      model,
      link,
      signal,
      draw,
      reload: () => document.dispatchEvent(new CustomEvent("mosaic:restored")),
      filed: (f) => page.tell(`Downloaded ${f.name}. Keep it: it brings all your answers back.`, "good"),
    });
    const mosaic = makeMosaic(id);
    const learner = learnerCard(id, first, page);
    const [ways, returned, notices, questions, books, words] = ["ways", "returned", "notices", "questions", "books", "words"].map(named);
    root.append(
      h(
        "section.mo-start",
        { "aria-labelledby": `${id}-title` },
        h(
          "div.mo-start-top",
          {},
          h("h2.mo-title", { id: `${id}-title`, dir: "auto" }, first.course.title),
          mosaic.total,
          learner.node,
        ),
        mosaic.list,
        ways,
        returned,
        notices,
        questions,
        page.notice,
        h(
          "div.mo-folds",
          {},
          fold("All notebooks", books),
          fold("The mosaic in words", words),
          fold("Keep or move your answers", keeping(id, { download: () => page.send({ type: "download" }), upload })),
        ),
        h("footer.mo-foot", {}, page.status.node),
        page.announcer,
      ),
    );

    /** @param {any} file */
    async function upload(file) {
      page.tell(`Reading ${file.name} ...`);
      const problem = await sendFile(file, page.link);
      if (problem) page.tell(problem, "bad");
    }
    /** @param {any} other */
    function restore(other) {
      const { workbook, who, events, drafts } = other;
      page.send({
        type: "restore",
        workbook,
        learner: who && { name: "", id: "", email: "", track: "", ...who, at: undefined },
        events,
        drafts,
      });
      decided(other);
    }

    /** @param {any} other */
    function decided(other) {
      mirror.putAsked(other.workbook, other.newest);
      drawQuestions();
      focusOn(root.querySelector("summary"));
    }

    function drawQuestions() {
      fill(questions, restoreQuestions(id, mirror, { restore, decline: decided }));
    }

    /** @param {StartView} view */
    function draw(view) {
      keepFocus(root, () => {
        mosaic.draw(view.mosaic, view.notebooks);
        learner.update(view);
        renew(returned, returnedBox(view.returned, id, (name) => page.send({ type: "page", name })));
        renew(
          notices,
          (view.notices ?? []).map((text) => say("p.mo-notice", text)),
        );
        renew(books, bookList(view));
        renew(words, mosaicWords(view.mosaic));
      });
      if (view.workbook !== mirror.workbook) {
        const left = mirror.workbook; // the empty copy that this one replaced: never asked about
        mirror = makeMirror(view.workbook);
        mirror.putAsked(left, Date.now());
        drawQuestions();
      }
      if (view.learner.name || view.learner.id) mirror.putWho(view.learner);
    }

    let soon = 0;
    /** @param {any} event */
    const changed = (event) => {
      const { slug, outcome } = event.detail ?? {};
      const next = withTile(page.view.mosaic, slug, outcome);
      if (next.done > page.view.mosaic.done) page.announce(`A tile is laid: ${next.done} of ${next.total}.`);
      if (next !== page.view.mosaic) draw((page.view = { ...page.view, mosaic: next }));
      clearTimeout(soon);
      soon = setTimeout(() => page.send({ type: "refresh" }), 200);
    };
    document.addEventListener("mosaic:changed", changed, { signal });
    signal.addEventListener("abort", () => clearTimeout(soon));

    draw(first);
    fill(ways, begun(first) && bookWays(first, "at the head")); // once: what is read below must not move when the first tile is laid
    drawQuestions();
    const others = mirror.others().map((o) => ({
      workbook: o.workbook,
      who: o.who,
      events: o.events.length,
      drafts: o.drafts.length,
      newest: o.newest,
    }));
    page.send({ type: "hello", others, ids: mirror.events().map((e) => e.id) });
    link.on("", (m) => m.type === "page" && openReturned(root, m, page), signal);
    link.on(
      "",
      (m) =>
        m.want?.length && page.send({ type: "events", events: mirror.events().filter((e) => m.want.includes(e.id)) }),
      signal,
    );
  },
};

export default startUi;

/** @param {string} name */
const named = (name) => h("div", { "data-part": name });

/** @param {string} title @param {...any} content */
const fold = (title, ...content) =>
  h("details.mo-fold", {}, h("summary", {}, title), h("div.mo-fold-body", {}, content));

/** How the answers go to another computer.
 *  @param {string} id @param {{ download: () => void, upload: (file: any) => void }} on */
const keeping = (id, { download, upload }) =>
  h(
    "div",
    {},
    h(
      "p",
      {},
      "Download all your answers as one file before you move to another computer, or before a session in the ",
      "cloud ends. Upload the file there to go on where you stopped. Uploading adds to what is here and replaces ",
      "nothing.",
    ),
    h(
      "div.mo-row",
      {},
      button("Download all answers", { id: `${id}-download`, onclick: download }, { icon: "download" }),
      filePicker("Upload answers", { id: `${id}-upload`, accept: ".json,application/json", took: upload }),
    ),
  );
