// The entry of every panel. `view.kind` names a view (quiz, start, submit) or a kind of exercise.

views.exercise = {
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
  render({ model, el, signal: outer }) {
    const ending = new AbortController();
    const signal = ending.signal;
    outer?.addEventListener("abort", () => ending.abort());
    const root = h("div.mo-panel");
    keepKeys(root, signal);
    keepMouse(root, signal);
    el.append(root);
    const view = model.get("view");
    try {
      (views[view.kind] ?? views.exercise).mount(root, view, { model, link: makeLink(model, signal), signal });
    } catch (error) {
      // A panel that fails must not look like an empty one.
      root.append(
        h(
          "p.mo-notice",
          { role: "alert" },
          `This panel could not be drawn (${error.message}). Your answers are safe; please reload the page.`,
        ),
      );
      console.error(error);
    }
    return () => ending.abort();
  },
};

/** What the loader calls: the panel, once all that it needs is in the page. A large view comes packed. */
export default async function enter({ el, model }, loaded) {
  await takeIn(el, loaded);
  const view = model.get("view");
  if (view instanceof DataView) model.set("view", await loaded.unpack(view));
  return panel;
}
