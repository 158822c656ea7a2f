// A way through a conversation, without a page.

/** What was said on a way, as far as the conversation allows it, and the turn it has come to.
 *  @param {Task<"dialogue">} task @param {any[]} way */
export function follow(task, way) {
  const turns = new Map(task.turns.map((/** @type {any} */ turn) => [turn.id, turn]));
  const said = [];
  let turn = task.turns[0];
  for (const id of way) {
    const move = turn.moves.find((/** @type {any} */ m) => m.id === id);
    if (!move || !turns.has(move.to)) break;
    said.push({ turn, move });
    turn = turns.get(move.to);
  }
  return { said, turn };
}

/** The way up to the turn at `place`, where something else can be said.
 *  @param {any[]} way @param {any} place */
export const goBack = (way, place) => way.slice(0, place);

/** A line as it is spoken: without the signs of emphasis.
 *  @param {string} text */
export const lineOf = (text) => text.replace(/[*_`]/g, "");
