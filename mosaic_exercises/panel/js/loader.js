// What anywidget loads of every panel. It is this small because anywidget gives up on a widget whose module is not there
// within two seconds, and a slow computer that opens twenty panels at once may need longer for all of the code. The
// code itself comes in the trait `code`; panels with the same code share one module.

const modules = (globalThis.mosaicModules ??= new Map()); // code: promise of its module

function load(code) {
  if (!modules.has(code)) {
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const module = import(url).finally(() => URL.revokeObjectURL(url));
    module.catch(() => modules.delete(code)); // the next panel tries again
    modules.set(code, module);
  }
  return modules.get(code);
}

export default {
  async render(context) {
    const { default: panel } = await load(context.model.get("code"));
    return context.signal?.aborted ? undefined : panel.render(context);
  },
};
