// What anywidget loads of every panel. It is small, because it travels with each of them, and because anywidget gives
// up on a widget whose module is not there within two seconds. Code and styles travel once per kernel, as assets (the
// kit, and each kind and view): models that the panel's trait `assets` names by digest. A page unpacks each once.

const page = (globalThis.mosaicPage ??= { assets: new Map(), modules: new Map() });
const PATIENCE = 20_000; // ms until the panel says that something is wrong

const late = (ms) => new Promise((_, fail) => setTimeout(fail, ms, new Error("Python did not send its code")));

function once(map, key, make) {
  if (!map.has(key)) {
    map.set(key, make());
    map.get(key).catch(() => map.delete(key)); // the next panel, or the next try, makes it anew
  }
  return map.get(key);
}

// An asset out of its own model. Where that is not to be had (a front end without shared models, a model closed or not
// yet restored), Python is asked over the panel's own wire.
async function asset(model, digest, ref) {
  try {
    const own = await Promise.race([model.widget_manager.get_model(ref.slice("IPY_MODEL_".length)), late(PATIENCE / 4)]);
    const packed = new Blob([own.get("packed")]).stream().pipeThrough(new DecompressionStream("deflate"));
    return await new Response(packed).json();
  } catch {
    let heard;
    const sent = new Promise((done) => {
      heard = (message) => message?.digest === digest && done(message);
      model.on("msg:custom", heard);
    });
    model.send({ type: "asset", digest });
    return Promise.race([sent, late(PATIENCE)]).finally(() => model.off("msg:custom", heard));
  }
}

// One element per sheet, in the order of their names, which is that of the cascade; a newer text replaces an older one.
function addStyles(root, styles) {
  for (const [name, text] of Object.entries(styles)) {
    const there = [...root.querySelectorAll("style[data-mosaic-sheet]")];
    let sheet = there.find((s) => s.dataset.mosaicSheet === name);
    if (!sheet) {
      sheet = document.createElement("style");
      sheet.dataset.mosaicSheet = name;
      root.insertBefore(sheet, there.find((s) => s.dataset.mosaicSheet > name) ?? null);
    }
    if (sheet.textContent !== text) sheet.textContent = text;
  }
}

async function imported(code) {
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  return { url, module: await import(url) };
}

// The module that draws panels, with the kinds and views that this one needs entered in it. The kit comes first; a
// part's module is given an import of all that the kit exports.
async function load(model, el) {
  const wanted = Object.entries(model.get("assets"));
  const [first, ...parts] = await Promise.all(
    wanted.map(([digest, ref]) => once(page.assets, digest, () => asset(model, digest, ref))),
  );
  const root = el.getRootNode();
  for (const { styles } of [first, ...parts]) addStyles(root instanceof ShadowRoot ? root : document.head, styles);
  const kit = await once(page.modules, first.digest, () => imported(first.code));
  const names = Object.keys(kit.module).filter((name) => name !== "default");
  const use = `import { ${names} } from "${kit.url}";`;
  await Promise.all(
    parts.map((part) => once(page.modules, `${first.digest} ${part.digest}`, () => imported(use + part.code))),
  );
  return kit.module.default;
}

export default {
  async render(context) {
    const { model, el, signal } = context;
    const note = document.createElement("p");
    const say = (role, ...words) => {
      if (signal?.aborted) return;
      note.setAttribute("role", role);
      note.replaceChildren(...words);
      el.append(note);
    };
    for (;;) {
      const slow = setTimeout(say, 1000, "status", "Loading this exercise ...");
      try {
        const panel = await load(model, el);
        note.remove();
        return signal?.aborted ? undefined : await panel.render(context);
      } catch (error) {
        console.error(error);
        const again = document.createElement("button");
        again.textContent = "Try again";
        say("alert", `This exercise could not be loaded (${error.message}). Your answers are safe. `, again);
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
