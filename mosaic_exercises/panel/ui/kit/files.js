// Files in and out of the browser.

import { h, uid } from "./dom.js";
import { iconOf } from "./icons.js";
import { UPLOAD_LIMIT } from "./registry.js";

/** Offers a file as a download: `text`, or `base64` where it is no text, or a `blob` made here.
 *  @param {{ name: string, mime?: string, text?: string, base64?: any, blob?: any }} given */
export function saveFile({ name, mime = "application/json", text, base64, blob }) {
  const data = base64 === undefined ? text : Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const url = URL.createObjectURL(blob ?? new Blob([data ?? ""], { type: mime }));
  const link = h("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A file's text: UTF-8, or what Excel makes of a table: UTF-16 ("Unicode text") and Windows' own letters.
 *  @param {any} file */
export async function fileText(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = { "255,254": "utf-16le", "254,255": "utf-16be" }[bytes.slice(0, 2).join()];
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** A file's bytes in base64.
 *  @param {any} file */
export async function fileBase64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let signs = "";
  for (let at = 0; at < bytes.length; at += 0x8000) signs += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(signs);
}

const PART = 2 * 1024 * 1024; // characters a message: a notebook server drops the connection at 10 MiB

/** A named file field that looks like a button. `took(file)` gets the File.
 *  @param {any} label @param {{ id: string, accept?: any, took: (...args: any[]) => any }} given */
export function filePicker(label, { id, accept, took }) {
  const input = h("input.mo-file", {
    type: "file",
    id,
    accept,
    onchange: () => {
      const [file] = input.files;
      input.value = ""; // the same file may be chosen again
      if (file) took(file);
    },
  });
  return h(
    "span.mo-file-box",
    {},
    input,
    h("label.mo-btn", { for: id }, iconOf("upload"), h("span.mo-btn-label", {}, label)),
  );
}

/** Reads a file and sends it in parts. Returns what to tell the learner if that cannot be done, else "".
 *  @param {any} file @param {{ send(message: any): void }} link */
export async function sendFile(file, link) {
  /** @param {any} n */
  const megabytes = (n) => `${Math.round(n / 1024 / 1024)} MB`;
  if (file.size > UPLOAD_LIMIT) {
    const most = megabytes(UPLOAD_LIMIT);
    return `${file.name} has ${megabytes(file.size)}. An answers file has at most ${most}: is this the right file?`;
  }
  if (!file.size) return `${file.name} is empty. Choose the file you downloaded from this workbook.`;
  let text;
  try {
    text = await file.text();
  } catch {
    return `${file.name} could not be read. Copy it to this computer first, then choose it again.`;
  }
  const parts = Math.ceil(text.length / PART);
  const id = uid();
  for (let part = 0; part < parts; part++) {
    link.send({ type: "upload", name: file.name, id, part, parts, text: text.slice(part * PART, (part + 1) * PART) });
  }
  return "";
}
