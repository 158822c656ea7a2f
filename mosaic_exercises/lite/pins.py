"""The versions that a site is built from. They fit each other; change them together, and build and try the site.

JupyterLite's kernel fits one version of Pyodide. That fixes the Python, and with it which wheels fit. The notebook's
side of ipywidgets and anywidget is taken from the same wheels as Python's side.
"""

from __future__ import annotations

from typing import Final

JUPYTERLITE_CORE: Final = "0.8.6"
JUPYTERLITE_KERNEL: Final = "0.8.6"
PYODIDE: Final = "314.0.6"  # on npm
PYTHON: Final = "3.14"
ABI: Final = "cp314"
PLATFORM: Final = "pyemscripten_2026_0_wasm32"

WHEELS: Final = {
    "anywidget": "0.11.0",
    "fsrs": "6.3.2",
    "ipywidgets": "8.1.9",
    "jupyterlab_widgets": "3.0.17",
    "msgspec": "0.23.0",
    "psygnal": "0.16.1",
    "python-docx": "1.2.0",
    "python-pptx": "1.0.2",
    "typing_extensions": "4.16.0",
    "xlsxwriter": "3.3.1",
}
"""What the course needs beside the kernel, from PyPI."""
LATER: Final = {
    "python-docx": ("lxml", "typing-extensions"),
    "python-pptx": ("lxml", "pillow", "typing-extensions", "xlsxwriter"),
    "xlsxwriter": (),
}
"""Those of them that are loaded when they are first asked for, with what each needs."""
KERNEL: Final = ("ipython", "jedi", "micropip", "packaging", "traitlets")
"""What the kernel needs, with what these need: at the versions in Pyodide's own list."""
LABS: Final = ("pandas", "matplotlib", "scipy", "lxml")
"""What labs and files need, with what these need: fetched when they are first asked for."""
