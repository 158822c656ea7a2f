// Things by their permanent ids, and texts by their length.

/** A permanent id: never used again, never changed by a rename. The letter says of what.
 *  @param {any} letter */
export const freshId = (letter) =>
  letter + Array.from({ length: 8 }, () => Math.floor(Math.random() * 36).toString(36)).join("");

/** @param {any[]} list @param {string} id */
export const byId = (list, id) => list.find((one) => one.id === id);

/** How many signs a text has: an emoji is one, as in Python.
 *  @param {string} text */
export const lengthOf = (text) => [...text].length;
