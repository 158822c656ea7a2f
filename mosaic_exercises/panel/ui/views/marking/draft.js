// A comment that is being written: each answer has its own, over a reload and from one answer to the next and back.

import { baseUrl } from "../../kit/place.js";

const KEPT = "mosaic-marking/1/";

/** `text` is that of the answer that `where` names; `sending` is what was sent and is not known to be written.
 *  @param {() => string} where @param {{ source: string, leave: () => void }} rest */
export function makeDraft(where, rest) {
  /** @type {Map<string, string>} */
  const here = new Map(); // where the browser keeps nothing, for as long as the page stands
  const key = () => `${KEPT}${baseUrl()}/${where()}`;
  return {
    ...rest,
    sending: "",
    get text() {
      try {
        return localStorage.getItem(key()) ?? here.get(key()) ?? "";
      } catch {
        return here.get(key()) ?? "";
      }
    },
    set text(words) {
      here.set(key(), words);
      try {
        if (words) localStorage.setItem(key(), words);
        else localStorage.removeItem(key());
      } catch {
        // it is full, or forbidden
      }
    },
    /** What was sent is written. */
    written() {
      if (this.sending && this.text === this.sending) this.text = "";
      this.sending = "";
    },
  };
}
