// A panel's model, which may become another one: Python was put to sleep and came back as a new process, with a new model
// of the same exercise. The panel goes over to it and stays as it is; nothing is drawn again.

/** @param {any} model */
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
