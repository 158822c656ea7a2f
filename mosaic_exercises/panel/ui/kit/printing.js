// Drawings (SVG) as pixels, and on paper.

import { h } from "./dom.js";
import { drawn, svgUrl, TOO_LARGE } from "./drawn.js";

const PNG_SCALE = 2;

/** An SVG file as a PNG file of twice its size. Throws in words where that cannot be.
 *  @param {{ name: string, text: string }} given */
export async function pngOf({ name, text }) {
  for (const scale of [PNG_SCALE, 1]) {
    const found = await drawn(text, scale);
    const data = found && (await new Promise((done) => found.canvas.toBlob(done, "image/png")));
    if (data) return { name: name.replace(/\.svg$/, ".png"), blob: data };
  }
  throw new Error(TOO_LARGE);
}

const PRINT_CSS = `@page { margin: 10mm } @page wide { size: landscape } body { margin: 0 }
img { display: block; width: 100%; height: calc(100vh - 1px); object-fit: contain; object-position: top; break-inside: avoid }
img + img { break-before: page } img.wide { page: wide }`;

/** Prints pages (SVG) from a frame of their own, so that nothing of the notebook is on the paper.
 *  @param {string} title @param {any} pages */
export async function printPages(title, pages) {
  const frame = h("iframe", { title: `Print: ${title}`, "aria-hidden": "true", tabindex: "-1", srcdoc: "<!doctype html><title></title>" });
  frame.style.cssText = "position:fixed;width:1px;height:1px;inset:auto 0 0 auto;border:0;opacity:0;pointer-events:none";
  const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
  document.body.append(frame);
  await loaded;
  const inside = frame.contentDocument;
  inside.title = title;
  const style = inside.createElement("style");
  style.textContent = PRINT_CSS;
  inside.head.append(style);
  for (const text of pages) {
    const image = inside.createElement("img");
    image.alt = "";
    const ready = new Promise((done) => (image.onload = image.onerror = done)); // decode() waits for a frame to be seen
    image.src = svgUrl(text);
    inside.body.append(image);
    await ready;
    image.className = image.naturalWidth > image.naturalHeight ? "wide" : "";
  }
  const away = () => setTimeout(() => frame.remove(), 1000);
  frame.contentWindow.addEventListener("afterprint", away);
  frame.contentWindow.print();
}
