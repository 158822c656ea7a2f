// Starts the Python of a course notebook before the notebook is on the screen: JupyterLab starts it only once the
// notebook's file is there and drawn. It is the session that JupyterLab would make itself, and the notebook is lent this
// connection to it: to a new one the server asks Python for a sign of life first, misses the answer of a Python that is
// quick (the new connection hears only a moment later), and asks again after half a second.
import { courseOf } from "./course.js";
import { prepare } from "./kernel.js";

const TREE = /^(?:(?:lab|doc)(?:\/workspaces\/[^/]+)?\/tree|notebooks)\/(.+\.ipynb)$/;

// The path of the notebook that the page's address names, or null. JupyterLite's pages have it in their query.
export function pathInAddress(baseUrl, { pathname, search = "" } = window.location) {
  const asked = new URLSearchParams(search).get("path");
  if (asked !== null) return asked.endsWith(".ipynb") ? asked : null;
  const found = pathname.startsWith(baseUrl) ? TREE.exec(pathname.slice(baseUrl.length)) : null;
  return found && decodeURIComponent(found[1]);
}

const AGAIN = new Set(["starting", "restarting", "autorestarting", "dead", "terminating"]);

// The manager of sessions as a notebook sees it that is to get this very session.
const lending = (manager, session) =>
  new Proxy(manager, {
    get(target, name) {
      if (name === "connectTo")
        return (options) => (options.model?.id === session.id && !session.isDisposed ? session : target.connectTo(options));
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });

// `fetching`: Python's own files, where they have to be fetched first (fetching.js), or null.
export function createEarly({ contents, sessions }, fetching = null) {
  const begun = new Map(); // path -> { posted: promise of the session that is asked for, session, prepared, cancelled }

  async function run(path, one) {
    const file = contents.get(path, { type: "notebook", content: true });
    one.known = Promise.all([file, courseOf(contents, path)]).catch(() => [{ content: { metadata: {} } }, null]);
    const [{ content }, course] = await one.known;
    const { mosaic, kernelspec } = content.metadata;
    one.ours = course !== null && mosaic?.course === course && Boolean(kernelspec?.name);
    if (!one.ours || one.cancelled) return;
    const options = { path, name: path.split("/").pop(), type: "notebook", kernel: { name: kernelspec.name } };
    one.posted = Promise.resolve(fetching?.all()).then(() => sessions.startNew(options));
    one.session = await one.posted;
    const { kernel } = one.session;
    one.prepared = prepare(kernel, contents.localPath(path));
    await kernel.info;
    kernel.statusChanged.connect((_, status) => AGAIN.has(status) && (one.prepared = null)); // it is a new Python
  }

  function start(path, cancelled = false) {
    if (begun.has(path)) return;
    const one = { posted: null, session: null, prepared: null, cancelled, ours: false };
    begun.set(path, one);
    fetching?.all();
    run(path, one).catch((error) => console.warn("mosaic-exercises: Python was not started early.", error));
  }

  return {
    start: (path) => start(path),
    // The notebook is about to ask for its session: it waits for a request that is under way, or two would be made.
    hold(path, context) {
      // However the notebook was opened: Python waits for its own files, where these have to be fetched.
      if (fetching) start(path, true);
      const one = begun.get(path);
      if (!one) return;
      const initialize = context.initialize.bind(context);
      const manager = context.sessionManager;
      one.cancelled = true;
      context.initialize = async () => {
        if (fetching && (await one.known, one.ours)) await fetching.all(); // a notebook of a person's own waits for nothing
        const session = await one.posted?.catch(() => null);
        if (session) context.sessionManager = lending(manager, session);
        try {
          return await initialize();
        } finally {
          context.sessionManager = manager;
          if (session && context.session !== session) session.dispose(); // whatever Python sends would come twice
        }
      };
    },
    // What came of preparing this kernel, for whoever asks first; null where it has to be prepared (again).
    prepared(path, kernel) {
      const one = begun.get(path);
      begun.delete(path);
      return one?.session?.kernel === kernel ? one.prepared : null;
    },
  };
}
