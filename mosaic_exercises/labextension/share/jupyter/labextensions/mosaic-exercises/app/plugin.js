// The plugin: every notebook panel is looked at once when it opens; those of the course are opened ready.
import { createEarly, pathInAddress } from "./early.js";
import { openReady } from "./opener.js";

const SHOW_CODE = "mosaic:show-code";

// A module that the application itself uses, from the shared scope of module federation.
async function shared(scope, name) {
  const versions = Object.values(scope?.[name] ?? {});
  const entry = versions.find((version) => version.loaded) ?? versions[0];
  if (!entry) throw new Error(`mosaic-exercises: this Jupyter does not share ${name}; its version is not supported.`);
  return (await entry.get())();
}

function addStyles() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("./mosaic.css", import.meta.url).href;
  document.head.append(link);
}

// Authors have to reach the code that students do not see.
function addShowCode(app, palette) {
  const panel = () => app.shell.currentWidget;
  app.commands.addCommand(SHOW_CODE, {
    label: "Show the Code of Course Exercises",
    isEnabled: () => panel()?.hasClass("mosaic-course") ?? false,
    isToggled: () => panel()?.hasClass("mosaic-show-code") ?? false,
    execute: () => {
      panel()?.toggleClass("mosaic-show-code");
      app.commands.notifyCommandChanged(SHOW_CODE);
    },
  });
  palette?.addItem({ command: SHOW_CODE, category: "Mosaic" });
  app.shell.currentChanged?.connect(() => app.commands.notifyCommandChanged(SHOW_CODE));
}

export async function createPlugin(scope) {
  const [cells, widgets, apputils, coreutils] = await Promise.all(
    ["@jupyterlab/cells", "@lumino/widgets", "@jupyterlab/apputils", "@jupyterlab/coreutils"].map((name) =>
      shared(scope, name),
    ),
  );
  return {
    id: "mosaic-exercises:opener",
    description: "Opens the notebooks of the Mosaic course ready.",
    autoStart: true,
    optional: [apputils.ICommandPalette],
    activate: (app, palette) => {
      addStyles();
      addShowCode(app, palette);
      const early = createEarly(app.serviceManager);
      const path = pathInAddress(new URL(coreutils.PageConfig.getBaseUrl(), window.location.href).pathname);
      if (path) early.start(path);
      const tools = { app, early, CodeCell: cells.CodeCell, Widget: widgets.Widget, PageConfig: coreutils.PageConfig };
      app.docRegistry.addWidgetExtension("Notebook", {
        createNew: (panel, context) => openReady(tools, panel, context),
      });
    },
  };
}
