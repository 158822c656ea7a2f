// Form: sections of fields, once or for several entries. Answer: { entries: [{ id, values, evidence }] }.

import { fill, focusOn, h } from "../../../panel/ui/kit/dom.js";
import { foundList, rulesList } from "../../../panel/ui/kit/found.js";
import { historyKeys } from "../../../panel/ui/kit/history.js";
import { refill, setText } from "../../../panel/ui/kit/keep.js";
import { compare, makeCard } from "./card.js";
import { makeDesk } from "./desk.js";
import { empty, fieldsOf, nameOf, read, standingOf, write } from "./entries.js";
import { makeFindings, makeMoves } from "./moves.js";
import { makeReading } from "./reading.js";
import { makeEditor } from "./sections.js";
import { makeTabs } from "./tabs.js";

/** @param {Made} host @param {View<"form">} view @param {Api} api */
function mount(host, view, api) {
  const { task } = view;
  const several = task.max_entries > 1;
  let mode = "edit";
  const findings = makeFindings(task);
  const { desk, history, begin, show } = makeDesk(task, api, findings, (words) => {
    draw();
    api.change(answer());
    if (words) api.announce(words);
  });
  const { entries, entry } = desk;
  const reading = makeReading(desk, (target) => {
    root.toggleAttribute("data-reading", Boolean(reading?.isOpen()));
    for (const field of panel.querySelectorAll("[data-field]"))
      field.toggleAttribute("data-target", field.dataset.field === target);
    const chosen = target && panel.querySelector("[data-target]");
    if (chosen) chosen.scrollIntoView({ block: "nearest" });
  });
  desk.read = reading?.open ?? null;

  const editor = makeEditor(desk);
  const whole = h("div.mo-fo-errors");
  const standing = h("p.mo-fo-standing");
  const looked = h("div.mo-fo-look");
  const panel = h(
    "div.mo-fo-panel",
    { id: api.id("panel"), role: several ? "tabpanel" : "group", "aria-labelledby": several ? null : api.labelledby },
    standing,
    whole,
    editor.node,
    looked,
  );
  const moves = makeMoves(desk, {
    edit: () => ((mode = "edit"), draw(), editor.focus()),
    tab: () => focusOn(document.getElementById(tabs.tabId(entry().id))),
  });
  const tabs = makeTabs(task, api, {
    ...moves,
    history,
    /** @param {string} id */
    show: (id) => (show(id), draw()),
    /** @param {string} name */
    mode(name) {
      mode = name;
      draw();
      api.announce(/** @type {Record<string, any>} */ ({ edit: "Editing.", card: "The card.", side: "Side by side." })[name]);
    },
  });
  const readRow =
    reading &&
    h(
      "div.mo-fo-read",
      {},
      reading.button,
      h("span.mo-small", {}, "In full, beside the form. A click on a sentence makes it evidence."),
    );
  const root = h("div.mo-fo", {}, tabs.node, readRow, h("div.mo-fo-desk", {}, panel, reading?.node), rulesList(task));
  panel.addEventListener("focusin", (event) => reading?.at(event.target.closest("[data-field]")?.dataset.field ?? ""));
  historyKeys(root, history, { announce: api.announce, skip: ".mo-fo-adder" });
  host.append(root);

  function answer() {
    const raw = write(entries(), task);
    return empty(raw) ? null : raw;
  }
  function draw() {
    const now = entry();
    show(now.id);
    tabs.draw({ entries: entries(), current: now.id, mode, wrong: findings.count });
    if (several) panel.setAttribute("aria-labelledby", tabs.tabId(now.id));
    const editing = mode === "edit";
    const rests = standingOf(now, task);
    standing.hidden = !rests || !editing;
    if (rests) setText(standing, rests.words);
    standing.dataset.tone = rests?.tone ?? "";
    editor.node.hidden = whole.hidden = !editing;
    if (readRow) {
      readRow.hidden = !editing;
      reading.node.hidden = !editing || !reading.isOpen();
      root.toggleAttribute("data-reading", editing && reading.isOpen());
      reading.draw();
    }
    if (!editing)
      return fill(looked, mode === "card" ? makeCard(now, task, entries().indexOf(now)) : compare(entries(), task));
    editor.draw(now);
    const list = findings.of(now, null);
    refill(whole, list, () => foundList(list));
    if (looked.firstChild) fill(looked);
  }

  draw();
  let set = false;
  return {
    answer,
    /** @param {Raw} raw */
    set(raw) {
      const next = begin(raw);
      if (set) history.replace(next, "another answer");
      else history.start(next);
      set = true;
      draw();
    },
    /** @param {Result | null} result @param {any} checked */
    mark(result, checked) {
      findings.mark(result, checked);
      draw();
    },
    shown: () => ({ entry: entry().id, name: several ? nameOf(entry(), task, entries().indexOf(entry())) : "" }),
  };
}

/** @type {KindUi<"form">} */
const formUi = {
  noun: (view) => (view.task.max_entries > 1 ? `Make ${view.task.nouns}` : `Fill in the ${view.task.noun}`),
  history: true,
  mount: mount,

  /** The solution: the entries as cards. */
  summary: (view, answer, reasonOf) =>
    read(answer, view.task).map((entry, i) => makeCard(entry, view.task, i, reasonOf)),

  itemText(view, item) {
    const [id, field] = item.split("/");
    const at = (view.solution?.answer?.entries ?? []).findIndex((/** @type {any} */ e) => e.id === id);
    const label = fieldsOf(view.task).find((f) => f.id === field)?.label ?? "";
    return [at >= 0 ? nameOf(read(view.solution?.answer, view.task)[at], view.task, at) : "", label]
      .filter(Boolean)
      .join(", ");
  },
};

export default formUi;
