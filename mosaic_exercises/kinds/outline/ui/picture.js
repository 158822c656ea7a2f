// Pictures on branches. What a learner chooses is drawn anew in a smaller size: only its dots are left, without the place
// where it was taken, and no program of an SVG. Python reads the same limits (images.py).

import { h } from "../../../panel/ui/kit/dom.js";

export const MOST_PICTURES = 6;
const PICTURE_BYTES = 20_000;
const SIDE = 480; // px
const FILE_BYTES = 20_000_000;
const HEAD_BYTES = 400_000; // in which a picture says how large it is
const MOST_PIXELS = 60_000_000; // a small file may unfold to more than a browser holds
const SIGNS = { PNG: [0x89, 0x50, 0x4e, 0x47], JPEG: [0xff, 0xd8, 0xff], GIF: [0x47, 0x49, 0x46, 0x38], WebP: [0x52, 0x49, 0x46, 0x46] };
export const SORTS = "image/png,image/jpeg,image/gif,image/webp";

/** A file as the address of a picture within the limits. Throws in words for what is no such picture.
 *  @param {any} file */
export async function shrunk(file) {
  const name = file.name || "The picture";
  if (file.size > FILE_BYTES) throw new Error(`${name} has ${Math.round(file.size / 1e6)} MB; ${FILE_BYTES / 1e6} MB is the most. Choose a smaller picture.`);
  const no = new Error(`${name} is no PNG, JPEG, GIF or WebP picture that can be opened. Choose another, or save it as PNG first.`);
  const first = new Uint8Array(await file.slice(0, 4).arrayBuffer().catch(() => Promise.reject(no)));
  if (!Object.values(SIGNS).some((sign) => sign.every((byte, i) => first[i] === byte))) throw no;
  const [wide, high] = sizeIn(signsOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())));
  if (wide * high > MOST_PIXELS) throw new Error(`${name} would be ${wide} × ${high} dots large, which is too much to open. Choose a smaller picture.`);
  const image = await createImageBitmap(file).catch(() => Promise.reject(no));
  const fit = Math.min(1, SIDE / image.width, SIDE / image.height);
  /** @type {[string, number, number][]} */
  const tries = [["image/png", 1, 1], ...[1, 0.7, 0.5, 0.35].flatMap((scale) => [0.82, 0.65, 0.5].map((q) => /** @type {[string, number, number]} */ (["image/jpeg", q, scale])))];
  for (const [type, quality, scale] of tries) {
    const blob = await painted(image, fit * scale, type, quality);
    if (blob && blob.size <= PICTURE_BYTES) return addressOf(blob);
  }
  throw no;
}

/** @param {any} image @param {number} scale @param {string} type @param {number} quality
 *  @returns {Promise<Blob | null>} */
function painted(image, scale, type, quality) {
  const canvas = h("canvas", { width: Math.max(1, Math.round(image.width * scale)), height: Math.max(1, Math.round(image.height * scale)) });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // a JPEG knows no glass
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, type, quality));
}

/** @param {Blob} blob @returns {Promise<any>} */
const addressOf = (blob) =>
  new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = fail;
    reader.readAsDataURL(blob);
  });

/** @param {string} text */
export const pictureOf = (text) => (/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/.test(text) ? text : "");

/** How large a picture is, [width, height] in px, read from its first bytes.
 *  @param {string} address */
export const sizeOf = (address) => sizeIn(atob(address.slice(address.indexOf(",") + 1)));

/** @param {Uint8Array} bytes */
const signsOf = (bytes) => Array.from({ length: Math.ceil(bytes.length / 8192) }, (_, i) => String.fromCharCode(...bytes.subarray(i * 8192, (i + 1) * 8192))).join("");

/** @param {string} bytes a sign a byte */
function sizeIn(bytes) {
  /** @param {number} at @param {number} n */
  const number = (at, n) => Array.from({ length: n }, (_, i) => bytes.charCodeAt(at + i)).reduce((sum, byte) => sum * 256 + byte, 0);
  if (bytes.startsWith("\x89PNG")) return [number(16, 4), number(20, 4)];
  for (let at = 2; at + 9 < bytes.length && bytes.charCodeAt(at) === 0xff; at += 2 + number(at + 2, 2))
    if ([0xc0, 0xc1, 0xc2].includes(bytes.charCodeAt(at + 1))) return [number(at + 7, 2), number(at + 5, 2)];
  return [4, 3];
}
