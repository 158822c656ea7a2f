// A model in place of Jupyter's, and a small kernel behind it. Everything that crosses is copied as JSON, as on the wire.
window.fake = (() => {
  const copy = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

  const bytes = (base64) => new DataView(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer);

  /** A panel's model. `assets`: digest -> reference to the model of a shared asset, all of which the manager has.
   *  `packed`: the view as a kernel sends a large one, in base64. */
  function makeModel(view, assets = {}, packed = "") {
    const handlers = [];
    const state = { view: packed ? bytes(packed) : copy(view), assets };
    const model = {
      sent: [],
      kernel: null,
      delay: 5,
      widget_manager: {
        async get_model(id) {
          const packed = window.sharedAssets[id];
          if (!packed) throw new Error("widget model not found");
          return { get: () => bytes(packed) };
        },
      },
      get: (key) => state[key],
      set: (key, value) => void (state[key] = copy(value)),
      save_changes() {},
      on: (name, fn) => name === "msg:custom" && handlers.push(fn),
      off: (name, fn) => handlers.includes(fn) && handlers.splice(handlers.indexOf(fn), 1),
      send(message) {
        const sent = copy(message);
        model.sent.push(sent);
        if (model.kernel)
          setTimeout(async () => (await model.kernel(sent))?.forEach((reply) => model.receive(reply)), model.delay);
      },
      receive: (message) => [...handlers].forEach((fn) => fn(copy(message), [])),
      listeners: () => handlers.length,
    };
    return model;
  }

  /** What Python finds in an answer; a test may say otherwise: `checkWith[slug](answer)`. */
  const found = async (slug, answer) =>
    window.checkWith?.[slug]?.(answer) ?? JSON.parse(await window.askCheck(slug, JSON.stringify(answer)));

  /** A kernel that knows the views, and asks Python what a check finds and what a lab draws. */
  function makeKernel(view) {
    const views = new Map((view.questions ?? [view]).map((v) => [v.slug, copy(v)]));
    let events = 0;
    const whole = () => (view.questions ? { ...view, questions: [...views.values()] } : view);
    return async (message) => {
      const { type, slug } = message;
      if (type === "round")
        return [{ type: "view", slug, view: { ...whole(), round: 2, questions: (view.questions ?? []).map(copy) } }];
      if (!slug) return [{ type: "view", view }];
      const now = views.get(slug);
      if (!now) return [{ type: "view", slug, view: whole() }];
      if (type === "draft") return [{ type: "saved", slug, at: message.at }];
      if (type === "live") return [{ ...JSON.parse(await window.askLab(JSON.stringify(message))), slug, n: message.n }];
      const reply = { type: "view", slug };
      if (type === "hello" && message.draft && message.draft.at > now.answer_at)
        Object.assign(now, { answer: message.draft.answer, answer_at: message.draft.at });
      if (type === "check") {
        const result = await found(slug, message.answer);
        Object.assign(now, {
          result,
          answer: message.answer,
          answer_at: message.at,
          checked: result.outcome === "invalid" ? null : message.answer,
          attempts: now.attempts + 1,
          solution_left: result.outcome === "correct" ? 0 : Math.max(0, now.solution_left - 1),
        });
        reply.event = { id: `e${++events}`, exercise: slug, at: new Date().toISOString(), type };
        reply.n = message.n;
      }
      if (type === "hint") now.hints.shown.push(`Hint text ${now.hints.shown.length + 1} with **weight**.`);
      if (type === "solution")
        now.solution = window.fakeSolutions?.[slug] ?? { answer: now.answer, why: "Because.", reasons: [] };
      reply.view = copy(now);
      return [reply];
    };
  }

  /** A kernel that asks Python, and gets all replies to a message at once. `who`: whom Python is to ask. */
  const asking = (model, who) => (message) =>
    void window.askPython(who, message).then((replies) => replies.forEach((reply) => model.receive(reply)));

  return { makeModel, makeKernel, asking, copy, bytes };
})();
