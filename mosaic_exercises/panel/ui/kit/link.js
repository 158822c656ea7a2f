// The wire to Python: custom messages, routed by slug, over a model that may become another one.

import { same } from "./dom.js";
import { hearAgain } from "./hear.js";
import { CALL_AFTER_MS, CALL_AT_MOST_MS, SILENCE_MS } from "./registry.js";

const ASKS = new Set(["hello", "refresh"]); // messages that change nothing with Python

/** @param {any} model @param {AbortSignal} signal */
export function makeLink(model, signal) {
  /** @type {Map<any, any>} */
  const routes = new Map(); // slug, or "" for the panel's own messages -> handlers

  /** @param {any} message */
  const receive = (message) => {
    if (!message || typeof message !== "object") return;
    if (message.same) message = { ...message, view: model.get("view") };
    for (const fn of [...(routes.get(message.slug ?? "") ?? [])]) fn(message);
  };
  model.on("msg:custom", receive);
  signal.addEventListener("abort", () => model.off("msg:custom", receive));

  // What is asked before this panel hears would be answered to nobody.
  /** @type {any[] | null} */
  let waiting = model.widget_manager ? [] : null;
  /** @type {any} */
  let call = null; // asks for Python, where it is asleep
  const hear = () =>
    hearAgain(model).then(() => {
      const all = waiting;
      waiting = null;
      all?.forEach(send);
    });
  if (waiting) hear();

  /** A greeting says which view is here, and is not sent the same one again.
   *  @param {any} message */
  function send(message) {
    if (waiting && !signal.aborted) {
      // Of a greeting and the like one is enough, and nobody waits for it.
      if (!ASKS.has(message.type) || !waiting.some((one) => same(one, message))) waiting.push(message);
      return void call?.();
    }
    try {
      model.send(message.type === "hello" ? { ...message, seen: model.get("view").stamp } : message);
    } catch {
      // The kernel is gone: the same as silence.
    }
  }

  return {
    send,
    /** Python is asleep: what is sent waits, and `ask` is called.
     *  @param {any} ask */
    sleep(ask) {
      waiting ??= [];
      call = ask;
    },
    /** Python is back, and the model is its own. What another window or kernel wrote meanwhile is in its view, and is
     *  taken over as if Python had told of it; no message is needed. */
    wake() {
      call = null;
      return hear().then(() => {
        const view = model.get("view");
        receive({ type: "view", slug: view?.slug, view });
      });
    },
    asleep: () => call !== null,
    /** @param {string} slug @param {(...args: any[]) => any} fn @param {any} until */
    on(slug, fn, until) {
      if (!routes.has(slug)) routes.set(slug, new Set());
      routes.get(slug).add(fn);
      until.addEventListener("abort", () => routes.get(slug).delete(fn));
    },
  };
}

/** Calls again and again, ever more rarely, until `stop()`: somebody waits for Python, and it may be back.
 *  @param {(...args: any[]) => any} call @param {AbortSignal} signal */
export function makeCaller(call, signal) {
  let timer = 0;
  let wait = 0;
  const stop = () => {
    clearTimeout(timer);
    wait = 0;
  };
  const again = () => {
    wait = Math.min(wait ? wait * 2 : CALL_AFTER_MS, CALL_AT_MOST_MS);
    timer = setTimeout(() => (call(), again()), wait);
  };
  signal.addEventListener("abort", stop);
  return { stop, begin: () => wait || signal.aborted || again() };
}

/** Watches for silence: `asked()` when a message goes out, `heard()` when one comes in.
 *  @param {(...args: any[]) => any} onSilence @param {AbortSignal} signal */
export function makeWatch(onSilence, signal) {
  let timer = 0;
  let due = Infinity;
  const heard = () => {
    clearTimeout(timer);
    due = Infinity;
  };
  signal.addEventListener("abort", heard);
  return {
    heard,
    asked(patience = SILENCE_MS) {
      if (signal.aborted || Date.now() + patience >= due) return; // an earlier question is still open
      heard();
      due = Date.now() + patience;
      timer = setTimeout(() => (heard(), onSilence()), patience);
    },
  };
}

/** A panel's model. Python may be put to sleep and come back as a new process, with a new model of the same exercise:
 *  the panel goes over to it and stays as it is; nothing is drawn again.
 *  @param {any} model */
export function makeLine(model) {
  let now = model;
  /** @type {any[]} */
  const heard = []; // [name, fn]
  return {
    widget_manager: model.widget_manager,
    /** @param {any} key */
    get: (key) => now.get(key),
    /** @param {any} key @param {any} value */
    set: (key, value) => now.set(key, value),
    /** @param {any} message */
    send: (message) => now.send(message),
    /** @param {string} name @param {(...args: any[]) => any} fn */
    on(name, fn) {
      heard.push([name, fn]);
      now.on(name, fn);
    },
    /** @param {string} name @param {(...args: any[]) => any} fn */
    off(name, fn) {
      const place = heard.findIndex((one) => one[0] === name && one[1] === fn);
      if (place >= 0) heard.splice(place, 1);
      now.off(name, fn);
    },
    /** Goes over to the model with this id.
     *  @param {string} id */
    async follow(id) {
      const next = await model.widget_manager.get_model(id);
      await unpackView(next);
      for (const [name, fn] of heard) now.off(name, fn);
      now = next;
      for (const [name, fn] of heard) now.on(name, fn);
    },
  };
}

/** A large view comes packed.
 *  @param {any} model */
export async function unpackView(model) {
  const view = model.get("view");
  if (!(view instanceof DataView)) return;
  const text = new Blob([/** @type {any} */ (view)]).stream().pipeThrough(new DecompressionStream("deflate"));
  model.set("view", await new Response(text).json());
}

/** The extension puts Python to sleep where nobody has used a notebook for long, and wakes it where a panel asks.
 *  @param {Made} root @param {any} line @param {Link} link @param {AbortSignal} signal */
export function followSleep(root, line, link, signal) {
  const ask = () => root.dispatchEvent(new CustomEvent("mosaic:wake", { bubbles: true }));
  root.addEventListener("mosaic:asleep", () => link.sleep(ask), { signal });
  root.addEventListener(
    "mosaic:awake",
    ({ detail }) => (detail.done = line.follow(detail.model).then(() => link.wake())),
    { signal },
  );
}
