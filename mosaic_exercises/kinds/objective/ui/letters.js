// The five letters: what each stands for, how it stands in words, and what to try. S, M and T are judged, A and R asked.

import { fill, h } from "../../../panel/ui/kit/dom.js";
import { iconOf } from "../../../panel/ui/kit/icons.js";
import { plain } from "../../../panel/ui/kit/markup.js";

/** @type {Record<string, any>} */
const LETTERS = { S: "Specific", M: "Measurable", A: "Achievable", R: "Relevant", T: "Time-bound" };
/** @type {Record<string, any>} */
const VERDICTS = {
  yes: { icon: "check", tone: "good", word: "yes" },
  no: { icon: "cross", tone: "bad", word: "not yet" },
  unsure: { icon: "info", tone: "part", word: "unsure" },
  ask: { icon: "note", tone: "done", word: "you say" },
};

/** "rests on “Raise”, “families”": the words as they are marked in the text.
 *  @param {any[]} rests */
function restsOn(rests) {
  return `rests on ${rests.map((words) => `“${words}”`).join(", ")}.`;
}

/** @param {string} label */
export function makeLetters(label) {
  const list = h("ol.mo-ob-letters", { "aria-label": label });
  const advice = h("ul.mo-ob-advice");
  const node = h("div.mo-ob-judged", { hidden: true }, list, advice);
  /** @type {Record<string, any>} */
  let before = {};

  return {
    node,
    /** Draws the letters; returns in words what changed since the last time.
     *  @param {any[]} letters */
    draw(letters) {
      node.hidden = !letters.length;
      fill(
        list,
        letters.map(({ letter, verdict }) => {
          const { icon, tone, word } = VERDICTS[verdict] ?? VERDICTS.unsure;
          return h(
            "li.mo-ob-letter",
            { "data-tone": tone, "data-letter": letter, "data-verdict": verdict },
            iconOf(icon),
            h("span.mo-ob-letter-name", {}, LETTERS[letter]),
            h("span.mo-ob-letter-word", {}, word),
          );
        }),
      );
      fill(
        advice,
        letters
          .filter((l) => l.verdict !== "yes" || l.try_next || l.rests?.length)
          .map(({ letter, verdict, why, try_next, rests }) =>
            h(
              "li",
              { "data-advice": letter },
              h("strong", {}, `${LETTERS[letter]}: `),
              verdict === "yes" && rests?.length
                ? h("span.mo-ob-rests", { dir: "auto" }, restsOn(rests), try_next ? " " : "")
                : plain("span", `${why} `),
              try_next && plain("span.mo-soft", try_next),
            ),
          ),
      );
      const now = Object.fromEntries(letters.map((l) => [l.letter, l.verdict]));
      const news = letters
        .filter((l) => before[l.letter] && before[l.letter] !== l.verdict)
        .map((l) => `${LETTERS[l.letter]}: ${VERDICTS[l.verdict]?.word}`);
      before = now;
      return news.join(", ");
    },
  };
}
