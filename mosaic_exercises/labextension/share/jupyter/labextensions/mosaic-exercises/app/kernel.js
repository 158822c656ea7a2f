// The kernel: waiting until it answers, making it safe to import the course's package, starting it again.

// Run once in each new kernel, before any cell. The notebook's own folder stands early on sys.path: a file beside the
// notebook named like the course's package, or like one that it needs, would be run instead. So the folder is taken off
// the path while the package is imported, and put back behind everything installed. Entries after the first
// site-packages come from installed packages and stay. Nothing here is imported that is not loaded already, but the
// package itself, and by it what its first panel needs.
//
// Which notebook it runs, a kernel hears from the server; where there is none (JupyterLite), it hears it here.
export const bootstrap = (notebook) => `
def _mosaic_bootstrap():
    import sys
    sys.modules["os"].environ.setdefault("JPY_SESSION_NAME", ${JSON.stringify(notebook)})
    realpath, basename = sys.modules["os"].path.realpath, sys.modules["os"].path.basename
    path = [p for p in sys.path if isinstance(p, str)]
    here = realpath("")
    installed = next((i for i, p in enumerate(path) if basename(p) in ("site-packages", "dist-packages")), len(path))
    local = [p for p in path[:installed] if realpath(p) == here]
    sys.path[:] = [p for p in path[:installed] if realpath(p) != here] + path[installed:]
    try:
        import mosaic_exercises
        getattr(mosaic_exercises, "warm_up", int)()
    finally:
        sys.path.extend(local)
try:
    _mosaic_bootstrap()
finally:
    del _mosaic_bootstrap
`;

const POLL = 25; // ms
export const SLOW = 20_000; // ms until a person is told that it takes long

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Resolves when the session has a kernel that answers. Meanwhile calls tell("dead" | "slow") as it turns out.
export async function kernelReady(session, signal, tell) {
  const begun = Date.now();
  for (;;) {
    signal.throwIfAborted();
    const kernel = session.session?.kernel;
    if (session.isReady && kernel && (kernel.status === "idle" || kernel.status === "busy")) return kernel;
    if ((session.isReady && !kernel) || kernel?.status === "dead") tell("dead");
    else if (Date.now() - begun > SLOW) tell("slow");
    await pause(POLL);
  }
}

// Prepares the kernel for a notebook (its path). Returns null, or the reason why the course cannot run in it: "language", "package" or "stopped".
export async function prepare(kernel, notebook) {
  try {
    const { language_info: language } = await kernel.info;
    if (language.name !== "python") return "language";
    const request = { code: bootstrap(notebook), silent: true, store_history: false, allow_stdin: false, stop_on_error: false };
    const { content } = await kernel.requestExecute(request).done;
    if (content.status === "ok") return null;
    console.warn("mosaic-exercises: the course's package could not be imported.", content.ename, content.evalue);
    return content.status === "error" ? "package" : "stopped";
  } catch {
    return "stopped"; // The kernel went away meanwhile: its next status starts another attempt.
  }
}

// Starts Python again, whatever is left of the session.
export async function startAgain(session) {
  const kernel = session.session?.kernel;
  if (kernel && kernel.status !== "dead") return session.restartKernel();
  session.session?.dispose(); // its kernel is gone: nothing can be changed in it, and Jupyter drops it only later
  const name = session.kernelPreference.name || session.specsManager.specs?.default;
  return session.changeKernel({ name });
}
