// Links between the course's notebooks, inside outputs: <a data-mosaic-open="NAME.ipynb" href="NAME.ipynb">. They open
// in the application that is open; without this extension the href does.
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*\.ipynb$/;

const plain = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

async function open({ app, early, PageConfig }, context, name) {
  const sibling = (path) => path.slice(0, path.lastIndexOf("/") + 1) + name;
  const here = decodeURIComponent(window.location.pathname);
  const alone = PageConfig.getOption("mode") !== "multiple-document";
  if (alone && here.endsWith(`/${app.serviceManager.contents.localPath(context.path)}`)) {
    // One notebook a page (/doc/tree/ and Notebook 7): go there in the same tab, so that the browser's way back works
    // too, and leave nothing unsaved behind.
    if (context.model.dirty) await context.save();
    window.location.assign(sibling(here).split("/").map(encodeURIComponent).join("/"));
  } else {
    early.start(sibling(context.path));
    await app.commands.execute("docmanager:open", { path: sibling(context.path) });
  }
}

export function followLinks(tools, panel, context, signal) {
  const follow = (event) => {
    const path = event.composedPath().filter((node) => node instanceof Element);
    const link = path.find((node) => node.matches("a[data-mosaic-open]"));
    const name = link?.getAttribute("data-mosaic-open") ?? "";
    if (!plain(event) || !NAME.test(name) || !path.some((node) => node.matches(".jp-OutputArea"))) return;
    event.preventDefault();
    event.stopPropagation();
    open(tools, context, name).catch((error) => console.error("mosaic-exercises:", error));
  };
  panel.content.node.addEventListener("click", follow, { capture: true, signal });
}
