// The entry that JupyterLab and Notebook 7 load: a module-federation container written by hand, so that the extension
// needs no build. Jupyter does not document this contract; tests/browser/test_opening.py guards it.
// The folder is not called "static" on purpose: Jupyter serves static/ as never changing, for a year.
(() => {
  const here = document.currentScript.src;
  let scope;
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["mosaic-exercises"] = {
    init: async (shared) => {
      scope = shared;
    },
    get: async () => {
      const { createPlugin } = await import(new URL("plugin.js", here).href);
      const plugin = await createPlugin(scope);
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
