// An SVG file's text as a picture that the browser has drawn.

import { h } from "./dom.js";

/** @param {string} text */
export const svgUrl = (text) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;

/** An SVG file's text on a canvas of `scale` times its size; null where the browser cannot hold so large a one.
 *  @param {string} text @param {any} scale */
export async function drawn(text, scale) {
  const image = new Image();
  image.src = svgUrl(text);
  await image.decode();
  const size = [image.naturalWidth, image.naturalHeight];
  const canvas = h("canvas", { width: Math.round(size[0] * scale), height: Math.round(size[1] * scale) });
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return { canvas, pen, size };
}

export const TOO_LARGE = "This browser cannot draw so large a picture. Save it as SVG instead.";
