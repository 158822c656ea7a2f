// Lab: controls, a live picture from Python, and a note of what was found. Answer: { values, note }.

import { h } from "../../../panel/ui/kit/dom.js";
import { blocks, inline } from "../../../panel/ui/kit/markup.js";
import { onTheme, theme } from "../../../panel/ui/kit/place.js";
import { LIVE_AFTER_MS, SILENCE_MS } from "../../../panel/ui/kit/registry.js";
import { makeControl } from "./controls.js";
import { makePicture } from "./picture.js";

/** @type {KindUi<"lab">} */
const labUi = {
  noun: "Explore",
  verb: "Record what I found",
  recorded: true,

  mount(host, view, api) {
    const { controls = [], ask = "" } = view.task;
    const parts = controls.map((c) => ({ id: c.id, fallback: c.default, ...makeControl(c, api, changed) }));
    const picture = makePicture(api);
    const note = h("textarea.mo-input.mo-textarea", {
      id: api.id("note"),
      rows: 3,
      dir: "auto",
      oninput: () => api.change(answer()),
    });
    note.style.setProperty("--rows", "3");
    host.append(
      h(
        "div.mo-lab",
        { "data-controls": parts.length },
        parts.length > 0 &&
          h(
            "div.mo-controls",
            { role: "group", "aria-label": "Settings" },
            parts.map((p) => p.node),
          ),
        picture.node,
      ),
      h(
        "div.mo-lab-note",
        {},
        h(
          "label.mo-label",
          { for: api.id("note"), dir: "auto" },
          ask ? inline(String(ask)) : "What did you find? (optional)",
        ),
        note,
      ),
    );

    const values = () => Object.fromEntries(parts.map((p) => [p.id, p.get()]));
    const answer = () => ({ values: values(), note: note.value });

    function changed() {
      api.change(answer());
      live.soon();
    }

    const files = parts.filter((p) => p.files);
    const live = makeLive(api, picture, values, (message) => {
      for (const p of parts) if (p.groups && message.groups) p.groups(message.groups);
      for (const p of files) {
        p.files(message.files ?? []);
        if (message.saved) p.saved(message.saved);
        else if (message.error && !message.n) p.refused(message.error);
      }
      return Boolean(message.saved || (files.length && !message.n));
    });

    return {
      answer,
      set(raw) {
        for (const p of parts) p.set(raw?.values?.[p.id] ?? p.fallback);
        note.value = typeof raw?.note === "string" ? raw.note : "";
        live.soon();
      },
    };
  },

  summary: (_, answer) => answer?.note && h("blockquote.mo-model", {}, blocks(answer.note)),
};

export default labUi;

/** Asks Python for pictures: after a pause, one at a time, the newest settings last. `own` takes news of files.
 *  @param {Api} api
 *  @param {any} picture
 *  @param {(...args: any[]) => any} values
 *  @param {(...args: any[]) => any} [own] */
function makeLive(api, picture, values, own = () => false) {
  let timer = 0;
  let patience = 0;
  let busyTimer = 0;
  let n = 0;
  let running = 0; // the number of the request under way, 0 for none
  let again = false;
  let drawn = 0; // the width of the last picture

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, LIVE_AFTER_MS);
  }

  function ask() {
    if (running) return (again = true);
    running = ++n;
    again = false;
    drawn = picture.width();
    api.send({ type: "live", values: values(), theme: theme(), width: drawn, n });
    busyTimer = setTimeout(() => picture.busy(true), 250);
    patience = setTimeout(() => end(late()), SILENCE_MS);
  }

  const late = () =>
    picture.empty() ? "Waiting for Python ..." : "Waiting for Python ... The picture still shows the settings before.";

  function end(trouble = "") {
    clearTimeout(busyTimer);
    clearTimeout(patience);
    picture.busy(false);
    running = 0;
    if (trouble) picture.trouble(trouble);
    else if (again) ask();
  }

  api.on("live", (message) => {
    if (own(message)) return; // about a file, not a picture
    if (message.n < n) return; // an older picture than the one under way
    end();
    picture.draw(message);
  });

  /** A picture scrolled out of the notebook's window has no width: then nothing changes. */
  function resized() {
    if (drawn && picture.node.clientWidth && Math.abs(picture.width() - drawn) > 40) soon();
  }

  onTheme(soon, api.signal);
  const watcher = new ResizeObserver(resized);
  watcher.observe(picture.node);
  api.signal.addEventListener("abort", () => {
    watcher.disconnect();
    for (const t of [timer, patience, busyTimer]) clearTimeout(t);
  });
  return { soon };
}
