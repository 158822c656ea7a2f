// The mosaic: a list of modules; each is a panel of the one picture, whose patches are its tiles, with the same in words.
// Python cuts the picture (learner/mosaic.py, from which the plan's cover is made too); here it is shown as far as it is
// laid.

import { fill, h, svg, unseen } from "../../kit/dom.js";
import { plain } from "../../kit/markup.js";
import { notebookLink } from "../../kit/place.js";

/** @type {Record<string, any>} */
const TILE_WORDS = { laid: "laid", partial: "partly laid", empty: "still empty" };
/** The patches of each module, as this page has them: a refresh brings them only where they are others.
 *  @type {Map<string, any[]>} */
const known = new Map();
const SIZE = [27, 21]; // stones of a panel, across and down

/** Draws `mosaic`; drawn again, only what changed is touched, and a tile newly laid shows it.
 *  @param {string} id */
export function makeMosaic(id) {
  const list = h("ol.mo-blocks", { "aria-label": "The mosaic, module by module" });
  const total = h("p.mo-total", { "data-part": "total" });
  const veil = `${id}-veil`;
  let print = ""; // of what was drawn
  /** @type {any[]} */
  let drawn = []; // a function for each module: shows the states of its tiles

  /** @param {MosaicView} mosaic @param {any[]} books */
  function draw(mosaic, books) {
    for (const m of mosaic.modules) if (m.patches) known.set(m.id, m.patches);
    fill(total, h("strong", {}, mosaic.done), ` of ${mosaic.total} tiles laid`);
    const shelf = mosaic.modules.map((m) => first(books.filter((b) => m.books.includes(b.file))));
    const now = JSON.stringify([mosaic.modules.map((m) => [m.id, m.title, m.tiles.map((t) => t.slug)]), shelf.map(place)]);
    if (now !== print) {
      const made = mosaic.modules.map((m, i) => block(m, i, shelf[i]));
      fill(list, made.map((one) => one.node));
      drawn = made.map((one) => one.show);
      print = now;
    }
    mosaic.modules.forEach((m, i) => drawn[i](m.tiles));
  }

  /** @param {any} module @param {number} index @param {any} book */
  function block(module, index, book) {
    const words = unseen("");
    const patches = known.get(module.id) ?? [];
    const tiles = module.tiles.map((/** @type {any} */ tile, /** @type {number} */ i) => patch(tile, patches[i] ?? {}));
    const inner = [
      picture(
        index,
        tiles.map((/** @type {any} */ t) => t.node),
      ),
      h("span.mo-block-number", { "aria-hidden": "true" }, numberOf(module.id, index)),
      words,
    ];
    const link = book?.exists && !book.here;
    const node = h(
      "li.mo-block",
      { "data-here": Boolean(book?.here) },
      link
        ? notebookLink(book, { class: "mo-block-in" }, inner)
        : h("span.mo-block-in", { "aria-current": book?.here ? "page" : null }, inner),
    );
    /** @param {any} now */
    function show(now) {
      now.forEach((/** @type {any} */ tile, /** @type {number} */ i) => tiles[i].show(tile));
      const laid = now.filter((/** @type {any} */ t) => t.state === "laid").length;
      const said = now.length ? `${laid} of ${now.length} tiles laid` : "in preparation";
      words.textContent = node.title = `${module.title}: ${said}`;
    }
    return { node, show };
  }

  /** One tile: its outline while it is empty, every second stone of it when it is begun, all when it is laid.
   *  @param {any} first @param {{ outline?: any, colours?: any }} given */
  function patch(first, { outline, colours }) {
    const node = svg("g.mo-tile", { "data-tile": first.slug });
    /** @type {any} */
    let state = null;
    /** @param {any} tile */
    function show(tile) {
      if (tile.state === state) return;
      node.classList.toggle("mo-tile-fresh", state !== null && tile.state !== "empty");
      state = node.dataset.state = tile.state;
      fill(
        node,
        svg("path.mo-patch", { d: outline }),
        state !== "empty" && colours.map((/** @type {any[]} */ [colour, d]) => svg("path.mo-stones", { d, fill: colour })),
        state === "partial" && svg("path", { d: outline, fill: `url(#${veil})` }),
        svg("title", {}, `${tile.title}: ${TILE_WORDS[state] ?? state}`),
      );
    }
    return { node, show };
  }

  /** @param {number} index @param {any} tiles */
  function picture(index, tiles) {
    const [width, height] = SIZE;
    return svg(
      "svg.mo-block-picture",
      { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
      index === 0 && checks(),
      tiles.length ? tiles : svg("rect.mo-no-tiles", { x: 0.5, y: 0.5, width: width - 1, height: height - 1 }),
    );
  }

  /** The stones that a tile that is begun still lacks. */
  function checks() {
    const lack = [
      [1, 0],
      [0, 1],
    ].map(([x, y]) => svg("rect.mo-lack", { x, y, width: 1, height: 1 }));
    return svg("pattern", { id: veil, width: 2, height: 2, patternUnits: "userSpaceOnUse" }, lack);
  }

  return { total, list, draw };
}

/** Of the notebooks that share a panel: the one on the screen, else the first that is not done.
 *  @param {any[]} books */
const first = (books) => books.find((b) => b.here) ?? books.find((b) => b.exists && b.done < b.total) ?? books[0];

/** @param {any} book */
const place = (book) => book && [book.file, book.here, book.exists];

/** @param {string} id @param {number} index */
export const numberOf = (id, index) => /^(\d+[a-z]?)_/.exec(id)?.[1] ?? String(index);

/** The mosaic as plain words: for screen readers, and for whoever prefers a list.
 *  @param {MosaicView} mosaic */
export function mosaicWords(mosaic) {
  return h(
    "ul.mo-words",
    {},
    mosaic.modules.map((m) =>
      h(
        "li",
        {},
        plain("span", m.title),
        h(
          "ul",
          {},
          m.tiles.map((t) =>
            h("li", { "data-state": t.state }, plain("span", t.title), `: ${TILE_WORDS[t.state] ?? t.state}`),
          ),
        ),
      ),
    ),
  );
}

/** The mosaic after an exercise on this page was checked, before Python says the same.
 *  @param {MosaicView} mosaic @param {string} slug @param {any} outcome */
export function withTile(mosaic, slug, outcome) {
  const state = /** @type {Record<string, any>} */ ({ correct: "laid", recorded: "laid", partial: "partial" })[outcome];
  if (!state) return mosaic;
  const modules = mosaic.modules.map((m) => ({
    ...m,
    tiles: m.tiles.map((t) => (t.slug === slug && t.state !== "laid" ? { ...t, state } : t)),
  }));
  const done = modules.flatMap((m) => m.tiles).filter((t) => t.state === "laid").length;
  return { ...mosaic, modules, done: Math.max(done, mosaic.done) };
}
