"""A real Jupyter server on a copy of the course, with every folder of its own, and the ways to look at it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import psutil
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from mosaic_exercises.labextension.place import NAME, place
from mosaic_exercises.labextension.trust import trust_course
from tests.support import long_profile

REPOSITORY = Path(__file__).resolve().parents[2]
VIEWS = {"lab": "lab/tree", "doc": "doc/tree", "notebook": "notebooks"}
"""The three applications that a notebook opens in: JupyterLab, one notebook alone in JupyterLab, Notebook 7."""
PATIENCE = 60  # seconds for a server, a page or a kernel on a busy machine


def code(source: str, **more: Any) -> dict[str, Any]:
    """A code cell; ``outputs`` may be given."""
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
    return cell | more


def markdown(source: str) -> dict[str, Any]:
    """A Markdown cell."""
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def write_notebook(
    path: Path, cells: Sequence[dict[str, Any]], *, mosaic: bool = True, kernel: str = "python3"
) -> None:
    """Write a notebook: a course notebook unless ``mosaic`` is false."""
    metadata: dict[str, Any] = {"kernelspec": {"name": kernel, "display_name": kernel, "language": "python"}}
    if mosaic:
        metadata["mosaic"] = {"course": "mosaic-customer-development", "notebook": path.stem}
    numbered = [cell | {"id": f"cell-{number}"} for number, cell in enumerate(cells)]
    path.parent.mkdir(parents=True, exist_ok=True)
    notebook = {"cells": numbered, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")


def copy_course(root: Path, *names: str) -> None:
    """Copy folders or files of the repository to ``root``, and make it a course's root."""
    for name in names:
        source = REPOSITORY / name
        if source.is_dir():
            ignored = shutil.ignore_patterns(".*", "__pycache__")
            shutil.copytree(source, root / name, dirs_exist_ok=True, ignore=ignored)
        else:
            shutil.copy(source, root / name)
    shutil.copy(REPOSITORY / "mosaic.toml", root)


@dataclass(frozen=True)
class Server:
    """A running server. ``root`` is the course's root, ``home`` the learner's folder (MOSAIC_HOME).

    ``prefix`` is where the course lies below the served folder: empty, or ``NAME/``. ``config`` is Jupyter's folder of
    settings, ``own`` the environment that belongs to this server.
    """

    url: str
    root: Path
    home: Path
    prefix: str
    process: psutil.Popen
    config: Path
    own: Mapping[str, str]

    def address(self, notebook: str, view: str = "doc") -> str:
        """The address of a notebook in one of VIEWS; ``notebook`` is relative to the course's root."""
        return f"{self.url}{VIEWS[view]}/{self.prefix}{notebook}"

    def api(self, path: str) -> Any:
        """What the server's REST interface answers to a GET of ``api/PATH``."""
        with urllib.request.urlopen(f"{self.url}api/{path}", timeout=PATIENCE) as reply:
            return json.load(reply)

    def kernels(self, notebook: str | None = None) -> list[psutil.Process]:
        """The kernels' processes: all, or those of one notebook."""
        ids = {
            s["kernel"]["id"] for s in self.api("sessions") if notebook is None or s["path"] == self.prefix + notebook
        }
        return [p for p in self.process.children(recursive=True) if any(i in a for a in _command(p) for i in ids)]

    def end_kernels(self, *kinds: str) -> None:
        """End every Python as JupyterLab's own menu does (one that is killed is started anew, and nobody wants it);
        with ``kinds`` the server's ``sessions`` or ``kernels`` only."""
        secret = secrets.token_hex(16)
        for kind in kinds or ("sessions", "kernels"):
            for one in self.api(kind):
                address = f"{self.url}api/{kind}/{one['id']}"
                headers = {"Cookie": f"_xsrf={secret}", "X-XSRFToken": secret}
                with suppress(urllib.error.HTTPError):  # it has just ended
                    request = urllib.request.Request(address, method="DELETE", headers=headers)
                    urllib.request.urlopen(request, timeout=PATIENCE).close()

    def forget(self) -> None:
        """End every Python; nobody has answered anything, and nobody has had a notebook open."""
        self.end_kernels()
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(exist_ok=True)
        shutil.rmtree(self.config / "lab" / "workspaces", ignore_errors=True)

    def add(self, prepare: Callable[[Path], None], course: str) -> Server:
        """The same server with one more course beside its first, in the folder ``course``, and trusted."""
        root = self.root.parent / course
        if not root.exists():
            root.mkdir()
            prepare(root)
            with mock.patch.dict(os.environ, self.own):
                trust_course(root)
        return replace(self, root=root, prefix=f"{course}/")

    def show_extension(self, shown: bool) -> None:
        """Whether the pages that are opened from now on have the lab extension."""
        _page_config(self.config, shown)

    def kill_kernel(self, notebook: str | None = None) -> int:
        """``kill -9`` the kernel of a notebook (all kernels without one); returns how many there were."""
        kernels = self.kernels(notebook)
        for kernel in kernels:
            kernel.kill()
        psutil.wait_procs(kernels, timeout=PATIENCE)
        return len(kernels)


