"""Stands in for the course's package, so that the tests of opening need none of its exercises.

Each call shows a widget with a field, and notes in MOSAIC_HOME that it was run.
"""

import os
from pathlib import Path

import anywidget

_PANEL = """
export default {
  render({ model, el }) {
    const name = model.get("name");
    el.innerHTML = `<div class="stand-in" data-name="${name}">
      <p>Exercise ${name}</p><label>Answer <input type="text"></label> <button type="button">Check</button>
      <a data-mosaic-open="02_next.ipynb" href="02_next.ipynb">Next notebook</a></div>`;
    el.addEventListener("keydown", (event) => event.stopPropagation());
  },
};
"""


class _Panel(anywidget.AnyWidget):
    _esm = _PANEL

    def __init__(self, name):
        import traitlets

        super().__init__()
        self.add_traits(name=traitlets.Unicode(name).tag(sync=True))
        with (Path(os.environ["MOSAIC_HOME"]) / "ran.txt").open("a") as log:
            log.write(f"{name}\n")


def start():
    return _Panel("start")


def submit():
    return _Panel("submit")


def exercise(slug):
    return _Panel(slug)


quiz = lab = exercise
