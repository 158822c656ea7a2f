// A list of tabs: one is in the tab order, arrows lead along, Home and End to the ends; choosing one shows it.

import { focusOn, h } from "../../kit/dom.js";

/** @param {string} id @param {[string, string][]} tabs @param {(tab: string) => void} chosen */
export function makeTabs(id, tabs, chosen) {
  const nodes = tabs.map(([tab, name]) =>
    h(
      "button.mo-class-tab",
      { type: "button", role: "tab", id: `${id}-tab-${tab}`, "aria-controls": `${id}-panel`, "data-tab": tab, onclick: () => chosen(tab) },
      name,
    ),
  );
  /** @type {Record<string, (at: number) => number>} */
  const ways = { ArrowRight: (at) => at + 1, ArrowLeft: (at) => at - 1, Home: () => 0, End: () => nodes.length - 1 };
  /** @param {any} event */
  const key = (event) => {
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    const next = nodes[(way(nodes.indexOf(event.target)) + nodes.length) % nodes.length];
    focusOn(next);
    chosen(next.dataset.tab ?? "");
  };
  const node = h("div.mo-class-tabs", { role: "tablist", "aria-label": "The class", onkeydown: key }, nodes);
  return {
    node,
    /** @param {string} tab */
    show(tab) {
      for (const one of nodes) {
        const on = one.dataset.tab === tab;
        one.setAttribute("aria-selected", String(on));
        one.tabIndex = on ? 0 : -1;
        if (on && one.parentElement.scrollWidth > one.parentElement.clientWidth) one.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    },
  };
}