def _page_config(config: Path, extension: bool) -> None:
    """``buildCheck``: else each page asks whether to build JupyterLab anew, and the server asks node: half a second of
    processor time."""
    page_config = {"disabledExtensions": {NAME: not extension}, "buildCheck": False}
    (config / "labconfig" / "page_config.json").write_text(json.dumps(page_config))


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stop(process: psutil.Popen) -> None:
    family = [process, *process.children(recursive=True)] if process.is_running() else []
    process.terminate()
    _, alive = psutil.wait_procs(family, timeout=10)
    for survivor in alive:
        with suppress(psutil.NoSuchProcess):
            survivor.kill()
    psutil.wait_procs(alive, timeout=10)


def _await_answer(url: str, process: psutil.Popen, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"{url}api", timeout=5).close()
            return
        time.sleep(0.1)
    raise RuntimeError(f"The Jupyter server did not start. Its log ends:\n{log.read_text()[-3000:]}")


STAND_IN = "stand-in"
BARE = "bare"
BROKEN = "broken"


def pythons(folder: Path) -> dict[str, dict[str, Any]]:
    """Kernels beside the course's own: with a stand-in for its package, with a package that cannot be imported (which
    is written into the new ``folder``), and one that never starts."""
    folder.mkdir()
    (folder / "mosaic_exercises.py").write_text("raise ImportError('not installed properly')")
    python = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    return {
        STAND_IN: {"argv": python, "env": {"PYTHONPATH": str(Path(__file__).parent / "stand_in")}},
        BARE: {"argv": python, "env": {"PYTHONPATH": str(folder)}},
        BROKEN: {"argv": [sys.executable, "-c", "raise SystemExit(1)", "{connection_file}"]},
    }


