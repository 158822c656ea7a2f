"""The notebooks as pages to read, by nbconvert: no code of exercises, and links from page to page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any, Final

from mosaic_exercises.errors import DataError

_TO_NOTEBOOK: Final = re.compile(r"(\]\(|\]: )([\w.-]+)\.ipynb(?=[)#\s])")
_FALLBACK: Final = re.compile(r'\n*<div class="mosaic-fallback">.*?</div>', re.DOTALL)
TO_READ: Final = "*A page to read. To do the exercises, open the course in Jupyter.*"


def page(text: str, terms: Mapping[str, str], without: str = "") -> str:
    """A notebook's text as a page. ``terms``: the glossary's words by their ids, for the links to them;
    ``without``: a line that no page needs.

    Raises DataError where nbconvert is missing (it comes with JupyterLab).
    """
    try:
        import nbformat
        from nbconvert import HTMLExporter
        from traitlets.config import Config
    except ImportError:
        raise DataError(
            "Pages need nbconvert", "this Python", 'Install it: pip install "mosaic-exercises[lab]".'
        ) from None
    notebook: Any = nbformat.reads(text, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            said = _FALLBACK.sub(f"\n\n{TO_READ}", cell.source)
            cell.source = _TO_NOTEBOOK.sub(r"\1\2.html", said)
        for output in cell.get("outputs", []):
            if html := output.get("data", {}).get("text/html"):
                output.data["text/html"] = _with_places(html.replace(without, "") if without else html, terms)
    config = Config()
    config.HTMLExporter.exclude_input_prompt = config.HTMLExporter.exclude_output_prompt = True
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_input_tags = {"remove-input"}
    title = next((line for line in notebook.cells[0].source.split("\n") if line.startswith("# ")), "# Mosaic")[2:]
    exporter: Any = HTMLExporter  # it has no type hints
    made, _ = exporter(config=config).from_notebook_node(notebook, {"metadata": {"name": title}})
    return str(made)


def _with_places(html: str, terms: Mapping[str, str]) -> str:
    """The glossary to read with a place at each word, to which links lead."""
    for slug, term in terms.items():
        head = f"<li><strong>{escape(term, quote=True)}</strong>"
        html = html.replace(head, head.replace("<li>", f'<li id="{slug}">'), 1)
    return html
