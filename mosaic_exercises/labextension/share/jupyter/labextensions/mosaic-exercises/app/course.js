// Which notebooks are the course's: they carry its metadata and lie below its root.
const MARKER = "mosaic.toml";
const COURSE = /^course[ \t]*=[ \t]*"([^"\\]+)"[ \t]*(?:#.*)?\r?$/m;

const parent = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));

// The id of the course that the folder, or a folder above it, is the root of; null where there is none.
async function courseAbove(contents, drive, folder) {
  for (let here = folder; ; here = parent(here)) {
    // Listing the folder asks nothing that can be missing: a request for an absent marker would log an error each.
    const { content } = await contents.get(drive + here, { content: true }); // JupyterLite gives none unasked
    const marker = content.find((item) => item.name === MARKER && item.type === "file");
    if (marker) {
      const file = await contents.get(marker.path, { type: "file", format: "text", content: true });
      return COURSE.exec(file.content)?.[1] ?? null;
    }
    if (here === "") return null;
  }
}

const known = new Map(); // folder -> the course it lies in

// The id of the course that a notebook lies in; null where it lies in none.
export async function courseOf(contents, fullPath) {
  const path = contents.localPath(fullPath);
  const drive = fullPath.slice(0, fullPath.length - path.length); // "RTC:" where notebooks are shared live
  const folder = drive + parent(path);
  if (known.has(folder)) return known.get(folder);
  try {
    const course = await courseAbove(contents, drive, parent(path));
    if (course !== null) known.set(folder, course);
    return course;
  } catch (error) {
    console.warn("mosaic-exercises: the course's folder could not be read.", error);
    return null;
  }
}
