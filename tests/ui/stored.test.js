// What a saved notebook keeps: the stills of trusted exercise cells as they came, and nothing else that was there.

import assert from "node:assert/strict";
import { test } from "node:test";

const APP = "../../mosaic_exercises/labextension/share/jupyter/labextensions/mosaic-exercises/app";
const { keepStored } = await import(`${APP}/stored.js`);

const STILL = { output_type: "display_data", metadata: {}, data: { "text/html": ['<section class="mosaic-still"', ">a still</section>"] } };
const LIVE = { output_type: "display_data", metadata: {}, data: { "text/plain": "Exercise a, and an answer" } };

// A cell of a notebook, as JupyterLab's model has it.
const cellOf = (id, more = {}) => ({
  id,
  type: "code",
  trusted: true,
  executionCount: 3,
  source: 'exercise("a")',
  sharedModel: { getSource() { return this.of.source; } },
  held: [STILL],
  outputs: { get length() { return this.of.held.length; }, get(at) { return { toJSON: () => this.of.held[at] }; } },
  ...more,
});

function notebookOf(cells) {
  for (const cell of cells) cell.outputs.of = cell.sharedModel.of = cell;
  const metadata = () => ({ kernelspec: { name: "python3", language: "python" }, language_info: { version: "3.11.7" } });
  const saved = ({ id, source, held }) => ({ id, source, outputs: held, execution_count: 9 });
  cells.changed = { connect() {} };
  return { cells, toJSON: () => ({ cells: [...cells].map(saved), metadata: metadata() }) };
}

test("a still stays, whatever the exercise shows now", () => {
  const cells = [
    cellOf("kept"),
    cellOf("changed"),
    cellOf("untrusted", { trusted: false }),
    cellOf("other", { source: "1 + 1" }),
    cellOf("live", { held: [LIVE] }),
  ];
  const model = notebookOf(cells);
  keepStored(model);
  for (const cell of cells) cell.held = [LIVE];
  cells[1].source = 'exercise("b")';
  const { cells: saved, metadata } = model.toJSON();
  assert.deepEqual(saved.map(({ outputs }) => outputs[0] === STILL), [true, false, false, false, false]);
  assert.deepEqual(saved.map((cell) => cell.execution_count), [3, 9, 9, 9, 9]);
  assert.equal(metadata.language_info, undefined);
});
