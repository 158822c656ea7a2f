"""A real JupyterHub on this machine with the settings that ``mosaic hub config`` prints, and folders of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds for a hub or a server on a busy machine
MORE = """
c.JupyterHub.authenticator_class = "jupyterhub.auth.DummyAuthenticator"
c.Authenticator.allow_all = True
c.DummyAuthenticator.password = "let-me-in"
c.JupyterHub.spawner_class = "jupyterhub.spawner.SimpleLocalProcessSpawner"
c.SimpleLocalProcessSpawner.home_dir_template = @HOMES@ + "/{username}"
c.Spawner.args = ["--allow-root"]
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
c.JupyterHub.bind_url = @HERE@
c.JupyterHub.hub_port = @HUB@
c.ConfigurableHTTPProxy.command = @PROXY@
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:@API@"
c.JupyterHub.db_url = "sqlite:///" + @FOLDER@ + "/hub.sqlite"
c.JupyterHub.cookie_secret_file = @FOLDER@ + "/cookie_secret"
c.ConfigurableHTTPProxy.pid_file = @FOLDER@ + "/proxy.pid"
SCOPES = ["admin:users", "admin:servers", "tokens", "inherit"]
c.JupyterHub.load_roles.append({"name": "tests", "scopes": SCOPES, "services": ["tests"]})
c.JupyterHub.services.extend([{"name": "tests", "api_token": "0123456789abcdef0123456789abcdef"}])
"""
ADMIN = "0123456789abcdef0123456789abcdef"


def missing() -> str:
    """What is not here that a hub needs; "" where nothing is."""
    if find_spec("jupyterhub") is None:
        return "JupyterHub is not installed (pip install 'mosaic-exercises[hub]')"
    if not proxy():
        return "configurable-http-proxy is not here (npm install -g configurable-http-proxy, or name it in MOSAIC_CHP)"
    return ""


def proxy() -> str:
    """The program of the proxy; "" where there is none."""
    return os.environ.get("MOSAIC_CHP", "") or shutil.which("configurable-http-proxy") or ""


def free_ports(count: int) -> list[int]:
    """Ports that nobody has now."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@dataclass(frozen=True)
class Hub:
    """A hub that runs. ``box``: the folder of the service; ``homes``: the users' homes."""

    url: str
    box: Path
    homes: Path
    log: Path
    process: subprocess.Popen[bytes]

    def ask(self, path: str, token: str = ADMIN, method: str = "GET", data: bytes | None = None) -> tuple[int, bytes]:
        """Status and body of an address below the hub's."""
        heads = {"Authorization": f"token {token}"}
        request = urllib.request.Request(self.url + path, data, heads, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


@contextlib.contextmanager
def hub(folder: Path, more: str = "") -> Iterator[Hub]:
    """Start a hub in ``folder``; stop it, its proxy and its servers at the end."""
    port, hub_port, api, service = free_ports(4)
    url = f"http://127.0.0.1:{port}"
    box, homes = folder / "box", folder / "homes"
    homes.mkdir()
    asked = ["hub", "config", "--instructor", "ina", "--folder", str(box), "--port", str(service), "--hub", url]
    printed = subprocess.run(
        [sys.executable, "-m", "mosaic_exercises", *asked], check=True, capture_output=True, text=True
    ).stdout
    text = printed + MORE + more
    values = {"HOMES": repr(str(homes)), "HERE": repr(url), "HUB": hub_port, "PROXY": [proxy()], "API": api}
    for name, value in {**values, "FOLDER": repr(str(folder))}.items():
        text = text.replace(f"@{name}@", str(value))
    (folder / "jupyterhub_config.py").write_text(text)
    log = folder / "hub.log"
    environment = os.environ | {"MOSAIC_HOME": "", "JUPYTERHUB_SINGLEUSER_APP": ""}
    for name in ("MOSAIC_HOME", "JUPYTERHUB_SINGLEUSER_APP", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(folder / "jupyterhub_config.py")],
            cwd=folder,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    running = Hub(url, box, homes, log, process)
    try:
        wait_for(running, "/hub/api/", 200)
        wait_for(running, "/services/mosaic/api/hand-in", 403)  # a service is known to the hub, and may not hand in
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(30)
        with contextlib.suppress(OSError, ValueError):  # where the hub did not get so far as to stop it
            os.kill(int((folder / "proxy.pid").read_text()), signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(running: Hub, path: str, status: int) -> bytes:
    """Until an address answers so. Raises TimeoutError with the end of the hub's log."""
    until = time.monotonic() + PATIENCE
    seen: object = None
    while time.monotonic() < until and running.process.poll() is None:
        try:
            seen, body = running.ask(path)
            if seen == status:
                return body
        except OSError as error:
            seen = error
        time.sleep(0.3)
    raise TimeoutError(f"{path}: {seen}\n{running.log.read_text(errors='replace')[-6000:]}")
