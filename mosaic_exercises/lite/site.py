"""What a site holds beside JupyterLite itself: its settings, the course's files, and the page one arrives at."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from mosaic_exercises.lite import pins

KERNEL_PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
KERNELSPEC = {"name": "python", "display_name": "Python (in your browser)", "language": "python"}
FIRST = "notebooks/00_start.ipynb"
PYTHON = f"static/pyodide-{pins.PYODIDE}"
"""Where Python is. The files of two versions never mix: those of one are at the same address for good, and a browser
may keep them."""
PYTHON_MODULE = "python.mjs"
MARKER = "mosaic-site.json"
"""The file that says that a folder is a site of ours, which the next build may replace."""


def settings(
    course: str,
    title: str,
    edition: str,
    packages: Iterable[str],
    fetched: Mapping[str, int],
    overrides: Mapping[str, Any],
) -> dict[str, Any]:
    """``jupyter-lite.json``. The names of the browser's stores hold the course's id and no edition, so that answers
    outlive an update of the site. ``fetched``: the files that Python wants as it starts, with
    their bytes; the page fetches them first and says how far that is (the lab extension's ``fetching.js``)."""
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": title,
            "enableMemoryStorage": True,  # where the browser keeps nothing, which the page says
            "contentsStorageName": f"{course} files",
            "settingsStorageName": f"{course} settings",
            "workspacesStorageName": f"{course} workspaces",
            "mosaicSite": edition,
            "mosaicFetched": json.dumps(fetched),
            "settingsOverrides": dict(overrides),
            "litePluginSettings": {
                KERNEL_PLUGIN: {
                    "pyodideUrl": f"./{PYTHON}/{PYTHON_MODULE}",
                    "disablePyPIFallback": True,
                    "loadPyodideOptions": {"packages": list(packages)},
                }
            },
        },
    }


def for_the_browser(name: str, data: bytes) -> bytes:
    """A file of the course as the site has it. A notebook names the browser's kernel, and carries the digest of its
    own cells: when the site has another edition, a copy saved in the browser tells by it whether it was changed."""
    if not name.endswith(".ipynb"):
        return data
    notebook = json.loads(data)
    notebook["metadata"]["kernelspec"] = KERNELSPEC
    if isinstance(mosaic := notebook["metadata"].get("mosaic"), dict):  # a notebook that a teacher added may have none
        mosaic["edition"] = edition_of(notebook)
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def edition_of(notebook: Mapping[str, Any]) -> str:
    """The digest of a notebook's cells, outputs aside. The lab extension works it out in the same way (app/site.js)."""
    cells = (f"{cell['cell_type']}\x02{''.join(cell['source'])}" for cell in notebook["cells"])
    return sha256("\x01".join(cells).encode()).hexdigest()[:32]


def listing(data: bytes) -> bytes:
    """A folder's list of files, with the type of what is packed: JupyterLite takes it for text, and spoils it."""
    found = json.loads(data)
    for file in found.get("content") or []:
        if file["name"].endswith(".gz"):
            file["mimetype"] = "application/gzip"
    return json.dumps(found, ensure_ascii=False).encode()


def back_page(title: str, steps: int) -> str:
    """A page that leads to the one so many folders above it. JupyterLite's list of files puts the folder that it shows
    into the page's address; nothing is there when that page is loaded again."""
    target = f"{'../' * steps}index.html"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={target}">
<title>{html.escape(title)}</title>
</head>
<body><p><a href="{target}">The list of files</a></p></body>
</html>
"""


def front_page(title: str) -> str:
    """The page that one arrives at: it leads to the first notebook, and says what is needed where that does not work.
    JupyterLite's pages read the settings' element in it."""
    target = f"notebooks/index.html?path={FIRST}"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={target}">
<title>{html.escape(title)}</title>
<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{{}}</script>
</head>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 40em; margin: 3em auto; padding: 0 1em">
<h1>{html.escape(title)}</h1>
<p><a href="{target}">Open the first notebook</a>. The first time it takes a minute: Python is fetched into your
browser.</p>
<noscript><p>This workbook runs in your browser and needs JavaScript, which is switched off here.</p></noscript>
</body>
</html>
"""
