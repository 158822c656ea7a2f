// The portrait: drawn from chosen traits by a table of shapes that Python uses too. Nobody real.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, h, same, svg } from "../../../panel/ui/kit/dom.js";

/** @param {PortraitTable} portrait @param {any} value @param {string} [label] */
export function portraitSvg(portrait, value, label = "") {
  /** @param {any} trait */
  const chosen = (trait) => value?.[trait] ?? portrait.traits.find((t) => t.id === trait)?.options[0]?.id;
  /** @param {any} fill */
  const paint = (fill) =>
    fill.startsWith("@") ? (portrait.colours[fill.slice(1)]?.[chosen(fill.slice(1))] ?? "none") : fill;
  /** @type {Record<string, any>} */
  const draw = {
    /** @param {any} s */
    ellipse: (s) => svg("ellipse", { cx: s.cx, cy: s.cy, rx: s.rx, ry: s.ry, fill: paint(s.fill) }),
    /** @param {any} s */
    rect: (s) => svg("rect", { x: s.x, y: s.y, width: s.w, height: s.h, rx: s.r ?? 0, fill: paint(s.fill) }),
    /** @param {any} s */
    polygon: (s) => svg("polygon", { points: s.points.map((/** @type {any} */ p) => p.join(",")).join(" "), fill: paint(s.fill) }),
  };
  const parts = portrait.parts.filter((p) => p.option === "*" || chosen(p.trait) === p.option);
  return svg(
    "svg.mo-fo-face",
    { viewBox: portrait.box.join(" "), ...(label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" }) },
    parts.flatMap((p) => p.shapes.map((s) => draw[s.shape]?.(s))),
  );
}

/** @param {PortraitTable} portrait @param {any} value */
export const traits = (portrait, value) =>
  portrait.traits
    .map((t) => `${t.label}: ${(t.options.find((o) => o.id === value?.[t.id]) ?? t.options[0]).text}`)
    .join(", ");

/**
 * @param {PortraitTable} portrait
 * @param {{ id: string, put: (...args: any[]) => any, labelled?: any, described?: any, announce: (text: string) => void }} given
 */
export function makePortrait(portrait, { id, put, labelled, described, announce }) {
  const place = h("div.mo-fo-portrait");
  const menus = portrait.traits.map((t) => ({
    t,
    menu: h(
      "select.mo-input",
      { id: `${id}-${t.id}`, onchange: () => send() },
      t.options.map((o) => h("option", { value: o.id }, o.text)),
    ),
  }));
  const read = () => Object.fromEntries(menus.map(({ t, menu }) => [t.id, menu.value]));
  /** @type {any} */
  let shown = null;
  function send() {
    show(read());
    put(read(), "another portrait");
  }
  /** @param {any} value */
  const show = (value) => {
    if (shown !== null && same(shown, value ?? {})) return;
    shown = value ?? {};
    fill(place, portraitSvg(portrait, value, `Drawn portrait. ${traits(portrait, value)}`));
  };
  const mix = button(
    "Another face",
    {
      id,
      onclick: () => {
        for (const { t, menu } of menus) menu.value = t.options[Math.floor(Math.random() * t.options.length)].id;
        send();
        announce(traits(portrait, read()));
      },
    },
    { icon: "reset", tone: "small" },
  );
  const node = h(
    "div.mo-fo-portrait-row",
    { role: "group", "aria-labelledby": labelled, "aria-describedby": described },
    place,
    h(
      "div.mo-fo-traits",
      {},
      menus.map(({ t, menu }) => h("label.mo-fo-small", {}, h("span.mo-small", {}, t.label), menu)),
      mix,
    ),
  );
  return {
    node,
    main: null,
    /** @param {any} value */
    draw(value) {
      for (const { t, menu } of menus) menu.value = value?.[t.id] ?? t.options[0].id;
      show(value);
    },
  };
}
