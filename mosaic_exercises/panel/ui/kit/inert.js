// A page that somebody else wrote, shown where it can do nothing: its frame is sandboxed (no script, no form, no window, no
// origin of ours), and a policy before it lets nothing be fetched. Never put its HTML anywhere else.

import { button } from "./button.js";
import { focusOn, h, uid } from "./dom.js";
import { saveFile } from "./files.js";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** The page as the frame gets it: the policy comes before all that the page holds; a second doctype is passed over. With
 *  the base a link to a place in the page leads there, and not to the notebook, whose address such a frame has else.
 *  @param {string} html */
export const guarded = (html) => `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><base href="about:srcdoc">${html}`;

/** Opens a page over the notebook, in a window of its own that Escape closes; the focus goes back where it was.
 *  @param {Made} root @param {{ title: string, html: string, name: string }} page */
export function showInert(root, { title, html, name }) {
  const id = uid();
  const from = document.activeElement;
  const frame = h("iframe.mo-inert-frame", { sandbox: "", title, srcdoc: guarded(html), referrerpolicy: "no-referrer", tabindex: "0" });
  const close = button("Close", { "data-act": "close-page", onclick: () => dialog.close() }, { tone: "main" });
  const dialog = h(
    "dialog.mo-inert",
    { "aria-labelledby": `${id}-title`, onclose: () => (dialog.remove(), focusOn(from)) },
    h(
      "header.mo-inert-bar",
      {},
      h("h3.mo-title", { id: `${id}-title`, dir: "auto" }, title),
      h("div.mo-row", {}, button("Download", { "data-act": "save-page", onclick: () => saveFile({ name, mime: "text/html", text: html }) }, { icon: "download" }), close),
    ),
    frame,
  );
  root.append(dialog);
  dialog.showModal();
  focusOn(close);
}
