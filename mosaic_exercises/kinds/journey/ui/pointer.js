// The curve by pointer: a press sets the point of the stage under it, a drag moves one.

/** seen: { stages(), value(stage, curve), active(), focus(stage, curve) } of the curve.
 *  @param {MapEditor} desk @param {Made} ground @param {any} seen */
export function makePointer(desk, ground, seen) {
  /** @type {any} */
  let held = null;
  /** @param {any} event */
  const put = (event) => {
    const box = ground.getBoundingClientRect();
    const value = Math.max(-2, Math.min(2, Math.round(2 - (((event.clientY - box.top) / box.height) * 100 - 14) / 18)));
    if (seen.value(held.stage, held.curve) !== value) desk.feel(held.stage, held.curve, value, held.merge);
  };
  ground.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary || !seen.stages().length) return;
    const hit = event.target.closest(".mo-jm-point");
    if (event.pointerType === "touch" && !hit) return; // a finger that scrolls sets nothing; a tap does, below
    begin(event, hit);
    event.preventDefault();
  });
  /** @param {any} event @param {any} hit */
  const begin = (event, hit) => {
    const box = ground.getBoundingClientRect();
    const i = Math.min(
      seen.stages().length - 1,
      Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * seen.stages().length)),
    );
    held = {
      stage: hit?.dataset.stage ?? seen.stages()[i].id,
      curve: hit?.dataset.curve ?? seen.active(),
      merge: `drag-${Date.now()}`,
      pointer: event.pointerId,
    };
    if (event.type === "pointerdown") ground.setPointerCapture(event.pointerId);
    if (!hit || hit.hasAttribute("data-unset")) put(event);
    seen.focus(held.stage, held.curve);
  };
  ground.addEventListener("pointermove", (event) => held && held.pointer === event.pointerId && put(event));
  for (const end of ["pointerup", "pointercancel"]) ground.addEventListener(end, () => (held = null));
  ground.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || event.target.closest(".mo-jm-point")) return;
    begin(event, null);
    held = null;
  });
}
