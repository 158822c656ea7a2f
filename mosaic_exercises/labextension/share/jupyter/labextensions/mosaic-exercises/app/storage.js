// Whether this browser keeps what is put into it. A site without a server has nowhere else for answers.
const PROBE = "mosaic probe";
const SIZE = 100_000; // bytes: more than a learner's answers to one notebook

const isFull = (error) => /quota/i.test(error?.name ?? "");

function tryLocal(window) {
  try {
    window.localStorage.setItem(PROBE, "x".repeat(SIZE / 10));
    window.localStorage.removeItem(PROBE);
    return "kept";
  } catch (error) {
    return isFull(error) ? "full" : "denied";
  }
}

async function tryDatabase(window) {
  const asked = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
  try {
    const opening = window.indexedDB.open(PROBE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("probe");
    const database = await asked(opening);
    try {
      const write = database.transaction("probe", "readwrite");
      const written = new Promise((done, failed) => {
        write.oncomplete = done;
        write.onabort = () => failed(write.error);
      });
      write.objectStore("probe").put(new Uint8Array(SIZE), "probe");
      await written;
    } finally {
      database.close();
      window.indexedDB.deleteDatabase(PROBE);
    }
    return "kept";
  } catch (error) {
    return isFull(error) ? "full" : "denied";
  }
}

// "kept", "full" (new things are not kept), or "denied" (nothing is, once the window is closed).
export async function storage(window = globalThis.window) {
  const places = [tryLocal(window), await tryDatabase(window)];
  if (places.includes("full")) return "full";
  return places.includes("kept") ? "kept" : "denied";
}

export const STORAGE = {
  full:
    "This browser has no room left for this page: notebooks may not open, and what you answer now may not be kept. Free some " +
    "space on this device, or delete other sites' data in the browser's settings, and load this page again. Leave the data " +
    "of this site: your answers are in it.",
  denied:
    "This browser keeps nothing for this page: a strict setting does that, or a private window. Exercises may not start, and " +
    "what you answer would be gone when the window is closed. Allow this site's data in the browser's settings, or open this page " +
    "in an ordinary window.",
};

// A line at the foot of the page, over everything: without storage no notebook may open that could show it.
function tell(found, body) {
  if (found === "kept" || body.querySelector(".mosaic-page-notice")) return;
  const bar = document.createElement("div");
  bar.className = "mosaic-notice mosaic-visible mosaic-page-notice";
  bar.setAttribute("role", "alert");
  const text = document.createElement("span");
  text.textContent = STORAGE[found];
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => bar.remove());
  bar.append(text, close);
  body.append(bar);
}

// Tells how storage is found now, and when it turns out to be full later: JupyterLite tells nobody of a write that failed,
// and Python, which waits for it, cannot.
export function watchStorage(body = document.body) {
  storage().then((found) => tell(found, body));
  const failed = (error) => isFull(error) && tell("full", body);
  window.addEventListener("unhandledrejection", ({ reason }) => failed(reason));
  window.addEventListener("error", ({ error }) => failed(error));
}
