// The plugin: every notebook panel is looked at once when it opens; those of the course are opened ready.
import { createEarly, pathInAddress } from "./early.js";
import { siteFetching } from "./fetching.js";
import { AUTHOR, makeSurroundings, switchView } from "./learner.js";
import { openReady } from "./opener.js";
import { createSleep } from "./sleep.js";
import { watchStorage } from "./storage.js";
import { askFor } from "./terms.js";

const ID = "mosaic-exercises:opener";
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

// Authors have to reach the code that students do not see, and the text that students cannot change.
function addAuthorsView(app, palette, surroundings) {
  const panel = () => app.shell.currentWidget;
  app.commands.addCommand(SHOW_CODE, {
    label: "Edit This Course Notebook (Show Its Code)",
    isEnabled: () => panel()?.hasClass("mosaic-course") ?? false,
    isToggled: () => panel()?.hasClass(AUTHOR) ?? false,
    execute: () => {
      switchView(panel());
      surroundings.follow();
      app.commands.notifyCommandChanged(SHOW_CODE);
    },
  });
  palette?.addItem({ command: SHOW_CODE, category: "Mosaic" });
  app.shell.currentChanged?.connect(() => {
    surroundings.follow();
    app.commands.notifyCommandChanged(SHOW_CODE);
  });
}

export async function createPlugin(scope) {
  const names = ["cells", "apputils", "coreutils", "notebook"].map((name) => `@jupyterlab/${name}`);
  // Voila loads lab extensions too, and has no notebook to open: its page shows the exercises by itself.
  if (!scope?.["@jupyterlab/notebook"] || !scope["@jupyterlab/cells"]) return { id: ID, autoStart: true, activate() {} };
  const [widgets, cells, apputils, coreutils, notebooks] = await Promise.all(
    ["@lumino/widgets", ...names].map((name) => shared(scope, name)),
  );
  return {
    id: ID,
    description: "Opens the notebooks of the Mosaic course ready.",
    autoStart: true,
    optional: [apputils.ICommandPalette],
    activate: (app, palette) => {
      addStyles();
      const { PageConfig } = coreutils;
      const { hash } = window.location; // Jupyter takes it off the address
      askFor(hash);
      const fetching = siteFetching(PageConfig);
      if (fetching) watchStorage();
      const early = createEarly(app.serviceManager, fetching);
      const path = pathInAddress(new URL(PageConfig.getBaseUrl(), window.location.href).pathname);
      if (path) early.start(path);
      const surroundings = makeSurroundings(app, PageConfig);
      addAuthorsView(app, palette, surroundings);
      const sleep = createSleep(app.serviceManager, app.shell);
      notebooks.NotebookActions.executed.connect((_, { notebook }) => {
        sleep.worked(notebook.parent?.sessionContext?.session?.kernel);
      });
      const { CodeCell } = cells;
      const tools = { app, early, fetching, hash, sleep, CodeCell, Widget: widgets.Widget, PageConfig, surroundings };
      app.docRegistry.addWidgetExtension("Notebook", {
        createNew(panel, context) {
          panel.addClass("mosaic-looking"); // until it is known whose notebook it is
          return openReady(tools, panel, context);
        },
      });
    },
  };
}
