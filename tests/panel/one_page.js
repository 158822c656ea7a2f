// One page for the panels of many tests. `seen` is what the page's globals are once its first panels stand: whoever finds
// them changed knows that a test has put something there, and loads the page anew.
window.bench = (() => {
  const ours = /^(axe|bench|model|remount|unmount|sharedAssets|fakeSolutions|checkWith)$|^mosaic/;
  const places = () => [window, document, navigator, URL, Date, Math, crypto, AbortSignal, Blob.prototype, Event.prototype,
    ...[Storage, EventTarget, Node, Element, HTMLElement, HTMLAnchorElement].map((one) => one.prototype)];
  const globals = () => new Map(places().flatMap((place, n) =>
    Object.entries(Object.getOwnPropertyDescriptors(place)).filter(([name]) => !ours.test(name))
      .map(([name, { get, value }]) => [`${n} ${name}`, get ?? value])));
  const own = { ends: [], stand: 0, clean, again };
  let before;

  /** Whether the page is what it was, but for its panels. */
  function clean() {
    const now = globals();
    const attributes = [document.documentElement, document.body].map((e) => e.cloneNode().outerHTML).join();
    const same = before && attributes === before.attributes && now.size === before.now.size
      && [...now].every(([name, value]) => Object.is(before.now.get(name), value));
    before ??= { now, attributes };
    return Boolean(same);
  }

  /** The panels end, what they kept and said is forgotten, and others take their place. */
  async function again(shared, width, modules, path) {
    await Promise.allSettled(own.ends.splice(0).map((end) => end()));
    document.querySelectorAll("body > :not(main), .box, style[data-mosaic-sheet], style[data-test]").forEach((one) => one.remove());
    for (const name of ["model", "remount", "unmount", "fakeSolutions", "checkWith"]) delete window[name];
    getSelection().removeAllRanges();
    window.mosaicSaid?.clear();
    window.mosaicCases?.clear();
    window.mosaicLately?.clear();
    localStorage.clear();
    sessionStorage.clear();
    history.replaceState(null, "", path);
    scrollTo(0, 0);
    Object.assign(sharedAssets, shared);
    const boxes = modules.map((_, n) => Object.assign(document.createElement("div"), { className: "box", id: `panel${n}` }));
    for (const box of boxes) box.style.width = width === 860 ? "" : `${width}px`;
    document.querySelector("main").append(...boxes);
    for (const text of modules)
      document.body.append(Object.assign(document.createElement("script"), { type: "module", text }));
    own.stand = 0;
    for (const end = performance.now() + 5_000; own.stand < modules.length && performance.now() < end; )
      await new Promise((done) => setTimeout(done, 4));
  }

  return own;
})();
