// What the loader has unpacked, put to use: styles into the page, kinds and views into the kit's tables.

import { kinds, views } from "./registry.js";

/** @type {Record<string, Record<string, any>>} */
const tables = { kinds, views };

/** One element per sheet in the order of their names, which is that of the cascade; a newer text
 *  replaces an older one.
 *  @param {Node & ParentNode} root @param {any} styles */
function addStyles(root, styles) {
  for (const [name, text] of Object.entries(styles)) {
    const there = /** @type {HTMLStyleElement[]} */ ([...root.querySelectorAll("style[data-mosaic-sheet]")]);
    let sheet = there.find((s) => s.dataset.mosaicSheet === name);
    if (!sheet) {
      sheet = document.createElement("style");
      sheet.dataset.mosaicSheet = name;
      root.insertBefore(sheet, there.find((s) => String(s.dataset.mosaicSheet) > name) ?? null);
    }
    if (sheet.textContent !== text) sheet.textContent = text;
  }
}

/** Takes a panel's assets in, the kit first. A part's module is given an import of the kit's table of modules.
 *  @param {any} el @param {{ kit?: any, assets?: any, once: (...args: any[]) => any }} given */
export async function takeIn(el, { kit, assets: [first, ...parts], once }) {
  const root = el.getRootNode();
  for (const { styles } of [first, ...parts]) addStyles(root instanceof ShadowRoot ? root : document.head, styles);
  const use = `import { $ as kit } from "${kit.url}";\n`;
  await Promise.all(
    parts.map(async (/** @type {{ name: string, room?: any, digest: string, code: string }} */ { name, room, digest, code }) => {
      const part = await once(`${first.digest} ${digest}`, use + code);
      tables[room][name] = part.module.default;
    }),
  );
}
