// Where this page is: the server's base URL, links to other notebooks, light or dark.

import { h } from "./dom.js";

/** This window: one page in one browser, until it is loaded again. What it writes carries its name. */
export const WINDOW = (globalThis.mosaicWindow ??= newId());

/** A fresh id of 32 hexadecimal digits, as Python's own are. (randomUUID exists on https only.) */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** VS Code's word for its theme, as in "vscode-dark"; "" anywhere else. */
const inCode = () => document.body?.dataset?.vscodeThemeKind ?? "";

/** Where a file is that was just handed out, as words after its name: VS Code asks for a place, a browser does not. */
export const savedWhere = () => (inCode() ? " is where you chose to save it." : " is in your browser's downloads.");

/** The server's base URL with a slash at both ends. */
export function baseUrl() {
  if (inCode()) return "/"; // it says the folder that it has copied widgets' scripts to, another one for each version
  let base = document.body?.dataset?.baseUrl;
  if (!base) {
    try {
      base = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}").baseUrl;
    } catch {
      base = ""; // a page without readable configuration: the root
    }
  }
  base = String(base || "/");
  if (/^[a-z]+:\/\//i.test(base)) base = new URL(base).pathname;
  return `/${base.replace(/^\/+|\/+$/g, "")}/`.replace("//", "/");
}

const TREES = /^(.*?\/(?:lab(?:\/workspaces\/[^/]+)?\/tree|doc(?:\/workspaces\/[^/]+)?\/tree|notebooks|edit|voila\/render)\/)(.*)$/;

/** The address of a notebook that lies beside the open one, in the same front end.
 *  JupyterLab and /doc/: .../tree/PATH; Notebook 7: /notebooks/PATH; Voila: /voila/render/PATH; JupyterLite:
 *  index.html?path=PATH; VS Code: the file's name, which it looks for beside the open one.
 *  @param {any} file @param {string} [folder] */
function notebookHref(file, folder = "notebooks") {
  const name = encodeURIComponent(file);
  if (inCode()) return name;
  const url = new URL(location.href);
  const lite = url.searchParams.get("path");
  if (lite?.endsWith(".ipynb")) {
    url.searchParams.set("path", [...lite.split("/").slice(0, -1), file].join("/"));
    return url.pathname + url.search;
  }
  const hit = TREES.exec(url.pathname);
  if (hit?.[2].endsWith(".ipynb")) return hit[1] + [...hit[2].split("/").slice(0, -1), name].join("/");
  return `${baseUrl()}lab/tree/${folder ? `${folder}/` : ""}${name}`;
}

/** A link to a notebook, or to one of its cells (`hash`: to what its page makes of that). The lab extension opens it in
 *  place; without it the address does.
 *  @param {{ file: string, cell?: string, hash?: string }} book @param {any} [attrs] @param {...any} children */
export function notebookLink({ file, cell = "", hash = cell && `cell-id=${cell}` }, attrs = {}, ...children) {
  const address = () => notebookHref(file) + (hash && !inCode() ? `#${hash}` : "");
  const link = h("a", { href: address(), "data-mosaic-open": file, "data-mosaic-cell": cell || null, ...attrs }, ...children);
  // In JupyterLab the address follows the active tab: look again at the moment of use.
  for (const moment of ["pointerdown", "focus"]) {
    link.addEventListener(moment, () => link.setAttribute("href", address()));
  }
  return link;
}

/** "light" or "dark": JupyterLab's theme or VS Code's, else the system's. */
export function theme() {
  if (inCode()) return /dark|contrast$/.test(inCode()) ? "dark" : "light";
  const lab = document.body?.dataset?.jpThemeLight;
  if (lab) return lab === "false" ? "dark" : "light";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

const THEMES = ["data-jp-theme-light", "data-jp-theme-name", "data-vscode-theme-kind"];

/** Calls `fn` when light turns dark or back.
 *  @param {(...args: any[]) => any} fn @param {AbortSignal} signal */
export function onTheme(fn, signal) {
  const watcher = new MutationObserver(fn);
  watcher.observe(document.body, { attributes: true, attributeFilter: THEMES });
  signal.addEventListener("abort", () => watcher.disconnect());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", fn, { signal });
}
