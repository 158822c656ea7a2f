// Links between the course's notebooks, inside outputs: <a data-mosaic-open="NAME.ipynb" href="NAME.ipynb">, perhaps with
// data-mosaic-cell="ID", the cell to go to. They open in the application that is open; without this extension the href
// does.
import { pause } from "./kernel.js";

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*\.ipynb$/;
const CELL = /^[A-Za-z0-9_-]+$/;
const AT = "#cell-id=";
const LOOKS = 40; // how often, POLL apart, a notebook that opens is looked at until its exercises stand
const POLL = 250; // ms

export const plain = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

// Whether notebooks are tabs of one page. "mode" alone does not say so: the server keeps it from the last page that it gave
// out of JupyterLab, and gives it to those of Notebook 7 too, which name themselves in "notebookPage".
const tabbed = (PageConfig) =>
  PageConfig.getOption("mode") === "multiple-document" && PageConfig.getOption("notebookPage") === "";

// The address of a notebook that lies beside this one, where each page holds one notebook (/doc/tree/, Notebook 7 and
// JupyterLite's notebooks); null where they are tabs of one page.
function addressBeside({ app, PageConfig }, context, name) {
  if (tabbed(PageConfig)) return null;
  return besideInAddress(app.serviceManager.contents.localPath(context.path), name, window.location);
}

// The same for the notebook at `path` on a page of this address. JupyterLite's has the path in its query.
export function besideInAddress(path, name, { pathname, search = "" }) {
  const query = new URLSearchParams(search);
  if (query.get("path") === path) {
    query.set("path", beside(path, name));
    return `${pathname}?${query}`;
  }
  const here = decodeURIComponent(pathname);
  return here.endsWith(`/${path}`) ? beside(here, name).split("/").map(encodeURIComponent).join("/") : null;
}

const beside = (path, name) => path.slice(0, path.lastIndexOf("/") + 1) + name;

// Opens the notebook `name` that lies beside this one. `hash` stands behind its address; with `apart` the page that is
// open stays as it is, and the notebook is in another, which is opened once. Returns the window that it is in.
export async function openBeside(tools, context, name, { hash = "", apart = false } = {}) {
  const { app, early } = tools;
  const address = addressBeside(tools, context, name);
  if (address && apart) {
    const page = window.open("", `mosaic-${name}`); // the one that stands, or a new one
    if (page && !page.location.pathname.endsWith(`/${name}`)) page.location.assign(address + hash);
    page?.focus();
    return page;
  }
  if (address) {
    // Go there in the same tab, so that the browser's way back works too, and leave nothing unsaved behind.
    if (context.model.dirty) await context.save();
    window.location.assign(address + hash);
    return window;
  }
  const path = beside(context.path, name);
  early.start(path);
  const panel = await app.commands.execute("docmanager:open", { path });
  if (panel && hash.startsWith(AT)) await goTo(panel, hash.slice(AT.length));
  return window;
}

// Scrolls to a cell; again when the exercises above it have been drawn, unless somebody has gone elsewhere meanwhile.
async function goTo(panel, id) {
  let moved = false;
  const over = new AbortController();
  const told = { capture: true, signal: over.signal };
  for (const act of ["wheel", "pointerdown", "keydown"]) panel.node.addEventListener(act, () => (moved = true), told);
  for (let looks = 0; looks < LOOKS && !moved && !panel.isDisposed; looks++) {
    const notebook = panel.content;
    const at = notebook.widgets.findIndex((cell) => cell.model.id === id);
    if (at >= 0 && panel.isVisible) {
      await notebook.scrollToItem(at, "start");
      notebook.widgets[at]?.node.scrollIntoView({ block: "start" });
    }
    if (panel.node.dataset.mosaic === "ready" && at >= 0) break;
    await pause(POLL);
  }
  over.abort();
}

export function followLinks(tools, panel, context, signal) {
  const follow = (event) => {
    const path = event.composedPath().filter((node) => node instanceof Element);
    const link = path.find((node) => node.matches("a[data-mosaic-open]"));
    const name = link?.getAttribute("data-mosaic-open") ?? "";
    if (!plain(event) || !NAME.test(name) || !path.some((node) => node.matches(".jp-OutputArea"))) return;
    const cell = link.getAttribute("data-mosaic-cell") ?? "";
    event.preventDefault();
    event.stopPropagation();
    const hash = CELL.test(cell) ? AT + cell : "";
    openBeside(tools, context, name, { hash }).catch((error) => console.error("mosaic-exercises:", error));
  };
  panel.content.node.addEventListener("click", follow, { capture: true, signal });
  const { hash } = tools;
  const asked = hash.startsWith(AT) && addressBeside(tools, context, "x.ipynb") ? hash.slice(AT.length) : "";
  if (CELL.test(asked)) goTo(panel, asked).catch((error) => console.warn("mosaic-exercises:", error));
}
