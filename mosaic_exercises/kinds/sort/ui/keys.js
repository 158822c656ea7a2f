// The keys of a sort. Enter or Space picks a card up (the button's own click); then the arrows choose a place, Enter
// drops, Escape lets go. A digit places the focused card at once; 0 takes it back.

/**
 * @param {Made} host
 * @param {{ picked: (...args: any[]) => any, target: (...args: any[]) => any, step: (...args: any[]) => any, place: (...args: any[]) => any, drop: (...args: any[]) => any, cancel: (...args: any[]) => any, places: (...args: any[]) => any, cards: (...args: any[]) => any }} given
 * @param {AbortSignal} signal
 */
export function listenKeys(host, { picked, target, step, place, drop, cancel, places, cards }, signal) {
  let eatSpace = false;
  /** @param {any} event */
  const onKey = (event) => {
    const id = event.target.closest?.(".mo-card-main") && event.target.closest("[data-item]").dataset.item;
    if (event.key === "Escape" && picked()) {
      event.stopPropagation(); // this Escape is ours: JupyterLab would move the focus away
      event.preventDefault();
      return cancel();
    }
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = /** @type {Record<string, any>} */ ({ ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 })[event.key];
    if (way) {
      event.preventDefault();
      if (picked()) step(way);
      else nextCard(cards(), id, way);
    } else if ((event.key === "Enter" || event.key === " ") && picked() === id && target() !== undefined) {
      event.preventDefault();
      eatSpace = event.key === " ";
      drop();
    } else if (/^\d$/.test(event.key)) {
      const to = places().find((/** @type {any} */ p) => p.number === Number(event.key));
      if (!to) return;
      event.preventDefault();
      place(id, to.id);
    }
  };
  host.addEventListener("keydown", onKey, { signal });
  // The Space that dropped a card must not pick it up again when it is let go (Firefox clicks on keyup).
  /** @param {any} event */
  const onUp = (event) => {
    if (event.key === " " && eatSpace) event.preventDefault();
    eatSpace = false;
  };
  host.addEventListener("keyup", onUp, { signal });
}

/** @param {any} order @param {string} id @param {number} way */
function nextCard(order, id, way) {
  const at = order.findIndex((/** @type {any} */ c) => c.id === id) + way;
  if (order[at]) order[at].main.focus();
}
