// Marks on parts of an answer: a sign, a word and a border, never colour alone.

/** met: true, false, or null for no mark. */
function setItemMark(node, place, met, wrongWord = "Not yet") {
  if (met === null || met === undefined) {
    delete node.dataset.mark;
    fill(place);
    return;
  }
  node.dataset.mark = met ? "good" : "bad";
  fill(place, iconOf(met ? "check" : "cross"), h("span", {}, met ? "Right" : wrongWord));
}
