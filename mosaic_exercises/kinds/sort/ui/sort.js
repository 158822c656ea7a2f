// Sort: cards into bins, or onto the rungs of a ladder (task.layout = "ladder"). Answer: { card id: bin id }.

import { focusOn, h } from "../../../panel/ui/kit/dom.js";
import { glide, makeDrag } from "../../../panel/ui/kit/drag.js";
import { judgedOf, verdictOf } from "../../../panel/ui/kit/marks.js";
import { makeChooser, makePlaces, NARROW } from "./bin.js";
import { makeCard } from "./card.js";
import { makeHand } from "./hand.js";
import { listenKeys } from "./keys.js";
import { held, placedWords, put, read, write } from "./placing.js";
import { solution } from "./solution.js";

/** @type {KindUi<"sort">} */
const sortUi = {
  ...solution,
  noun: "Sort the cards",
  undo: true,

  mount(host, view, api) {
    const { bins, cards } = view.task;
    let at = read(null, cards, bins); // card id -> bin id, for placed cards
    /** @type {Result | null} */
    let result = null;
    /** @type {any} */
    let checked = null;

    const on = {
      /** With a card in the hand, a pointer on a card that lies in another bin means that bin: the bin is full of cards.
       *  By key and in the tray it means the card. @param {string} id @param {boolean} byPointer */
      pick(id, byPointer) {
        const [card, bin] = [hand.card(), at.get(id)];
        if (byPointer && card && bin && at.get(card) !== bin) drop(bin);
        else hand.pick(id);
      },
      /** @param {any} bin */
      place: (bin) => hand.card() && drop(bin),
      /** @param {any} card @param {any} bin */
      move: (card, bin) => place(card, bin, true),
    };
    /** @type {Map<any, any>} */
    const cardOf = new Map(cards.map((c) => [c.id, makeCard(c, bins, api, on)]));
    const { node: sorter, tray, all: places, of: placeOf } = makePlaces(view.task, api, on);
    const chooser = makeChooser(bins, api, on);
    const hand = makeHand({ at: () => at, task: view.task, textOf: (id) => cardOf.get(id).text, places, announce: api.announce, draw: () => draw() });
    host.append(howTo(bins.length), sorter);

    const drag = makeDrag(
      sorter,
      {
        items: ".mo-card",
        grip: ".mo-grip",
        over: (_, under) => hand.point(under?.closest("[data-bin]")?.dataset.bin),
        drop: (item, under) => {
          const bin = under.closest("[data-bin]")?.dataset.bin;
          if (bin !== undefined) place(item.dataset.item, bin || null);
        },
        end: () => hand.point(undefined),
      },
      api.signal,
    );

    listenKeys(
      sorter,
      {
        picked: hand.card,
        target: hand.pointed,
        step: hand.step,
        place: (card, bin) => place(card, bin, true),
        drop: () => drop(hand.pointed(), true),
        cancel: () => (drag.cancel(), hand.letGo("Let go.")),
        places: () => places,
        cards: inOrder,
      },
      api.signal,
    );

    function inOrder() {
      return [...sorter.querySelectorAll(".mo-card")].map((n) => cardOf.get(n.dataset.item));
    }

    /** @param {any} bin @param {boolean} [byKey] */
    const drop = (bin, byKey = false) => place(/** @type {string} */ (hand.card()), bin ?? null, byKey);

    /** Puts a card into a bin (null: back to the tray). By key or menu the focus goes on to the next card to place.
     *  @param {string} id @param {any} bin @param {boolean} [byKey] */
    function place(id, bin, byKey = false) {
      const card = cardOf.get(id);
      const from = at.get(id) ?? null;
      const waiting = [...tray.cards.children];
      const next = waiting[waiting.indexOf(card.node) + 1] ?? waiting[waiting.indexOf(card.node) - 1];
      const hadFocus = card.node.contains(document.activeElement) || document.activeElement === document.body;
      hand.empty();
      if (from === bin) return draw();
      glide(
        [...cardOf.values()].map((c) => c.node),
        () => {
          at = put(at, id, bin);
          settle();
        },
      );
      const goOn = byKey && from === null && next;
      if (goOn || hadFocus) focusOn(goOn ? cardOf.get(next.dataset.item).main : card.main);
      api.change(answer());
      api.announce(placedWords(card.text, bin ? placeOf(bin).name : "", held(at, null, cards)));
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
      const [picked, target] = [hand.card(), hand.pointed()];
      for (const p of places) {
        p.draw({
          n: held(at, p.id, cards),
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
        const [found] = judgedOf(result, id);
        card.mark(found && (checked?.[id] ?? null) === (at.get(id) ?? null) ? verdictOf(found) : null);
      }
    }

    const answer = () => write(at, cards);

    return {
      answer,
      set(raw) {
        at = read(raw, cards, bins);
        hand.empty();
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

/** @param {number} bins */
const howTo = (bins) =>
  h(
    "p.mo-how",
    {},
    "Pick a card, then its place. You can also drag it, use its menu, or press ",
    h("kbd", {}, "1"),
    " to ",
    h("kbd", {}, String(Math.min(9, bins))),
    " on a focused card.",
  );
