// Starts the Python of a course notebook before the notebook is on the screen: JupyterLab starts it only once the
// notebook's file is there and drawn. It is the session that JupyterLab would make itself, and JupyterLab finds it.
import { courseOf } from "./course.js";
import { prepare } from "./kernel.js";

const TREE = /^(?:(?:lab|doc)(?:\/workspaces\/[^/]+)?\/tree|notebooks)\/(.+\.ipynb)$/;

// The path of the notebook that the page's address names, or null.
export function pathInAddress(baseUrl, { pathname } = window.location) {
  const found = pathname.startsWith(baseUrl) ? TREE.exec(pathname.slice(baseUrl.length)) : null;
  return found && decodeURIComponent(found[1]);
}

export function createEarly({ contents, sessions }) {
  const begun = new Map(); // path -> { posted: promise of the request that is under way, session, cancelled, released }

  async function run(path, one) {
    const file = contents.get(path, { type: "notebook", content: true });
    const [{ content }, course] = await Promise.all([file, courseOf(contents, path)]);
    const { mosaic, kernelspec } = content.metadata;
    if (course === null || mosaic?.course !== course || !kernelspec?.name || one.cancelled) return;
    const options = { path, name: path.split("/").pop(), type: "notebook", kernel: { name: kernelspec.name } };
    // The notebook's own connection is to hear of widgets, not this one.
    one.posted = sessions.startNew(options, { kernelConnectionOptions: { handleComms: false } });
    one.session = await one.posted;
    if (one.released) return one.session.dispose();
    await prepare(one.session.kernel);
    one.session.dispose(); // the connection; the session goes on
  }

  return {
    start(path) {
      if (begun.has(path)) return;
      const one = { posted: null, session: null, cancelled: false, released: false };
      begun.set(path, one);
      run(path, one)
        .catch((error) => console.warn("mosaic-exercises: Python was not started early.", error))
        .finally(() => begun.delete(path));
    },
    // The notebook has a connection of its own: whatever Python sends would come twice.
    release(path) {
      const one = begun.get(path);
      if (one) one.released = true;
      one?.session?.dispose();
    },
    // The notebook is about to ask for its session: it waits for a request that is under way, or two would be made.
    hold(path, context) {
      const one = begun.get(path);
      if (!one) return;
      const initialize = context.initialize.bind(context);
      one.cancelled = true;
      context.initialize = async () => {
        await one.posted?.catch(() => null);
        return initialize();
      };
    },
  };
}
