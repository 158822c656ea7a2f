// How browser and Python compare what they have: the answer to begin with, the greeting, events that Python lacks.

/** The newer of the mirror's draft and Python's answer: { answer, at }. A draft of another revision is no answer. */
function newestAnswer(view, mirror) {
  const mirrored = mirror.draft(view.slug);
  const at = view.answer_at ?? 0;
  return mirrored && mirrored.rev === view.rev && mirrored.at > at ? mirrored : { answer: view.answer ?? null, at };
}

function greeting({ slug, rev }, mirror) {
  const draft = mirror.draft(slug);
  return {
    type: "hello",
    slug,
    draft: draft && draft.rev === rev ? { answer: draft.answer, at: draft.at } : null,
    ids: mirror.events(slug).map((event) => event.id),
  };
}

function eventsFor({ slug }, mirror, want) {
  const wanted = new Set(want);
  return { type: "events", slug, events: mirror.events().filter((event) => wanted.has(event.id)) };
}
