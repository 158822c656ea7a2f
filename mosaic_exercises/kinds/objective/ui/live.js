// Asks Python what the words stand for: at most one message in 250 ms for the whole exercise, the newest text each time.

const LIVE_MS = 250;

/** values(slot) gives what stands in a slot now; seen(slot, sent values, reply) draws what came back.
 *  @param {Api} api @param {(...args: any[]) => any} values @param {(...args: any[]) => any} seen */
export function makeLive(api, values, seen) {
  const waiting = new Set();
  /** @type {Map<any, any>} */
  const open = new Map(); // number -> what was sent
  /** @type {Map<any, any>} */
  const newest = new Map(); // slot -> number of its newest message
  let n = 0;
  let last = -Infinity;
  let timer = 0;

  function pump() {
    timer = 0;
    const [slot] = waiting;
    if (slot === undefined) return;
    waiting.delete(slot);
    last = performance.now();
    const sent = values(slot);
    newest.set(slot, ++n);
    open.set(n, sent);
    api.send({ type: "live", n, values: sent });
    plan();
  }
  function plan() {
    if (timer || !waiting.size) return;
    timer = setTimeout(pump, Math.max(0, LIVE_MS - (performance.now() - last)));
  }
  api.on("live", ({ n: number, live }) => {
    const sent = open.get(number);
    open.delete(number);
    if (!sent || !live || newest.get(sent.slot) !== number) return;
    seen(sent.slot, sent, live);
  });
  api.signal.addEventListener("abort", () => clearTimeout(timer));
  return {
    /** @param {any} slot */
    ask(slot) {
      waiting.add(slot);
      plan();
    },
  };
}
