// A button does not move away from under the hand that reaches for it.

/** Gives steady(key, draw): draws at once, or, while the pointer rests on the buttons of the exercise in `host`, as soon
 *  as it has left them or pressed one. Of one key only the newest drawing is done.
 *  @param {Element} host @param {AbortSignal} signal */
export function makeSteady(host, signal) {
  /** @type {Map<string, () => void>} */
  const held = new Map();
  /** @type {Element | null} */
  let bar = null;

  function release() {
    const draws = [...held.values()];
    held.clear();
    for (const draw of draws) draw();
  }

  return (/** @type {string} */ key, /** @type {() => void} */ draw) => {
    if (!bar) {
      bar = host.closest(".mo-panel")?.querySelector(".mo-actions") ?? null;
      bar?.addEventListener("pointerleave", release, { signal });
      bar?.addEventListener("click", release, { signal });
    }
    held.delete(key);
    if (bar?.matches(":hover")) held.set(key, draw);
    else draw();
  };
}
