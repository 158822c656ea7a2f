// A picture as a PDF of one page of its size. The picture is drawn by the browser, which has the letters of every script
// that the learner reads; a PDF with text of its own would need a font for each.

import { drawn, TOO_LARGE } from "./drawn.js";

const PDF_SCALE = 3; // dots for each px of the drawing: 288 to the inch
const PDF_POINT = 0.75; // points to the px

/** An SVG file as a PDF file. Throws in words where the browser cannot draw it.
 *  @param {{ name: string, text: string }} given @param {string} title */
export async function pdfOf({ name, text }, title) {
  for (const scale of [PDF_SCALE, 1]) {
    /** @type {any} */
    let found = null;
    try {
      found = await drawn(text, scale);
    } catch {
      continue; // no picture
    }
    const pixels = found && pdfPixels(found);
    if (pixels) return { name: name.replace(/\.svg$/, ".pdf"), blob: pdfOfPixels(found, await pdfPacked(pixels), title) };
  }
  throw new Error(TOO_LARGE);
}

/** Three bytes a dot, on white; null where the canvas holds nothing.
 *  @param {{ canvas?: any, pen?: any }} given */
function pdfPixels({ canvas, pen }) {
  let data;
  try {
    ({ data } = pen.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return null;
  }
  if (!data[3]) return null; // a drawing begins with its paper: a canvas too large stays empty
  const out = new Uint8Array((data.length / 4) * 3);
  for (let i = 0, o = 0; i < data.length; i += 4) {
    out[o++] = data[i];
    out[o++] = data[i + 1];
    out[o++] = data[i + 2];
  }
  return out;
}

/** @param {any} bytes */
const pdfPacked = async (bytes) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"))).arrayBuffer());

/** UTF-16 in hexadecimal: a title may be of any script.
 *  @param {string} text */
const pdfText = (text) => `<FEFF${Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, "0")).join("")}>`;

/** @param {{ canvas?: any, size?: any }} given @param {any} packed @param {string} title */
function pdfOfPixels({ canvas, size }, packed, title) {
  const [wide, high] = size.map((/** @type {any} */ px) => (px * PDF_POINT).toFixed(2));
  const page = `q ${wide} 0 0 ${high} 0 0 cm /P Do Q`;
  const image = `/Type /XObject /Subtype /Image /Width ${canvas.width} /Height ${canvas.height} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
  const objects = [
    ["<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /DisplayDocTitle true >> >>"],
    ["<< /Type /Pages /Kids [3 0 R] /Count 1 >>"],
    [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>`],
    [`<< /Length ${page.length} >>\nstream\n${page}\nendstream`],
    [`<< ${image} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`, packed, "\nendstream"],
    [`<< /Title ${pdfText(title)} >>`],
  ];
  /** @type {any[]} */
  const parts = [];
  let at = 0;
  /** @param {any} part */
  const put = (part) => {
    const bytes = typeof part === "string" ? new TextEncoder().encode(part) : part;
    parts.push(bytes);
    at += bytes.length;
  };
  put("%PDF-1.5\n");
  const places = objects.map((object, i) => {
    const start = at;
    for (const part of [`${i + 1} 0 obj\n`, ...object, "\nendobj\n"]) put(part);
    return start;
  });
  const start = at;
  put(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  for (const place of places) put(`${String(place).padStart(10, "0")} 00000 n \n`);
  put(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}
