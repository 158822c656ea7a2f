// The status line (is my answer kept?), the screen reader's announcements, and the drafts behind both.

const NOT_ANSWERING = "Saved in this browser only: Python is not answering";
const NOT_KEPT = "Not saved: Python is not answering and this browser's storage is full. Copy your text elsewhere.";

/** A polite live region for short announcements. `say` repeats a text that stands there already. */
function makeAnnouncer() {
  const node = h("div.mo-unseen", { role: "status", "aria-live": "polite", "data-part": "announcer" });
  let timer = 0;
  const announce = (text) => {
    clearTimeout(timer);
    node.textContent = "";
    timer = setTimeout(() => (node.textContent = text), 30);
  };
  return { node, announce };
}

/** The line itself. Only trouble is announced, and its end; "Saved" after every word would be a nuisance. */
function makeStatus(announce) {
  const text = h("span.mo-status-text");
  const node = h("div.mo-status", { "data-part": "status", "data-state": "" }, h("span.mo-status-mark"), text);
  let troubled = false;
  const set = (state, words, icon = "") => {
    if (node.dataset.state === state && text.textContent === words) return;
    node.dataset.state = state;
    text.textContent = words;
    fill(node.firstChild, icon && iconOf(icon));
    if (state === "trouble") announce(words);
    else if (troubled && state === "saved") announce("Saved. The trouble is over.");
    troubled = state === "trouble" || (troubled && state === "saving");
  };
  return {
    node,
    quiet: () => set("", ""),
    saving: () => set("saving", "Saving ..."),
    waiting: () => set("waiting", "Waiting for Python ..."),
    saved: () => set("saved", "Saved", "saved"),
    trouble: (words) => set("trouble", words, "warn"),
  };
}

/** Keeps a changing answer: at once in the mirror, after a pause with Python. */
function makeSaver({ slug, rev, link, mirror, status, watch, signal }) {
  let timer = 0;
  let pending = null; // what Python has not been sent yet
  let since = 0;
  let last = 0; // the newest change's time
  let kept = true; // whether the mirror took it
  let sent = 0;

  const flush = () => {
    clearTimeout(timer);
    timer = 0;
    if (!pending) return;
    sent = pending.at;
    link.send({ type: "draft", slug, ...pending });
    pending = null;
    watch.asked();
  };
  signal.addEventListener("abort", flush);

  return {
    flush,
    change(answer, at = Math.max(Date.now(), last + 1)) {
      last = at;
      kept = mirror().putDraft(slug, answer, at, rev);
      if (!pending) since = at;
      pending = { answer, at };
      status.saving();
      clearTimeout(timer);
      timer = setTimeout(flush, at - since > DRAFT_AT_LEAST_MS ? 0 : DRAFT_AFTER_MS);
      return at;
    },
    /** A check carries the answer itself: the draft need not be sent as well. */
    drop() {
      clearTimeout(timer);
      pending = null;
      sent = last;
    },
    /** Python has written what was changed at `at`. */
    saved(at) {
      if (pending || at < sent) return;
      if (kept) status.saved();
      else status.trouble("Saved by Python; this browser's storage is full, so it keeps no copy");
    },
    unsaved: (problem) => status.trouble(problem || "Python could not save your answer; this browser keeps it"),
    silent: () => status.trouble(kept ? NOT_ANSWERING : NOT_KEPT),
    newest: () => last,
    setNewest: (at) => (last = Math.max(last, at)),
  };
}
