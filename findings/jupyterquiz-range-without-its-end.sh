#!/usr/bin/env bash
# jupyterquiz, numeric questions: what "range" and "precision" mean.
#
# Guess: "range": [1, 3] takes 3, as a person who writes "from 1 to 3" means and as QTI's varlte and Moodle's tolerance
#   do; and "precision": 2 is two places behind the point.
# What happens: the upper end is left out (1 and 2.99 are right, 3 is "Incorrect"), and precision counts significant
#   digits: with 2 of them 118 is rounded to 120, the same as 123.4, and is right.
# Version: jupyterquiz 2.9.6.4, node 20 or newer. Source: the package's own js/numeric.js ("submission <
#   answer.range[1]", toPrecision), run below on a page of three objects.
# Run: bash findings/jupyterquiz-range-without-its-end.sh      (needs python3, node and a package index)
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --target "$folder/pkg" jupyterquiz==2.9.6.4
cat >"$folder/try.js" <<'JS'
const fs = require('node:fs');
const vm = require('node:vm');
const fb = { style: {}, classList: { add(name) { fb.last = name; } }, dataset: {}, parentElement: { parentElement: {} } };
const page = {
  document: { getElementById: (id) => (id.startsWith('fb') ? fb : null) }, console: { log() {} }, JSON, Number,
  jaxify: (text) => text, MathJax: undefined, setTimeout() {},
};
const source = fs.readFileSync(process.argv[2], 'utf8').match(/function check_numeric[\s\S]*?\n}\n/)[0];
vm.runInNewContext(source, page);
function verdict(typed, answer, precision) {
  fb.last = '';
  const dataset = { answers: JSON.stringify([{ correct: true, feedback: 'Right.', ...answer }]) };
  if (precision) dataset.precision = precision;
  const field = { id: 'q-0', value: typed, dataset, blur() {}, classList: { add() {} } };
  try { page.check_numeric(field, { keyCode: 13 }); } catch (error) { if (!fb.last) throw error; }
  return fb.last;
}
const seen = [];
for (const typed of ['1', '2.99', '3']) {
  seen.push(verdict(typed, { type: 'range', range: [1, 3] }));
  console.log(`range [1, 3], typed ${typed}: ${seen.at(-1)}`);
}
seen.push(verdict('118', { type: 'value', value: 123.4 }, 2));
console.log(`value 123.4, precision 2, typed 118: ${seen.at(-1)}`);
if (seen.join() !== 'correct,correct,incorrect,correct') { console.log('This finding is out of date.'); process.exit(1); }
JS
node "$folder/try.js" "$folder/pkg/jupyterquiz/js/numeric.js"
