// Conversations and study notes to listen to: the browser's own voices read, the sentence that is read is marked.

import { makeAloud } from "../../kit/aloud.js";
import { fill, h, uid } from "../../kit/dom.js";
import { makeAnnouncer } from "../../kit/status.js";
import { count } from "../../kit/words.js";

const NO_VOICE = "This browser has no English voice, so nothing can be read aloud here. You can read the words below.";

/** @param {EpisodeView} one */
const option = (one) => h("option", {}, `${one.title} (${count(one.minutes, "minute")})`);

export default {
  /**
   * @param {HTMLElement} root
   * @param {ListenView} view
   * @param {{ signal: AbortSignal }} panel
   */
  mount(root, { episodes, notes }, { signal }) {
    const all = [...episodes, ...notes];
    const id = uid();
    let ending = new AbortController();
    const { node: announcer, announce } = makeAnnouncer();
    const choice = h(
      "select.mo-input",
      { id: `${id}-episode`, onchange: () => open(choice.selectedIndex) },
      episodes.length > 0 && h("optgroup", { label: "Conversations" }, episodes.map(option)),
      notes.length > 0 && h("optgroup", { label: "Study notes" }, notes.map(option)),
    );
    const stage = h("div.mo-listen-stage");
    root.append(
      h(
        "section.mo-listen",
        { "aria-labelledby": `${id}-title` },
        h("header.mo-head", {}, h("p.mo-kicker", {}, "Listen"), h("h3.mo-title", { id: `${id}-title` }, "For the road")),
        all.length > 1 && h("p", {}, h("label", { for: `${id}-episode` }, "Which one? "), choice),
        stage,
        announcer,
      ),
    );

    /** @param {number} n */
    function open(n) {
      ending.abort();
      ending = new AbortController();
      const episode = all[n];
      const sentences = episode.spoken.flatMap(({ who, sentences }) => sentences.map((text) => ({ who, text })));
      const marks = sentences.map(({ text }, i) => h("button.mo-listen-sentence", { type: "button", onclick: () => aloud.from(i) }, text));
      let i = 0;
      const transcript = h(
        "div.mo-listen-text",
        { role: "group", "aria-label": "Transcript", tabindex: "0" },
        episode.spoken.map(({ name, sentences: own, who, word }) =>
          h(word ? "h4" : "p", { "data-who": who }, name && h("strong", {}, `${name}: `), own.flatMap(() => [marks[i++], " "])),
        ),
      );
      const aloud = makeAloud(id, sentences, {
        marks,
        box: () => transcript,
        announce,
        missing: NO_VOICE,
        ended: n < episodes.length ? "That was the whole conversation." : "Those were all the notes of this notebook.",
        what: episode.title,
        able: (can) => marks.forEach((mark) => (mark.disabled = !can)),
        signal: ending.signal,
      });
      fill(stage, aloud.node, transcript);
    }

    signal.addEventListener("abort", () => ending.abort());
    if (all.length) open(0);
    else fill(stage, h("p", {}, "There is nothing to listen to for this notebook."));
  },
};
