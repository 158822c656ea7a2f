// The work that is under way: how far it is, what it says, what it made, and a way to stop it.

import { button } from "../../kit/button.js";
import { fill, h, keepFocus } from "../../kit/dom.js";
import { iconOf } from "../../kit/icons.js";
import { count } from "../../kit/words.js";

/** @type {Record<string, [string, string]>} */
const ENDS = { done: ["good", "Done"], partly: ["part", "Done, and there is something to look at"], failed: ["bad", "Not done"], stopped: ["part", "Stopped"] };

/** @param {string} id @param {{ stop: () => void, fetch: (name: string) => void }} acts */
export function makeJob(id, { stop, fetch }) {
  const node = h("div", { "data-part": "job" });
  let print = "";
  let away = 0; // the number of the job whose end was put away

  /** @param {JobView | null} job */
  function draw(job) {
    const shown = job?.number === away && job.state !== "running" ? null : job;
    const now = JSON.stringify(shown);
    if (now === print) return;
    print = now;
    keepFocus(node, () => fill(node, shown && (shown.state === "running" ? running(shown) : ended(shown))));
  }

  /** @param {JobView} job */
  function running(job) {
    const known = job.total > 0;
    return h(
      "div.mo-class-job",
      { "data-state": "running" },
      h("p", {}, h("strong", {}, job.title), ": ", progressWords(job)),
      h("progress", { max: known ? job.total : null, value: known ? job.done : null, "aria-label": job.title }),
      h("div.mo-row", {}, button("Stop", { id: `${id}-stop`, "data-act": "stop", onclick: stop }, { icon: "cross" })),
    );
  }

  /** @param {JobView} job */
  function ended(job) {
    const [tone, word] = ENDS[job.state];
    return h(
      "div.mo-class-job.mo-notice",
      { "data-tone": tone, "data-state": job.state },
      h(
        "div.mo-class-ended",
        {},
        h("p", {}, h("strong", {}, `${job.title}: ${word}`), job.problem ? ". " : "", job.problem),
        h("button.mo-icon-btn", { type: "button", id: `${id}-away`, "aria-label": "Put this away", "data-act": "away", onclick: () => putAway(job) }, iconOf("cross")),
      ),
      job.state === "stopped" && h("p", {}, "What was done by then is kept; doing it again goes on from there."),
      job.files.length > 0 &&
        h(
          "ul.mo-class-made",
          {},
          job.files.map((file, i) =>
            h("li", {}, button(`Download ${file.name.split(/[\\/]/).pop()}`, { id: `${id}-file-${i}`, "data-act": "download", onclick: () => fetch(file.name) }, { icon: "download" }), h("span.mo-small", {}, ` ${file.name}, ${sizeWords(file.bytes)}`)),
          ),
        ),
      job.lines.length > 0 &&
        h(
          "details.mo-fold",
          { open: job.lines.length < 40 },
          h("summary", {}, `What it says (${count(job.lines.length, "line")})`),
          h("pre.mo-class-said", { tabindex: "0", role: "region", "aria-label": "What it says" }, job.lines.join("\n")),
        ),
    );
  }
  /** What a job that has ended says is not shown any more.
   *  @param {JobView | null} job */
  function putAway(job) {
    if (!job || job.state === "running") return;
    away = job.number;
    draw(job);
  }
  return { node, draw, putAway };
}

/** @param {JobView} job */
export function progressWords({ doing, done, total, what }) {
  if (!total) return doing ? `${doing} ...` : "beginning ...";
  return `${doing} ${done.toLocaleString()} of ${total.toLocaleString()} ${what}${total === 1 ? "" : "s"}`;
}

/** @param {number} bytes */
export const sizeWords = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** What a screen reader is told when a job ends.
 *  @param {JobView} job */
export const endWords = (job) => `${job.title}: ${ENDS[job.state]?.[1] ?? ""}. ${job.problem || job.lines[0] || ""}`;
