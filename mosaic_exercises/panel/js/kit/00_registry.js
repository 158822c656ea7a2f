// All files of a panel are joined into one module and share one scope (see README.md).
// Kinds and views enter themselves here; the entry picks by `view.kind`.
const kinds = {};
const views = {};

const DRAFT_AFTER_MS = 500; // quiet time before a draft goes to Python
const DRAFT_AT_LEAST_MS = 2000; // a long burst of typing is sent in between
const SILENCE_MS = 4000; // without an answer for so long, Python is not answering
const GREETING_MS = 15_000; // the same for a greeting: a kernel that starts runs the other cells first
const CALL_AFTER_MS = 3000; // how soon Python is called again when it was silent and something waits for it
const CALL_AT_MOST_MS = 30_000; // how rarely at last
const LIVE_AFTER_MS = 150; // quiet time before a live picture is asked for
const UPLOAD_LIMIT = 50 * 1024 * 1024; // bytes
