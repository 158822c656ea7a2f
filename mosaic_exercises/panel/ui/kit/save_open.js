// Save as a file, print, open: below the exercises whose view lists files. Python makes every file from the answer as
// it stands; a PNG is drawn here from the SVG, because only a browser has the fonts.

import { button, enable, isOff } from "./button.js";
import { fill, focusOn, h, same } from "./dom.js";
import { fileBase64, filePicker, fileText, saveFile } from "./files.js";
import { pdfOf } from "./pdf.js";
import { pngOf, printPages } from "./printing.js";

const FILE_MS = 20_000; // slides of a large map take a while on a shared server
const FILE_LIMIT = 4_000_000; // characters, as Python reads them
const BINARY_LIMIT = 7_000_000; // bytes: a notebook server drops a message of more than 10 MiB

/** Of the frame: view(), answer(), untouched(): nothing of the learner's stands here, shown(): { entry, name } of the
 *  part that is seen, replace(answer).
 *  @param {string} id
 *  @param {{ view: (...args: any[]) => any, link: Link, signal: AbortSignal, announce: (text: string) => void, answer: (...args: any[]) => any, untouched: (...args: any[]) => any, shown: (...args: any[]) => any, replace: (...args: any[]) => any }} given */
export function saveAndOpen(id, { view, link, signal, announce, answer, untouched, shown, replace }) {
  const formats = view().files ?? [];
  const opens = formats.filter((/** @type {any} */ f) => f.opens).map((/** @type {any} */ f) => f.id);
  const binary = formats.filter((/** @type {any} */ f) => f.binary).map((/** @type {any} */ f) => f.id);
  const foreign = formats.some((/** @type {any} */ f) => f.foreign); // other programs' files, too
  /** @param {any} as */
  const has = (as) => formats.some((/** @type {any} */ f) => f.id === as);
  /** @type {any} */
  let asked = null; // { n, as, done }: the running request
  let last = 0;
  let timer = 0;

  const trouble = h("div", { role: "alert" });
  const question = h("div", { "data-part": "file-ask" });
  const about = h("p.mo-small", { dir: "auto" });
  /** @param {{ id?: any, name: string }} given */
  const save = ({ id: as, name }) =>
    button(
      name,
      { id: `${id}-as-${as}`, "data-as": as, /** @param {any} e */ onclick: (/** @type {any} */ e) => !isOff(e.currentTarget) && request(as) },
      { icon: as === "print" ? "print" : "download" },
    );
  const rows = formats.filter((/** @type {any} */ f) => f.saves).flatMap((/** @type {any} */ f) => (f.id === "svg" ? [{ id: "png", name: "Picture (PNG)" }, f, { id: "pdf", name: "Page (PDF)" }] : [f]));
  const buttons = rows.map(save);
  const node = h(
    "details.mo-files",
    { id: `${id}-files`, ontoggle: () => draw() },
    h("summary", {}, fileWords(formats)),
    h(
      "div.mo-files-body",
      {},
      h("div.mo-row", { role: "group", "aria-label": "Save as" }, buttons),
      about,
      opens.length > 0 &&
        h(
          "div.mo-row",
          {},
          filePicker("Open a file", { id: `${id}-open`, accept: opens.map((/** @type {any} */ o) => `.${o}`).join(","), took: open }),
          h("span.mo-small", {}, `${opens.map((/** @type {any} */ o) => o.toUpperCase()).join(" or ")}${foreign ? "" : " that was saved here"}. You are asked before it takes the place of your work.`),
        ),
      question,
      trouble,
    ),
  );

  /** @param {string} words */
  const say = (words) => fill(trouble, words && h("p.mo-notice", { "data-tone": "part" }, words));
  function draw() {
    const now = shown();
    about.textContent = has("svg") && now.name ? `A picture shows ${now.name}, and the PDF too; the other files hold everything.` : "";
    about.hidden = !about.textContent;
  }

  /** Asks Python, and calls `done(reply)`; one request at a time.
   *  @param {any} message @param {(...args: any[]) => any} done */
  function ask(message, done) {
    say("");
    asked = { n: ++last, done };
    for (const b of buttons) enable(b, false);
    link.send({ ...message, slug: view().slug, n: last });
    clearTimeout(timer);
    timer = setTimeout(() => settle(() => say("Python is not answering. Wait until the kernel is ready, then try again.")), FILE_MS);
  }
  /** @param {(...args: any[]) => any} act */
  function settle(act) {
    clearTimeout(timer);
    asked = null;
    for (const b of buttons) enable(b, true);
    act();
  }
  /** @param {any} message */
  function receive(message) {
    if (!asked || message.n !== asked.n || !["file", "imported"].includes(message.type)) return;
    const { done } = asked;
    settle(() => (message.problem ? say(message.problem) : done(message)));
  }
  link.on(view().slug, receive, signal);
  signal.addEventListener("abort", () => clearTimeout(timer));

  /** @param {any} as */
  function request(as) {
    const { entry = "" } = shown();
    ask({ type: "export", as: as === "png" || as === "pdf" ? "svg" : as, entry, answer: answer() }, (file) => give(as, file));
  }
  /** @param {any} as @param {any} file */
  async function give(as, file) {
    try {
      if (as === "print") await printPages(view().title, file.pages);
      else if (as === "png") saveFile(await pngOf(file));
      else if (as === "pdf") saveFile(await pdfOf(file, view().title));
      else saveFile(file);
      announce(as === "print" ? "Sent to the printer." : `${as.toUpperCase()} saved.`);
    } catch (error) {
      say(/** @type {Error} */ (error).message);
    }
  }

  /** @param {any} file */
  async function open(file) {
    fill(question);
    const as = opens.find((/** @type {any} */ o) => file.name.toLowerCase().endsWith(`.${o}`));
    if (!as) return say(`${file.name} is no ${opens.map((/** @type {any} */ o) => o.toUpperCase()).join(" or ")} file. Choose ${foreign ? "another" : "one that was saved here"}.`);
    const most = binary.includes(as) ? BINARY_LIMIT : FILE_LIMIT;
    if (file.size > most) return say(`${file.name} is too large: it has ${Math.ceil(file.size / 1e6)} MB, and ${most / 1e6} MB is the most that is opened here. Choose another file.`);
    let text;
    try {
      text = binary.includes(as) ? await fileBase64(file) : await fileText(file);
    } catch {
      return say(`${file.name} could not be read. Copy it to this computer first, then choose it again.`);
    }
    ask({ type: "import", as, text }, ({ answer: found, told = "" }) => {
      if (untouched() || same(answer(), found)) put(found, file.name);
      else confirm(found, file.name);
      say(told);
    });
  }
  /** @param {any} found @param {string} name */
  function confirm(found, name) {
    const close = () => (fill(question), focusOn(node.querySelector(".mo-file")));
    fill(
      question,
      h(
        "div.mo-ask",
        { role: "group", "aria-label": "Open the file?" },
        h("p", { dir: "auto" }, `Open ${name}? It takes the place of what stands here. Undo brings yours back.`),
        h(
          "div.mo-row",
          {},
          button("Open it", { "data-act": "file-open", onclick: () => (close(), put(found, name)) }, { tone: "main" }),
          button("Keep mine", { "data-act": "file-keep", onclick: close }),
        ),
      ),
    );
    focusOn(question.querySelector("button"));
  }
  /** @param {any} found @param {string} name */
  function put(found, name) {
    replace(found);
    announce(`${name} is opened. Undo brings back what stood here.`);
  }
  return { node: formats.length ? node : null };
}

/** @param {any[]} formats */
const fileWords = (formats) =>
  ["Save as a file", formats.some((f) => f.id === "print") && "print", formats.some((f) => f.opens) && "open"]
    .filter(Boolean)
    .join(", ");
