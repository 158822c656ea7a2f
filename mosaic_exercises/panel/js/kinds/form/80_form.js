// Form: sections of fields, once or for several entries. Answer: { entries: [{ id, values, evidence }] }.
{
  kinds.form = {
    noun: (view) => (view.task.max_entries > 1 ? `Make ${view.task.nouns}` : `Fill in the ${view.task.noun}`),

    mount(host, view, api) {
      const { task } = view;
      const KEPT = 30; // changes that can be taken back
      let entries = [formFresh()];
      let current = entries[0].id;
      let mode = "edit";
      let back = []; // { words, undo }
      let result = null;
      let checked = null;

      const entry = () => entries.find((e) => e.id === current) ?? entries[0];
      const patch = (id, key, field, value) => {
        entries = entries.map((e) => (e.id === id ? { ...e, [key]: { ...e[key], [field]: value } } : e));
        changed();
      };
      const desk = {
        task,
        api,
        /** A field that is its whole section and is called like it: the section's name stands for both. */
        alone: (field) =>
          task.sections.some((s) => s.fields.length === 1 && s.fields[0] === field && s.name === field.label),
        put: (field, value) => patch(current, "values", field, value),
        attach: (field, list) => patch(current, "evidence", field, list),
        pieces: (field) => (field.type === "evidence" ? entry().values[field.id] : entry().evidence[field.id]) ?? [],
        setPieces: (field, list) =>
          field.type === "evidence" ? desk.put(field.id, list) : desk.attach(field.id, list),
        found: (of, field) => found(of, field),
        /** What `undo` does belongs to the entry shown now, whichever is shown then. */
        kept(words, undo) {
          const id = current;
          keep(words, () => {
            if (!entries.some((e) => e.id === id)) return;
            show(id);
            undo();
          });
        },
      };

      const fields = new Map(
        formFields(task)
          .filter((f) => f.type !== "portrait" || task.portrait)
          .map((f) => [f.id, formField(desk, f)]),
      );
      const whole = h("div.mo-fo-errors");
      const standing = h("p.mo-fo-standing");
      const sections = task.sections.map((s) =>
        h(
          "section.mo-fo-section",
          { "aria-labelledby": api.id(`s-${s.id}`), style: task.layout === "canvas" ? `grid-area:${s.id}` : null },
          h(
            "div.mo-fo-section-head",
            {},
            h("h4", { id: api.id(`s-${s.id}`), dir: "auto" }, s.name),
            s.guidance && say("p.mo-fo-guide", s.guidance),
          ),
          h(
            "div.mo-fo-fields",
            {},
            s.fields.filter((f) => fields.has(f.id)).map((f) => fields.get(f.id).node),
          ),
        ),
      );
      const editor = h("div.mo-fo-editor", { "data-layout": task.layout, style: formAreas(task) }, sections);
      const looked = h("div.mo-fo-look");
      const several = task.max_entries > 1;
      const panel = h(
        "div.mo-fo-panel",
        {
          id: api.id("panel"),
          role: several ? "tabpanel" : "group",
          "aria-labelledby": several ? null : api.labelledby,
        },
        standing,
        whole,
        editor,
        looked,
      );
      const tabs = formTabs(task, api, {
        show,
        add,
        copy,
        drop,
        undo,
        mode: (name) => (
          (mode = name),
          draw(),
          api.announce({ edit: "Editing.", card: "The card.", side: "Side by side." }[name])
        ),
      });
      const rules =
        task.rules?.length || task.rubric?.length
          ? h(
              "details.mo-rubric",
              {},
              h("summary", {}, "What will be looked at"),
              h(
                "ul",
                {},
                (task.rules ?? []).map((r) => say("li", r.text)),
                (task.rubric ?? []).map((r) => say("li", `${r.label} (read by a person)`)),
              ),
            )
          : null;
      host.append(h("div.mo-fo", {}, tabs.node, panel, rules));

      function answer() {
        const raw = formWrite(entries, task);
        return formEmpty(raw) ? null : raw;
      }
      function changed() {
        draw();
        api.change(answer());
      }
      function keep(words, undo) {
        back = [...back.slice(-KEPT), { words, undo }];
        draw();
      }
      function undo() {
        const last = back.at(-1);
        if (!last) return;
        back = back.slice(0, -1);
        last.undo();
        draw();
        api.announce(`Taken back: ${last.words}.`);
        if (!back.length)
          focusOn(
            document.getElementById(tabs.tabId(current)) ?? editor.querySelector("input, textarea, select, button"),
          );
      }

      function show(id) {
        if (!entries.some((e) => e.id === id)) return;
        current = id;
        draw();
      }
      function put(next, at) {
        entries = entries.toSpliced(at, 0, next);
        current = next.id;
        changed();
      }
      function takeOut(id) {
        const at = entries.findIndex((e) => e.id === id);
        entries = entries.filter((e) => e.id !== id);
        if (!entries.length) entries = [formFresh()];
        if (current === id) current = entries[Math.min(at, entries.length - 1)].id;
        changed();
      }
      function add() {
        const next = formFresh();
        mode = "edit";
        put(next, entries.length);
        api.announce(`${formCapital(task.noun)} ${entries.length} added.`);
        focusOn(editor.querySelector("input, textarea, select"));
      }
      function copy() {
        const next = { ...structuredClone(entry()), id: formId() };
        const name = task.title_field && next.values[task.title_field];
        if (name) next.values[task.title_field] = `${name} (copy)`;
        put(next, entries.findIndex((e) => e.id === current) + 1);
        keep(`duplicated ${task.noun}`, () => takeOut(next.id));
        api.announce(`Duplicated. You are in the copy, ${formName(next, task, 0)}.`);
      }
      function drop() {
        const at = entries.findIndex((e) => e.id === current);
        const gone = entry();
        const name = formName(gone, task, at);
        takeOut(gone.id);
        keep(`deleted ${name}`, () => put(gone, Math.min(at, entries.length)));
        api.announce(`${name} deleted. Undo brings it back.`);
        focusOn(document.getElementById(tabs.tabId(current)));
      }

      /** What a check found in a field, while the field stands as it did then. "" as field: the entry as a whole. */
      function found(of, field) {
        const then = checked && (checked.entries ?? []).find((e) => e.id === of.id);
        if (!result || !then) return FORM_NONE;
        const item = field ? `${of.id}/${field.id}` : of.id;
        const list = (result.criteria ?? []).filter((c) => c.met === false && c.item === item);
        if (!list.length) return FORM_NONE;
        const print = (e) =>
          field
            ? [formValue(field, e.values?.[field.id]) ?? null, e.evidence?.[field.id] ?? []]
            : formWrite([{ ...e, values: e.values ?? {}, evidence: e.evidence ?? {} }], task);
        return same(print(then), print(of)) ? list : FORM_NONE;
      }
      const wrong = (of) => [null, ...formFields(task)].reduce((n, f) => n + found(of, f).length, 0);

      function draw() {
        const now = entry();
        const at = entries.indexOf(now);
        tabs.draw({ entries, current: now.id, mode, wrong, undoWords: back.at(-1)?.words ?? "" });
        if (several) panel.setAttribute("aria-labelledby", tabs.tabId(now.id));
        const rests = formStanding(now, task);
        standing.hidden = !rests || mode !== "edit";
        if (rests && standing.textContent !== rests.words) standing.textContent = rests.words;
        standing.dataset.tone = rests?.tone ?? "";
        editor.hidden = mode !== "edit";
        whole.hidden = mode !== "edit";
        if (mode === "edit") {
          for (const field of fields.values()) field.draw(now);
          const list = found(now, null);
          if (whole.dataset.print !== JSON.stringify(list)) {
            whole.dataset.print = JSON.stringify(list);
            fill(whole, formFound(list));
          }
          if (looked.firstChild) fill(looked);
        } else fill(looked, mode === "card" ? formCard(now, task, at) : formCompare(entries, task));
      }

      draw();
      return {
        answer,
        set(raw) {
          entries = formRead(raw, task);
          if (!entries.some((e) => e.id === current)) current = entries[0].id;
          draw();
        },
        mark(nextResult, nextChecked) {
          [result, checked] = [nextResult, nextChecked];
          draw();
        },
      };
    },

    /** The solution: the entries as cards. */
    summary: (view, answer, reasonOf) =>
      formRead(answer, view.task).map((entry, i) => formCard(entry, view.task, i, reasonOf)),

    itemText(view, item) {
      const [id, field] = item.split("/");
      const at = (view.solution?.answer?.entries ?? []).findIndex((e) => e.id === id);
      const label = formFields(view.task).find((f) => f.id === field)?.label ?? "";
      return [at >= 0 ? formName(formRead(view.solution.answer, view.task)[at], view.task, at) : "", label]
        .filter(Boolean)
        .join(", ");
    },
  };
}
