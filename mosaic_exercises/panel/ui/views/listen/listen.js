// Conversations to listen to: the browser's own voices read, the sentence that is read is marked in the transcript.

import { button } from "../../kit/button.js";
import { fill, h, uid } from "../../kit/dom.js";
import { iconsWith } from "../../kit/icons.js";
import { makeAnnouncer } from "../../kit/status.js";
import { count } from "../../kit/words.js";
import { makeVoice } from "./voice.js";

const iconOf = iconsWith({ play: ["M5 3.5l7.5 4.5L5 12.5z"], pause: ["M5.5 3.5v9M10.5 3.5v9"] });
const SPEEDS = [0.8, 1, 1.2, 1.5];
const NO_VOICE = "This browser has no English voice, so nothing can be read aloud here. The conversation stands below to read.";

/** @typedef {{ title: string, minutes: number, spoken: { who: string, name: string, sentences: string[] }[] }} Episode */

export default {
  /**
   * @param {HTMLElement} root
   * @param {{ episodes: Episode[] }} view
   * @param {{ signal: AbortSignal }} panel
   */
  mount(root, { episodes }, { signal }) {
    const id = uid();
    let ending = new AbortController();
    const { node: announcer, announce } = makeAnnouncer();
    const choice = h(
      "select.mo-input",
      { id: `${id}-episode`, onchange: () => open(choice.selectedIndex) },
      episodes.map((e) => h("option", {}, `${e.title} (${count(e.minutes, "minute")})`)),
    );
    const stage = h("div.mo-listen-stage");
    root.append(
      h(
        "section.mo-listen",
        { "aria-labelledby": `${id}-title` },
        h("header.mo-head", {}, h("p.mo-kicker", {}, "Listen"), h("h3.mo-title", { id: `${id}-title` }, "A conversation for the road")),
        episodes.length > 1 && h("p", {}, h("label", { for: `${id}-episode` }, "Which one? "), choice),
        stage,
        announcer,
      ),
    );

    /** @param {number} n */
    function open(n) {
      ending.abort();
      ending = new AbortController();
      const episode = episodes[n];
      const sentences = episode.spoken.flatMap(({ who, sentences }) => sentences.map((text) => ({ who, text })));
      const marks = sentences.map(({ text }, i) =>
        h("button.mo-listen-sentence", { type: "button", onclick: () => (voice.go(i), voice.playing() || voice.play()) }, text),
      );
      const voice = makeVoice(sentences, told, { signal: ending.signal });
      const play = button("Play", { id: `${id}-play`, "data-act": "play", onclick: toggle }, { tone: "main", icon: iconOf("play") });
      const back = button("Back", { "data-act": "back", onclick: () => voice.go(voice.at() - 1) }, { icon: "left" });
      const on = button("Next", { "data-act": "on", onclick: () => voice.go(voice.at() + 1) }, { icon: "right" });
      const speed = h(
        "select.mo-input",
        { id: `${id}-speed`, onchange: () => voice.speed(SPEEDS[speed.selectedIndex]) },
        SPEEDS.map((s) => h("option", { selected: s === 1 }, `${s} ×`)),
      );
      const missing = h("p.mo-notice", { "data-tone": "part", role: "status" });
      const controls = h(
        "div.mo-actions",
        { role: "group", "aria-label": "Player" },
        ...[play, back, on],
        h("label.mo-small", { for: `${id}-speed` }, "Speed "),
        speed,
      );
      let i = 0;
      const transcript = h(
        "div.mo-listen-text",
        { role: "group", "aria-label": "Transcript", tabindex: "0" },
        episode.spoken.map(({ name, sentences: own, who }) =>
          h("p", { "data-who": who }, h("strong", {}, `${name}: `), own.flatMap(() => [marks[i++], " "])),
        ),
      );
      fill(stage, controls, missing, transcript);

      function toggle() {
        if (voice.playing()) voice.stop();
        else voice.play();
        announce(voice.playing() ? "Reading" : "Paused");
      }

      /** @param {{ at: number, playing: boolean, ended?: boolean }} now */
      function told({ at, playing, ended }) {
        marks.forEach((mark, n) => (n === at && playing ? mark.setAttribute("aria-current", "true") : mark.removeAttribute("aria-current")));
        play.lastChild.textContent = playing ? "Pause" : "Play";
        play.querySelector("svg").replaceWith(iconOf(playing ? "pause" : "play"));
        if (playing) follow(marks[at]);
        if (ended) announce("That was the whole conversation.");
      }

      /** The transcript alone scrolls: who listens may read on elsewhere on the page.
       *  @param {HTMLElement} mark */
      function follow(mark) {
        const [box, line] = [transcript.getBoundingClientRect(), mark.getBoundingClientRect()];
        if (line.top < box.top) transcript.scrollTop += line.top - box.top;
        else if (line.bottom > box.bottom) transcript.scrollTop += line.bottom - box.bottom;
      }

      /** Voices come late in some browsers. */
      function look() {
        const can = voice.can();
        controls.hidden = !can;
        missing.hidden = can;
        missing.textContent = can ? "" : NO_VOICE;
        marks.forEach((mark) => (mark.disabled = !can));
      }
      globalThis.speechSynthesis?.addEventListener?.("voiceschanged", look, { signal: ending.signal });
      look();
    }

    signal.addEventListener("abort", () => ending.abort());
    if (episodes.length) open(0);
    else fill(stage, h("p", {}, "There is no conversation for this notebook."));
  },
};
