// Checks that were pressed and are not done. One is one message; where no answer comes, it waits in the mirror and is sent
// again when Python is heard: after a restart, a reload, a lost connection. Its id makes the event's, so that a check that
// had arrived after all is not written down twice.

import { same } from "./dom.js";
import { newId, WINDOW } from "./place.js";

const AGAIN_AFTER_MS = 2000; // how soon at the earliest a check is sent again

// Exercises of this page whose last check had to wait. A restart may draw a panel twice: what was said is said again.
const lately = (globalThis.mosaicLately ??= new Set());

/**
 * @param {{ slug: string, rev?: any }} given
 * @param {{ link: Link, mirror: (...args: any[]) => any, base: (...args: any[]) => any }} more
 */
export function makeChecks({ slug, rev }, { link, mirror, base }) {
  const left = mirror().check(slug);
  let due = left && left.rev === rev && typeof left.id === "string" ? { ...left, n: 0 } : null;
  let late = Boolean(due); // whether it was not answered in time
  let sentAt = 0;
  let count = 0;

  const send = () => {
    sentAt = Date.now();
    due.n = ++count;
    const { id, answer, at, base: seen, by, n } = due;
    link.send({ type: "check", slug, answer, at, n, id, base: seen, by });
  };

  return {
    /** The learner pressed Check.
     *  @param {any} answer @param {any} at */
    press(answer, at) {
      const id = late && same(due.answer, answer) ? due.id : newId();
      late = false;
      lately.delete(slug);
      due = { id, answer, at, rev, base: base(), by: WINDOW };
      mirror().putCheck(slug, due);
      send();
    },
    /** Whether the check that is shown had to wait for Python. */
    waited: () => lately.has(slug),
    running: () => due !== null && !late,
    waiting: () => due !== null && late,
    silence: () => (late = due !== null),
    /** Python was heard: what still waits is sent (again). */
    again() {
      if (due && late && Date.now() - sentAt > AGAIN_AFTER_MS) send();
    },
    /** The check that this message answers, { answer, late }, or null.
     *  @param {{ check?: any, n?: any }} given */
    done({ check, n }) {
      if (!due || !(check ? check === due.id : n && n === due.n)) return null;
      const found = { answer: due.answer, late };
      if (late) lately.add(slug);
      this.drop();
      return found;
    },
    drop() {
      due = null;
      late = false;
      mirror().dropCheck(slug);
    },
  };
}
