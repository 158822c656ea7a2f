// Who of the case is named in a text.

/** The people whom `texts` (any JSON) names by their first name, as a word of its own: name -> id, an interview before a
 *  place in the firm.
 *  @param {any} texts @param {CasePersonView[]} people */
export function namedIn(texts, people) {
  const words = new Set();
  JSON.stringify(texts, (_, value) => {
    if (typeof value === "string") for (const word of value.match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? []) words.add(word);
    return value;
  });
  const there = new Map();
  for (const { id, person } of people) if (words.has(person.split(" ")[0]) && !there.has(person)) there.set(person, id);
  return there;
}