@contextmanager
def serve(
    base: Path,
    *,
    prepare: Callable[[Path], None] = lambda root: copy_course(root, "notebooks", "data"),
    trust: bool = True,
    extension: bool = True,
    pythonpath: Sequence[Path] = (),
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    kernels: Mapping[str, Mapping[str, Any]] | None = None,
    course: str = "",
    options: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Serve JupyterLab and Notebook 7 below the empty folder ``base``, and end everything that was started.

    ``prepare(root)`` fills the course's root; by default with copies of the repository's notebooks and data. The
    extension is the working tree's, whatever is placed in this Python; with ``extension=False`` there is none.
    ``pythonpath`` stands first on the kernels' path, ``settings`` are user settings by plugin, ``kernels`` more kernel
    specs by name, ``options`` more options of the server, ``environ`` more of its environment. ``course`` names a
    folder for the course, where it is not to be the served folder itself.
    """
    served, home, data, config = (base / name for name in ("files", "home", "data", "config"))
    root = served / course
    for folder in (root, home, data, config / "labconfig"):
        folder.mkdir(parents=True)
    prepare(root)
    place(data)
    _page_config(config, extension)
    for plugin, values in (settings or {}).items():
        package, _, name = plugin.partition(":")
        path = config / "lab" / "user-settings" / package / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    for name, spec in (kernels or {}).items():
        (data / "kernels" / name).mkdir(parents=True)
        (data / "kernels" / name / "kernel.json").write_text(
            json.dumps({"display_name": name, "language": "python"} | spec)
        )
    own = {
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_DATA_DIR": str(data),
        "JUPYTER_RUNTIME_DIR": str(base / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "0",
        "IPYTHONDIR": str(base / "ipython"),
        "MOSAIC_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(map(str, pythonpath)),
    }
    for folder in ("runtime", "ipython"):
        (base / folder).mkdir()
    if trust:
        with mock.patch.dict(os.environ, own):
            trust_course(root)
    port = _free_port()
    url, log = f"http://127.0.0.1:{port}/", base / "server.log"
    chosen = {
        "ServerApp.root_dir": served,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": False,
        "ServerApp.log_level": "WARN",
        "IdentityProvider.token": "",
        "LabApp.app_settings_dir": data / "lab" / "settings",
        "JupyterNotebookApp.app_settings_dir": data / "lab" / "settings",
        "LabApp.expose_app_in_browser": True,
        "JupyterNotebookApp.expose_app_in_browser": True,
    } | dict(options or {})
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--allow-root",
        *(f"--{key}={value}" for key, value in chosen.items()),
    ]
    env = os.environ | own | dict(environ or {})
    with log.open("w") as sink:
        process = psutil.Popen(command, env=env, cwd=root, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink)
    try:
        _await_answer(url, process, log)
        yield Server(url, root, home, f"{course}/" if course else "", process, config, own)
    finally:
        _stop(process)


# Nobody looks at these pages either: laid out and clicked as ever, with their pixels left out (panel/bench.py).
UNSEEN = """const unseen = new CSSStyleSheet();
unseen.replaceSync('body { opacity: 0 }');
document.adoptedStyleSheets = [...document.adoptedStyleSheets, unseen];"""


def unseen(context: BrowserContext) -> BrowserContext:
    """The context, whose pages draw no pixels in make test."""
    if not long_profile():
        context.add_init_script(UNSEEN)
    return context


def state(page: Page) -> Locator:
    """The notebook panel that is in front; the extension writes in ``data-mosaic`` where it stands."""
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)").first


def wait_for_state(page: Page, wanted: str) -> None:
    """Wait until the extension says ``ready``, ``untrusted``, ``dead``, ``reconnect`` ... of the notebook in front."""
    expect(state(page), "the lab extension does not say so: is its container still loaded?").to_have_attribute(
        "data-mosaic", wanted, timeout=PATIENCE * 1000
    )


def open_notebook(
    page: Page, server: Server, notebook: str, view: str = "doc", *, wanted: str | None = "ready"
) -> None:
    """Open a notebook and wait until it is drawn, and until the extension says ``wanted`` (None: do not ask)."""
    page.goto(server.address(notebook, view))
    state(page).locator(".jp-Cell").first.wait_for(timeout=PATIENCE * 1000)
    if wanted is not None:
        wait_for_state(page, wanted)


# JupyterLab has heard which Pythons run. An older answer of the server's that comes late would end one that has just
# been started: it is not in it.
KNOWN = """async () => {
  const { sessions, kernels } = window.jupyterapp?.serviceManager ?? {};
  await Promise.all([sessions?.refreshRunning(), kernels?.refreshRunning()]);
}"""


def begin_anew(lab: Page, server: Server) -> None:
    """Nobody has answered anything, as far as the server and the browser of the JupyterLab in ``lab`` know."""
    server.forget()
    if lab.url.startswith(server.url):  # else the tab is still empty
        lab.evaluate("localStorage.clear()")
        lab.evaluate(KNOWN)


def open_in_lab(page: Page, server: Server, notebook: str, *, wanted: str | None = "ready") -> None:
    """Open a notebook in the JupyterLab that runs in ``page``, as its file browser does: a fifth of the work of a new
    page. Waits as ``open_notebook`` does."""
    command(page, "docmanager:open", path=server.prefix + notebook)
    state(page).locator(".jp-Cell").first.wait_for(timeout=PATIENCE * 1000)
    if wanted is not None:
        wait_for_state(page, wanted)


def at_length(request: pytest.FixtureRequest) -> bool:
    """Whether tests of this file that are marked slow are to be run, so that what they need has to be there."""
    return any(item.path == request.path and item.get_closest_marker("slow") for item in request.session.items)


def command(page: Page, name: str, **arguments: Any) -> None:
    """Run one of JupyterLab's commands, as its menus do."""
    page.evaluate(
        "([name, args]) => window.jupyterapp.commands.execute(name, args).then(() => null)", [name, arguments]
    )


OF_OTHERS = ("Shared module @jupyterlite/services doesn't exist", "Could not restore the debugger state")
"""What others say of themselves: the kernel of sites at each page of a JupyterLab with a server, where the extra "lite"
has brought it; JupyterLab's debugger where Python ends while it is being asked."""


def watch_errors(page: Page) -> list[str]:
    """A list that fills with the page's uncaught errors and console errors from now on, but for what another package
    says of itself."""
    seen: list[str] = []

    def note(said: str) -> None:
        if not any(words in said for words in OF_OTHERS):
            seen.append(said)

    page.on("pageerror", lambda error: note(str(error)))
    page.on("console", lambda message: note(message.text) if message.type == "error" else None)
    return seen


def faults(errors: Sequence[str]) -> list[str]:
    """The errors without what anywidget says of a page that was slow to begin (and of its own giving up): a busy
    machine's page does, and no panel is deaf for it (test_windows)."""
    slow = ("Failed to initialize model", "TimeoutError", "signal timed out")
    return [error for error in errors if not any(words in error for words in slow)]
