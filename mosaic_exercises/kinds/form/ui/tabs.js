// The entries as tabs, with what can be done to them.

import { button, enable, isOff } from "../../../panel/ui/kit/button.js";
import { focusOn, h, unseen } from "../../../panel/ui/kit/dom.js";
import { historyButtons } from "../../../panel/ui/kit/history.js";
import { placed, refill, setText } from "../../../panel/ui/kit/keep.js";
import { capital, nameOf } from "./entries.js";
import { iconOf } from "./icons.js";

/** @param {Task<"form">} task @param {Api} api @param {any} on */
export function makeTabs(task, api, on) {
  const tabs = h("div.mo-fo-tabs", { role: "tablist", "aria-label": capital(task.nouns) });
  /** @param {string} label @param {string} icon @param {any} act @param {(...args: any[]) => any} fn */
  const tool = (label, icon, act, fn) =>
    button(
      label,
      { id: api.id(act), "data-act": act, /** @param {any} e */ onclick: (/** @type {any} */ e) => !isOff(e.currentTarget) && fn() },
      { icon: iconOf(icon), tone: "quiet" },
    );
  const add = tool(`Add ${task.noun}`, "plus", "add-entry", on.add);
  const copy = tool("Duplicate", "copy", "copy-entry", on.copy);
  const drop = tool("Delete", "trash", "drop-entry", on.drop);
  const steps = historyButtons(api.id("form"), on.history);
  /** @param {string} name @param {string} words */
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

  tabs.addEventListener("keydown", (event) => {
    const all = [...tabs.children];
    const at = all.indexOf(event.target.closest("[role=tab]"));
    const to = /** @type {Record<string, any>} */ ({ ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 })[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    on.show(next.dataset.entry);
    focusOn(next);
  });

  /** @param {{ id: string }} given */
  function makeTab({ id }) {
    const words = h("span", { dir: "auto" });
    const sign = h("span.mo-fo-tab-sign");
    const tab = h(
      "button.mo-fo-tab",
      {
        type: "button",
        role: "tab",
        id: api.id(`tab-${id}`),
        "data-entry": id,
        "aria-controls": api.id("panel"),
        onclick: () => on.show(id),
      },
      words,
      sign,
    );
    return {
      node: tab,
      /** @param {Entry} entry @param {any} at @param {any} chosen @param {any} faults */
      draw(entry, at, chosen, faults) {
        setText(words, nameOf(entry, task, at));
        refill(sign, faults, () => faults > 0 && [iconOf("warn"), h("span", {}, faults), unseen(" to look at again")]);
        tab.setAttribute("aria-selected", String(chosen));
        tab.tabIndex = chosen ? 0 : -1;
      },
    };
  }

  return {
    node,
    /** @param {string} id */
    tabId: (id) => api.id(`tab-${id}`),
    /** @param {{ entries: Entry[], current?: any, mode?: any, wrong: (...args: any[]) => any }} given */
    draw({ entries, current, mode: shown, wrong }) {
      placed(tabs, entries, makeTab).forEach((tab, i) => tab.draw(entries[i], i, entries[i].id === current, wrong(entries[i])));
      for (const b of modes.children) b.setAttribute("aria-pressed", String(b.dataset.mode === shown));
      enable(add, entries.length < task.max_entries);
      enable(copy, entries.length < task.max_entries);
      enable(drop, entries.length > 1);
      steps.draw();
    },
  };
}
