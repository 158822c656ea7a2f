// What anywidget loads of every panel. It is small, because it travels with each of them, and because anywidget gives
// up on a widget whose module is not there within two seconds. Code and styles travel once per kernel, as assets (the
// kit, and each kind and view): models that the panel's trait `assets` names by digest. A page unpacks each once.

const page = (globalThis.mosaicPage ??= { assets: new Map(), modules: new Map() });
const PATIENCE = 20_000; // ms until the panel says that something is wrong

/** @param {any} ms */
const late = (ms) => new Promise((_, fail) => setTimeout(fail, ms, new Error("Python did not send its code")));

/** @param {any} map @param {any} key @param {(...args: any[]) => any} make */
function once(map, key, make) {
  if (!map.has(key)) {
    map.set(key, make());
    map.get(key).catch(() => map.delete(key)); // the next panel, or the next try, makes it anew
  }
  return map.get(key);
}

// An asset out of its own model. Where that is not to be had (a front end without shared models, a model closed or not
// yet restored), Python is asked over the panel's own wire.
/** @param {any} model @param {string} digest @param {string} ref */
async function asset(model, digest, ref) {
  try {
    const own = await Promise.race([model.widget_manager.get_model(ref.slice("IPY_MODEL_".length)), late(PATIENCE / 4)]);
    const packed = new Blob([own.get("packed")]).stream().pipeThrough(new DecompressionStream("deflate"));
    return await new Response(packed).json();
  } catch {
    /** @type {any} */
    let heard;
    const sent = new Promise((done) => {
      heard = (/** @type {any} */ message) => message?.digest === digest && done(message);
      model.on("msg:custom", heard);
    });
    model.send({ type: "asset", digest });
    return Promise.race([sent, late(PATIENCE)]).finally(() => model.off("msg:custom", heard));
  }
}

/** @param {string} code */
async function imported(code) {
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  return { url, module: await import(url) };
}

// The kit comes first; it knows what to do with the styles and with the other assets.
/** @param {any} model */
async function load(model) {
  const wanted = Object.entries(model.get("assets"));
  const got = await Promise.all(wanted.map(([digest, ref]) => once(page.assets, digest, () => asset(model, digest, ref))));
  const kit = await once(page.modules, got[0].digest, () => imported(got[0].code));
  return { kit, assets: got, once: (/** @type {string} */ key, /** @type {string} */ code) => once(page.modules, key, () => imported(code)) };
}

export default {
  /** @param {any} context */
  async render(context) {
    const { model, el, signal } = context;
    const note = document.createElement("p");
    /** @param {any} role @param {...any} words */
    const say = (role, ...words) => {
      if (signal?.aborted) return;
      note.setAttribute("role", role);
      note.replaceChildren(...words);
      el.append(note);
    };
    for (;;) {
      const slow = setTimeout(say, 1000, "status", "Loading this exercise ...");
      try {
        const loaded = await load(model);
        const panel = await loaded.kit.module.default(context, loaded);
        note.remove();
        return signal?.aborted ? undefined : panel.render(context);
      } catch (error) {
        console.error(error);
        const again = document.createElement("button");
        again.textContent = "Try again";
        say("alert", `This exercise could not be loaded (${/** @type {Error} */ (error).message}). Your answers are safe. `, again);
        await new Promise((done) => {
          again.onclick = done;
          signal?.addEventListener("abort", done);
        });
        if (signal?.aborted) return;
      } finally {
        clearTimeout(slow);
      }
    }
  },
};
