#!/usr/bin/env bash
# Pyodide: JavaScript's null is not Python's None any more, and it does not look so.
#
# Guess: null comes to Python as None, as it always did: a message from a page, {"draft": null}, read by
#   message.to_py(), has message["draft"] is None. JupyterLite hands the content of widgets' messages over in this way.
# What happens: since Pyodide 0.28 it is an object of its own, pyodide.ffi.jsnull. It is false and json.dumps writes
#   "null", so that printing and sending it on look right, while `is None`, `isinstance(value, NoneType)` and a decoder
#   that reads "X or None" refuse it, at any depth. loadPyodide({ convertNullToNone: true }) brings the old way back.
# Version: pyodide 314.0.6 (and 0.28.3) beside 0.27.7 (npm), node 20. Source: run below.
# Run: bash findings/pyodide-null-is-not-none.sh      (needs node and npm)
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
npm install --silent --ignore-scripts --prefix "$folder" before@npm:pyodide@0.27.7 now@npm:pyodide@314.0.6
cat >"$folder/try.mjs" <<'JS'
const [, , name, convertNullToNone] = process.argv;
const { loadPyodide, version } = await import(name);
const pyodide = await loadPyodide(convertNullToNone ? { convertNullToNone: true } : {});
pyodide.globals.set("sent", pyodide.toPy({ draft: null, list: [null] }));
const told = pyodide.runPython(`
import json
value = sent["draft"]
f"{type(value).__name__}; is None: {value is None}, in a list: {sent['list'][0] is None}; true: {bool(value)}; JSON: {json.dumps(value)}"
`);
console.log(`${version}${convertNullToNone ? ", convertNullToNone" : ""}: ${told}`);
JS
cd "$folder"
{ node try.mjs before; node try.mjs now; node try.mjs now convertNullToNone; } | tee "$folder/seen"
grep -q "^0.27.7: NoneType; is None: True" "$folder/seen"
grep -q "^314.0.6: JsNull; is None: False, in a list: False; true: False; JSON: null" "$folder/seen" \
  || { echo "This finding is out of date."; exit 1; }
grep -q "^314.0.6, convertNullToNone: NoneType; is None: True" "$folder/seen"
