// A player for what is read aloud: play, pause, back, next and speed. The sentence that is read is marked where it stands.

import { button } from "./button.js";
import { h } from "./dom.js";
import { iconsWith } from "./icons.js";
import { makeVoice } from "./voice.js";

const iconOf = iconsWith({ play: ["M5 3.5l7.5 4.5L5 12.5z"], pause: ["M5.5 3.5v9M10.5 3.5v9"] });
const SPEEDS = [0.8, 1, 1.2, 1.5];

/** `marks[n]` shows sentence n; `box()`: what scrolls around them, null for the page, which stays where it is. `what` is
 *  read (for a screen reader), `missing` is said where there is no voice, `able(can)` is told whether there is one.
 *  @param {string} id @param {{ who: string, text: string }[]} sentences
 *  @param {{ marks: Made[], box?: () => Made | null, announce: (text: string) => void, what?: string, missing: string, ended: string,
 *    able?: (can: boolean) => void, signal: AbortSignal }} given */
export function makeAloud(id, sentences, { marks, box = () => null, announce, what = "", missing, ended, able, signal }) {
  const voice = makeVoice(sentences, told, { signal });
  const play = button("Play", { id: `${id}-play`, "data-act": "play", onclick: toggle }, { tone: "main", icon: iconOf("play") });
  const back = button("Back", { "data-act": "back", onclick: () => voice.go(voice.at() - 1) }, { icon: "left" });
  const on = button("Next", { "data-act": "on", onclick: () => voice.go(voice.at() + 1) }, { icon: "right" });
  const speed = h(
    "select.mo-input",
    { id: `${id}-speed`, onchange: () => voice.speed(SPEEDS[speed.selectedIndex]) },
    SPEEDS.map((s) => h("option", { selected: s === 1 }, `${s} ×`)),
  );
  const none = h("p.mo-notice", { "data-tone": "part", role: "status" });
  const controls = h(
    "div.mo-actions",
    { role: "group", "aria-label": what ? `Read aloud: ${what}` : "Player" },
    ...[play, back, on],
    h("label.mo-small", { for: `${id}-speed` }, "Speed "),
    speed,
  );
  const node = h("div.mo-aloud", {}, controls, none);

  function toggle() {
    if (voice.playing()) voice.stop();
    else voice.play();
    announce(voice.playing() ? "Reading" : "Paused");
  }

  /** @param {{ at: number, playing: boolean, ended?: boolean }} now */
  function told({ at, playing, ended: over }) {
    marks.forEach((mark, n) => (n === at && playing ? mark.setAttribute("aria-current", "true") : mark.removeAttribute("aria-current")));
    play.lastChild.textContent = playing ? "Pause" : "Play";
    play.querySelector("svg").replaceWith(iconOf(playing ? "pause" : "play"));
    if (playing) follow(marks[at]);
    if (over) announce(ended);
  }

  /** The text's own box alone scrolls: who listens may read on elsewhere on the page.
   *  @param {HTMLElement} mark */
  function follow(mark) {
    const around = box();
    if (!around) return;
    const [edge, line] = [around.getBoundingClientRect(), mark.getBoundingClientRect()];
    if (line.top < edge.top) around.scrollTop += line.top - edge.top;
    else if (line.bottom > edge.bottom) around.scrollTop += line.bottom - edge.bottom;
  }

  /** Voices come late in some browsers. */
  function look() {
    const can = voice.can();
    controls.hidden = !can;
    none.hidden = can;
    none.textContent = can ? "" : missing;
    able?.(can);
  }
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", look, { signal });
  look();
  return {
    node,
    stop: () => voice.playing() && voice.stop(),
    /** Reads from sentence n on.
     *  @param {number} n */
    from: (n) => (voice.go(n), voice.playing() || voice.play()),
  };
}
