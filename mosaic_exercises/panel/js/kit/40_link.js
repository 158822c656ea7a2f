// The wire to Python: custom messages, routed by slug.

function makeLink(model, signal) {
  const routes = new Map(); // slug, or "" for the panel's own messages -> handlers

  const receive = (message) => {
    if (!message || typeof message !== "object") return;
    if (message.same) message = { ...message, view: model.get("view") };
    for (const fn of [...(routes.get(message.slug ?? "") ?? [])]) fn(message);
  };
  model.on("msg:custom", receive);
  signal.addEventListener("abort", () => model.off("msg:custom", receive));

  return {
    /** Sends, and says whether the wire took it; whether Python answers is another matter. A greeting says which view
     *  is here, and is not sent the same one again. */
    send(message) {
      try {
        model.send(message.type === "hello" ? { ...message, seen: model.get("view").stamp } : message);
        return true;
      } catch {
        return false; // the kernel is gone: the same as silence
      }
    },
    on(slug, fn, until) {
      if (!routes.has(slug)) routes.set(slug, new Set());
      routes.get(slug).add(fn);
      until.addEventListener("abort", () => routes.get(slug).delete(fn));
    },
  };
}

/** Watches for silence: `asked()` when a message goes out, `heard()` when one comes in. */
function makeWatch(onSilence, signal) {
  let timer = 0;
  let due = Infinity;
  const heard = () => {
    clearTimeout(timer);
    due = Infinity;
  };
  signal.addEventListener("abort", heard);
  return {
    heard,
    asked(patience = SILENCE_MS) {
      if (signal.aborted || Date.now() + patience >= due) return; // an earlier question is still open
      heard();
      due = Date.now() + patience;
      timer = setTimeout(() => (heard(), onSilence()), patience);
    },
  };
}
