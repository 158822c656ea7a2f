// The mosaic: a list of modules; each is a block whose pieces are its tiles, with the same in words.

import { fill, h, svg, unseen } from "../../kit/dom.js";
import { plain } from "../../kit/markup.js";
import { notebookLink } from "../../kit/place.js";
import { mosaicBlock } from "./blocks.js";

const TILE_WORDS = { laid: "laid", partial: "partly laid", empty: "still empty" };

/** Draws `mosaic` and keeps what was drawn, so that a tile newly laid can show it. */
export function makeMosaic(id) {
  const list = h("ol.mo-blocks", { "aria-label": "The mosaic, module by module" });
  const total = h("p.mo-total", { "data-part": "total" });
  const hatch = `${id}-hatch`;
  let before = null; // tile slug -> state

  function draw(mosaic, books) {
    fill(total, h("strong", {}, mosaic.done), ` of ${mosaic.total} tiles laid`);
    const now = new Map(mosaic.modules.flatMap((m) => m.tiles.map((t) => [t.slug, t.state])));
    fill(
      list,
      mosaic.modules.map((m, i) =>
        block(
          m,
          i,
          books.find((b) => b.file === `${m.id}.ipynb`),
        ),
      ),
    );
    before = now;
  }

  function block(module, index, book) {
    const { tiles, title } = module;
    const laid = tiles.filter((t) => t.state === "laid").length;
    const words = tiles.length ? `${title}: ${laid} of ${tiles.length} tiles laid` : `${title}: in preparation`;
    const inner = [
      picture(index, tiles),
      h("span.mo-block-number", { "aria-hidden": "true" }, numberOf(module.id, index)),
      unseen(words),
    ];
    const here = book?.here ? "page" : null;
    const link = book && book.exists && !book.here;
    return h(
      "li.mo-block",
      { "data-here": Boolean(book?.here), title: words },
      link
        ? notebookLink(book, { class: "mo-block-in" }, inner)
        : h("span.mo-block-in", { "aria-current": here }, inner),
    );
  }

  function picture(index, tiles) {
    const { pieces, hue } = mosaicBlock(index, tiles.length);
    const order = { empty: 0, partial: 1, laid: 2 }; // later ones are drawn over the outlines of earlier ones
    const drawn = tiles
      .map((tile, i) => ({ tile, i, d: pieces[i] }))
      .sort((a, b) => order[a.tile.state] - order[b.tile.state])
      .map(({ tile, i, d }) => {
        const fresh = before && before.get(tile.slug) !== tile.state && tile.state !== "empty";
        const classes = ["mo-tile", fresh ? "mo-tile-fresh" : ""].join(" ").trim();
        return svg(
          "g",
          { class: classes, "data-state": tile.state, "data-shade": i % 2, "data-tile": tile.slug },
          svg("path", { d, "fill-rule": "evenodd" }),
          tile.state === "partial" &&
            svg("path.mo-hatch", { d, "fill-rule": "evenodd", style: `fill:url(#${hatch}-${index})` }),
          svg("title", {}, `${tile.title}: ${TILE_WORDS[tile.state] ?? tile.state}`),
        );
      });
    return svg(
      "svg.mo-block-picture",
      { viewBox: "0 0 100 100", "aria-hidden": "true", style: `--hue:${hue}` },
      svg(
        "pattern",
        {
          id: `${hatch}-${index}`,
          width: 9,
          height: 9,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(45)",
        },
        svg("rect.mo-hatch-line", { width: 4, height: 9 }),
      ),
      tiles.length ? drawn : svg("rect.mo-no-tiles", { x: 1, y: 1, width: 98, height: 98 }),
    );
  }

  return { total, list, draw };
}

export const numberOf = (id, index) => /^(\d+)_/.exec(id)?.[1] ?? String(index);

/** The mosaic as plain words: for screen readers, and for whoever prefers a list. */
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

/** The mosaic after an exercise on this page was checked, before Python says the same. */
export function withTile(mosaic, slug, outcome) {
  const state = { correct: "laid", recorded: "laid", partial: "partial" }[outcome];
  if (!state) return mosaic;
  const modules = mosaic.modules.map((m) => ({
    ...m,
    tiles: m.tiles.map((t) => (t.slug === slug && t.state !== "laid" ? { ...t, state } : t)),
  }));
  const done = modules.flatMap((m) => m.tiles).filter((t) => t.state === "laid").length;
  return { ...mosaic, modules, done: Math.max(done, mosaic.done) };
}
