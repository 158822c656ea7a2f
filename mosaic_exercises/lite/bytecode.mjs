// Compiles the wheels of a folder with Pyodide's own Python: node bytecode.mjs PYODIDE WHEELS
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, wheels] = process.argv.slice(2).map((name) => resolve(name));
try {
  const { loadPyodide } = await import(pathToFileURL(resolve(pyodide, "pyodide.mjs")));
  // Where in a line something is, is of no use without the line, and a fifth of all.
  const python = await loadPyodide({ indexURL: pyodide, env: { PYTHONNODEBUGRANGES: "1" } });
  python.FS.mkdir("/wheels");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: wheels }, "/wheels");
  python.runPython(readFileSync(new URL("bytecode.py", import.meta.url), "utf8"));
  python.globals.get("compile_folder")("/wheels");
} catch (error) {
  // Node would print the line of Pyodide that it happened in, which is a megabyte long.
  console.error(String(error?.message ?? error).trim().split("\n").slice(-4).join("\n").slice(0, 1000));
  process.exitCode = 1;
}
