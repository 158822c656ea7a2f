// The entries as tabs, with what can be done to them.

import { button, enable, isOff } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h, unseen } from "../../../panel/ui/kit/dom.js";
import { historyButtons } from "../../../panel/ui/kit/history.js";
import { iconOf } from "../../../panel/ui/kit/icons.js";
import { capital, nameOf } from "./entries.js";

export function makeTabs(task, api, on) {
  const tabs = h("div.mo-fo-tabs", { role: "tablist", "aria-label": capital(task.nouns) });
  const tool = (label, icon, act, fn) =>
    button(
      label,
      { id: api.id(act), "data-act": act, onclick: (e) => !isOff(e.currentTarget) && fn() },
      { icon, tone: "quiet" },
    );
  const add = tool(`Add ${task.noun}`, "plus", "add-entry", on.add);
  const copy = tool("Duplicate", "copy", "copy-entry", on.copy);
  const drop = tool("Delete", "trash", "drop-entry", on.drop);
  const steps = historyButtons(api.id("form"), on.history);
  const mode = (name, words) =>
    button(
      words,
      { id: api.id(`mode-${name}`), "aria-pressed": "false", "data-mode": name, onclick: () => on.mode(name) },
      { tone: "quiet" },
    );
  const several = task.max_entries > 1;
  const modes = h(
    "div.mo-fo-modes",
    { role: "group", "aria-label": "Show as" },
    mode("edit", "Edit"),
    mode("card", "Card"),
    several && mode("side", "Side by side"),
  );
  const node = h(
    "div.mo-fo-top",
    {},
    several && tabs,
    h("div.mo-fo-bar", {}, modes, several && [add, copy, drop], h("span.mo-spring"), steps.undo, steps.redo),
  );
  const kept = new Map();

  tabs.addEventListener("keydown", (event) => {
    const all = [...tabs.children];
    const at = all.indexOf(event.target.closest("[role=tab]"));
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    on.show(next.dataset.entry);
    focusOn(next);
  });

  return {
    node,
    tabId: (id) => api.id(`tab-${id}`),
    draw({ entries, current, mode: shown, wrong }) {
      for (const [id, tab] of kept)
        if (!entries.some((e) => e.id === id)) {
          tab.node.remove();
          kept.delete(id);
        }
      entries.forEach((entry, i) => {
        let tab = kept.get(entry.id);
        if (!tab) {
          const words = h("span", { dir: "auto" });
          const sign = h("span.mo-fo-tab-sign");
          tab = {
            words,
            sign,
            node: h(
              "button.mo-fo-tab",
              {
                type: "button",
                role: "tab",
                id: api.id(`tab-${entry.id}`),
                "data-entry": entry.id,
                "aria-controls": api.id("panel"),
                onclick: () => on.show(entry.id),
              },
              words,
              sign,
            ),
          };
          kept.set(entry.id, tab);
        }
        const name = nameOf(entry, task, i);
        if (tab.words.textContent !== name) tab.words.textContent = name;
        const n = wrong(entry);
        if (tab.node.dataset.n !== String(n)) {
          tab.node.dataset.n = n;
          fill(tab.sign, n > 0 && [iconOf("warn"), h("span", {}, n), unseen(" to look at again")]);
        }
        tab.node.setAttribute("aria-selected", String(entry.id === current));
        tab.node.tabIndex = entry.id === current ? 0 : -1;
        if (tabs.children[i] !== tab.node) tabs.insertBefore(tab.node, tabs.children[i] ?? null);
      });
      for (const b of modes.children) b.setAttribute("aria-pressed", String(b.dataset.mode === shown));
      enable(add, entries.length < task.max_entries);
      enable(copy, entries.length < task.max_entries);
      enable(drop, entries.length > 1);
      steps.draw();
    },
  };
}
