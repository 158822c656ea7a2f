// Sort: cards into bins, or onto the rungs of a ladder (task.layout = "ladder"). Answer: { card id: bin id }.

import { focusOn, h } from "../../../panel/ui/kit/dom.js";
import { glide, makeDrag } from "../../../panel/ui/kit/drag.js";
import { verdictOf } from "../../../panel/ui/kit/marks.js";
import { count } from "../../../panel/ui/kit/words.js";
import { columnsOf, makeBin, makeChooser, makeTray, NARROW } from "./bin.js";
import { makeCard } from "./card.js";
import { listenKeys } from "./keys.js";
import { solution } from "./solution.js";

/** @type {KindUi<"sort">} */
const sortUi = {
  ...solution,
  noun: "Sort the cards",
  undo: true,

  mount(host, view, api) {
    const { bins, cards, layout } = view.task;
    const ladder = layout === "ladder";
    /** @type {Map<any, any>} */
    const at = new Map(); // card id -> bin id, for placed cards
    /** @type {any} */
    let picked = null;
    /** @type {any} */
    let target; // the place the arrow keys point at; undefined while none is chosen
    /** @type {Result | null} */
    let result = null;
    /** @type {any} */
    let checked = null;

    const on = {
      pick,
      /** @param {any} bin */
      place: (bin) => picked && drop(bin),
      /** @param {any} card @param {any} bin */
      move: (card, bin) => place(card, bin, true),
    };
    /** @type {Map<any, any>} */
    const cardOf = new Map(cards.map((c) => [c.id, makeCard(c, bins, api, on)]));
    const tray = makeTray(api, on);
    /** @type {Map<any, any>} */
    const binOf = new Map(bins.map((b, i) => [b.id, makeBin(b, i + 1, ladder, api, on)]));
    const chooser = makeChooser(bins, api, on);
    const order = ladder ? [...binOf.values()].reverse() : [...binOf.values()]; // as seen: the highest rung first
    const places = [tray, ...order];
    /** @param {any} bin */
    const placeOf = (bin) => binOf.get(bin) ?? tray;
    const keys = Math.min(9, bins.length);
    host.append(
      h(
        "p.mo-how",
        {},
        "Pick a card, then its place. You can also drag it, use its menu, or press ",
        h("kbd", {}, "1"),
        " to ",
        h("kbd", {}, String(keys)),
        " on a focused card.",
      ),
      h(
        "div.mo-sort",
        {
          "data-layout": ladder ? "ladder" : "bins",
          style: `--rungs:${bins.length};--columns:${columnsOf(bins.length)}`,
          role: "group",
          "aria-labelledby": api.labelledby,
        },
        tray.node,
        h(
          "div.mo-bins",
          {},
          order.map((b) => b.node),
        ),
      ),
    );
    const sorter = host.lastChild;

    const drag = makeDrag(
      sorter,
      {
        items: ".mo-card",
        grip: ".mo-grip",
        over: (_, under) => point(under?.closest("[data-bin]")?.dataset.bin),
        drop: (item, under) => {
          const bin = under.closest("[data-bin]")?.dataset.bin;
          if (bin !== undefined) place(item.dataset.item, bin || null);
        },
        end: () => point(undefined),
      },
      api.signal,
    );

    listenKeys(
      sorter,
      {
        picked: () => picked,
        target: () => target,
        step,
        place: (card, bin) => place(card, bin, true),
        drop: () => drop(target, true),
        cancel: () => (drag.cancel(), letGo("Let go.")),
        places: () => places,
        cards: inOrder,
      },
      api.signal,
    );

    function inOrder() {
      return [...sorter.querySelectorAll(".mo-card")].map((n) => cardOf.get(n.dataset.item));
    }

    /** @param {string} id */
    function pick(id) {
      if (picked === id) return letGo("Let go.");
      picked = id;
      target = undefined;
      draw();
      api.announce(`Picked up: ${cardOf.get(id).text}. Arrow keys choose a place, Enter drops, Escape lets go.`);
    }

    /** @param {string} words */
    function letGo(words) {
      picked = null;
      target = undefined;
      draw();
      if (words) api.announce(words);
    }

    /** @param {number} way */
    function step(way) {
      const i = places.findIndex((p) => p.id === (target === undefined ? (at.get(picked) ?? null) : target));
      const next = places[Math.min(places.length - 1, Math.max(0, i + way))];
      target = next.id;
      draw();
      const n = [...at.values()].filter((b) => b === next.id).length;
      api.announce(
        next === tray
          ? "Back to the cards to place"
          : `${next.name}, ${next.number} of ${bins.length}, ${count(n, "card")}`,
      );
    }

    /** While dragging: which place lights up.
     *  @param {any} bin */
    function point(bin) {
      target = bin === undefined ? undefined : bin || null;
      draw();
    }

    /** @param {any} bin @param {boolean} [byKey] */
    const drop = (bin, byKey = false) => place(picked, bin ?? null, byKey);

    /** Puts a card into a bin (null: back to the tray). By key or menu the focus goes on to the next card to place.
     *  @param {string} id @param {any} bin @param {boolean} [byKey] */
    function place(id, bin, byKey = false) {
      const card = cardOf.get(id);
      const from = at.get(id) ?? null;
      const waiting = [...tray.cards.children];
      const next = waiting[waiting.indexOf(card.node) + 1] ?? waiting[waiting.indexOf(card.node) - 1];
      const hadFocus = card.node.contains(document.activeElement) || document.activeElement === document.body;
      picked = null;
      target = undefined;
      if (from === bin) return draw();
      glide(
        [...cardOf.values()].map((c) => c.node),
        () => {
          if (bin) at.set(id, bin);
          else at.delete(id);
          settle();
        },
      );
      const goOn = byKey && from === null && next;
      if (goOn || hadFocus) focusOn(goOn ? cardOf.get(next.dataset.item).main : card.main);
      api.change(answer());
      const left = cards.length - at.size;
      const where = bin ? `Placed in ${placeOf(bin).name}` : "Taken back";
      api.announce(`${where}: ${card.text}. ${left ? `${count(left, "card")} to place.` : "All cards are placed."}`);
    }

    /** Puts every card's node where the state says; nodes that stand right are not touched. */
    function settle() {
      for (const { id } of cards) {
        const { node, menu } = cardOf.get(id);
        const home = placeOf(at.get(id)).cards;
        if (node.parentNode !== home) home.append(node);
        menu.value = at.get(id) ?? "";
      }
      draw();
    }

    function draw() {
      for (const p of places) {
        const n = p === tray ? cards.length - at.size : [...at.values()].filter((b) => b === p.id).length;
        p.draw({
          n,
          all: cards.length,
          offer: picked !== null && at.get(picked) !== p.id,
          target: target !== undefined && target === p.id,
        });
      }
      if (picked && sorter.clientWidth < NARROW) cardOf.get(picked).node.append(chooser);
      else chooser.remove();
      for (const [id, card] of cardOf) {
        card.picked(picked === id);
        // A card keeps its mark while it stands where it was checked.
        const found = result?.criteria?.find((c) => c.item === id && typeof c.met === "boolean");
        card.mark(found && (checked?.[id] ?? null) === (at.get(id) ?? null) ? verdictOf(found) : null);
      }
    }

    function answer() {
      return Object.fromEntries(cards.filter((c) => at.has(c.id)).map((c) => [c.id, at.get(c.id)]));
    }

    return {
      answer,
      set(raw) {
        at.clear();
        for (const [card, bin] of Object.entries(raw ?? {}))
          if (cardOf.has(card) && binOf.has(bin)) at.set(card, bin);
        picked = null;
        for (const { id } of cards) if (!at.has(id)) tray.cards.append(cardOf.get(id).node); // the author's order again
        settle();
      },
      mark(nextResult, nextChecked) {
        result = nextResult;
        checked = nextChecked;
        draw();
      },
    };
  },
};

export default sortUi;
