// Templates to begin a map from: what each is for, and a question where it would take the place of the learner's work.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h } from "../../../panel/ui/kit/dom.js";

/** use(template): puts it on the map; untouched(): nothing of the learner's stands there. null where there are none.
 *  @param {any[]} templates @param {{ api: Api, use: (template: any) => any, untouched: () => boolean }} given */
export function makeBegin(templates, { api, use, untouched }) {
  if (!templates.length) return null;
  const question = h("div");
  const node = h(
    "details.mo-outline-begin",
    { open: untouched() },
    h("summary", {}, "Begin from a template"),
    h("p.mo-small", {}, "Each branch has a line in its note that says what belongs there. Write over it."),
    h("ul.mo-outline-templates", {}, templates.map((one) => h("li", {}, choose(one), h("span", {}, ` ${one.about}`)))),
    question,
  );

  /** @param {any} one */
  function choose(one) {
    return button(one.name, { id: api.id(`template-${one.id}`), "data-act": `template-${one.id}`, onclick: () => (untouched() ? put(one) : ask(one)) });
  }

  /** @param {any} one */
  function put(one) {
    fill(question);
    node.open = false;
    use(one);
  }

  /** @param {any} one */
  function ask(one) {
    const keep = () => (fill(question), focusOn(node.querySelector(`[data-act="template-${one.id}"]`)));
    fill(
      question,
      h(
        "div.mo-ask",
        { role: "group", "aria-label": "Take the template?" },
        h("p", {}, `Take “${one.name}”? It takes the place of your branches. Undo brings them back.`),
        h("div.mo-row", {}, button("Take it", { "data-act": "template-take", onclick: () => put(one) }, { tone: "main" }), button("Keep mine", { "data-act": "template-keep", onclick: keep })),
      ),
    );
    focusOn(question.querySelector("button"));
  }

  return node;
}
