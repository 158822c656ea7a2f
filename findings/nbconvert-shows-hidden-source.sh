#!/usr/bin/env bash
# nbconvert to HTML: code that the notebook hides is shown, though its page is made in JupyterLab's look.
#
# Guess: a cell whose metadata say jupyter.source_hidden (nbformat documents the field; JupyterLab folds such code away) is
#   without its code in the page, or folded in it.
# What happens: neither. The code stands there in full; the field is read by no template. Only tags take it away, and only
#   those that the caller names (TagRemovePreprocessor.remove_input_tags, with the preprocessor enabled as well).
# Version: nbconvert 7.17.2, Python 3.11. Source: its own output, read below.
# Run: bash findings/nbconvert-shows-hidden-source.sh      (needs python3 and a package index)
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check nbconvert==7.17.2
"$folder/env/bin/python" - <<'PY'
import nbformat
from nbconvert import HTMLExporter
from traitlets.config import Config

cell = nbformat.v4.new_code_cell("secret_name = 1", metadata={"jupyter": {"source_hidden": True}, "tags": ["away"]})
notebook = nbformat.v4.new_notebook(cells=[cell])
tagged = Config()
tagged.TagRemovePreprocessor.enabled = True
tagged.TagRemovePreprocessor.remove_input_tags = {"away"}
shown = {name: "secret_name" in HTMLExporter(config=config).from_notebook_node(notebook)[0]
         for name, config in (("by source_hidden", Config()), ("by its tag", tagged))}
print("the code is in the page:", shown)
if shown != {"by source_hidden": True, "by its tag": False}:
    raise SystemExit("nbconvert reads source_hidden now: this finding is out of date")
PY
