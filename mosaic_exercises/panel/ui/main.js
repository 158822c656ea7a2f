// The entry of every panel. `view.kind` names a view (quiz, start, submit) or a kind of exercise.

import { takeIn } from "./kit/assets.js";
import { button } from "./kit/button.js";
import { fill, h } from "./kit/dom.js";
import { mountExercise } from "./kit/exercise.js";
import { keepKeys, keepMouse } from "./kit/keys.js";
import { followSleep, makeLine, makeLink, unpackView } from "./kit/link.js";
import { views } from "./kit/registry.js";

views.exercise = {
  /** @param {Made} root @param {View} view @param {{ model?: any, link: Link, signal: AbortSignal }} given */
  mount(root, view, { model, link, signal }) {
    mountExercise(root, view, {
      link,
      signal,
      // Drawn again (scrolled away and back, a second view of the output), the panel starts from the newest view.
      onView: (next) => model.set("view", next),
    });
  },
};

const panel = {
  /** @param {{ model?: any, el?: any, signal?: any }} given */
  render({ model, el, signal: outer }) {
    let ending = new AbortController(); // of what is drawn now
    const line = makeLine(model);
    const root = h("div.mo-panel");
    const whole = new AbortController();
    outer?.addEventListener("abort", () => end());
    keepKeys(root, whole.signal);
    keepMouse(root, whole.signal);
    el.append(root);

    function end() {
      ending.abort();
      whole.abort();
    }

    function draw() {
      fill(root);
      ending = new AbortController();
      const { signal } = ending;
      const view = line.get("view");
      const link = makeLink(line, signal);
      followSleep(root, line, link, signal);
      try {
        (views[view.kind] ?? views.exercise).mount(root, view, { model: line, link, signal });
      } catch (error) {
        ending.abort(); // whatever half of it listens already
        fill(root, failure(view, error));
        console.error(error);
      }
    }

    /** A panel that fails must not look like an empty one.
     *  @param {{ title: string, slug?: string }} given @param {any} error */
    function failure({ title, slug = "" }, error) {
      const name = title ?? slug;
      return h(
        "div.mo-notice",
        { role: "alert", "data-tone": "bad" },
        h("p", {}, `${name ? `“${name}”` : "This part"} could not be drawn (${error.message}). Your answers are safe.`),
        h("p", {}, "Try again. If that does not help, reload the page; the other exercises work meanwhile."),
        h("div.mo-row", {}, button("Try again", { onclick: draw }, { icon: "reset" })),
      );
    }

    draw();
    return end;
  },
};

/** What the loader calls: the panel, once all that it needs is in the page.
 *  @param {{ el?: any, model?: any }} given @param {any} loaded */
export default async function enter({ el, model }, loaded) {
  await takeIn(el, loaded);
  await unpackView(model);
  return panel;
}
