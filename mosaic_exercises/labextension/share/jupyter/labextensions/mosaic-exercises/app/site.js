// A site without a server (JupyterLite, built by `mosaic lite`): what is different there.

const onSite = (PageConfig) => PageConfig.getOption("mosaicSite") !== "";

// Whether this browser keeps the page from what its Python needs to come at the course's files.
export const blocked = async (navigator = window.navigator) => {
  try {
    return !(await navigator.serviceWorker.getRegistration());
  } catch {
    return true;
  }
};

// The notice for what a kernel is waited for: here it is fetched first, and then starts, if it comes at all.
export async function named(told, { PageConfig, fetching }) {
  if (told !== "slow" || !onSite(PageConfig)) return told;
  const state = fetching?.state() ?? "here";
  if (state !== "here") return state;
  return (await blocked()) ? "blocked" : "beginning";
}

// The digest of a notebook's cells, outputs aside: the one that lite/site.py writes into each notebook.
export async function editionOf({ cells }) {
  const whole = (source) => (Array.isArray(source) ? source.join("") : source);
  const text = cells.map((cell) => `${cell.cell_type}\u0002${whole(cell.source)}`).join("\u0001");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 32);
}

// A notebook that was saved once lies in this browser and hides the site's. Where the site has another edition of it,
// returns { changed, take }: whether a person has changed the saved one, and what takes the site's. Else null.
export async function otherEdition({ app, PageConfig }, context) {
  const { contents } = app.serviceManager;
  const path = contents.localPath(context.path);
  const address = PageConfig.getBaseUrl() + ["files", ...path.split("/")].map(encodeURIComponent).join("/");
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) return null; // it is the learner's own, or the site has it no more
  const theirs = (await answer.json()).metadata?.mosaic?.edition;
  const mine = context.model.toJSON();
  const edition = mine.metadata?.mosaic?.edition;
  if (!theirs || theirs === edition) return null;
  const changed = (await editionOf(mine)) !== edition;
  const take = async () => {
    if (changed) {
      const kept = context.path.replace(/(?: \(mine[^)]*\))?\.ipynb$/, ` (mine, ${new Date().toISOString().slice(0, 10)}).ipynb`);
      await contents.save(kept, { type: "notebook", format: "json", content: context.model.toJSON() });
    }
    await contents.delete(context.path); // the saved copy: behind it is the site's
    await context.revert();
  };
  return { changed, take };
}

// On a site: takes a new edition of the notebook at once where nobody has changed the saved one. Returns what a person has
// to decide about, or null.
export async function newEdition(tools, context) {
  if (!onSite(tools.PageConfig)) return null;
  try {
    const other = await otherEdition(tools, context);
    if (other && !other.changed) await other.take();
    return other?.changed ? other : null;
  } catch (error) {
    console.warn("mosaic-exercises: the site's edition of this notebook could not be read.", error);
    return null;
  }
}
