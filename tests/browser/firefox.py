"""A real Firefox, driven as a hand would: the mouse at pixel coordinates, keys one by one.

Playwright drives only a Firefox build of its own, and Selenium needs geckodriver, which Debian does not carry. So this
speaks WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which Firefox itself answers on its remote port.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import websocket
from harness import OF_OTHERS

PATIENCE = 90  # seconds for Firefox, a page or a kernel on a busy machine
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "ArrowDown": "\ue015", "ArrowRight": "\ue014"}
PREFERENCES = {
    # nothing is asked of the network, and nothing stands in front of the page
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "termsofuse.bypassNotification": True,
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,
}


class Refused(Exception):
    """Firefox answered a command with an error."""


class Firefox:
    """One tab of a running Firefox."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(f"{address}/session", timeout=PATIENCE, suppress_origin=True)
        self._sent = 0
        self.errors: list[str] = []
        """Uncaught errors and console errors of the page, as they come in."""
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded"])
        self.tab = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and wait for its result."""
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("type") == "event":
                entry = message["params"]
                said = str(entry.get("text"))
                wrong = message["method"] == "log.entryAdded" and entry.get("level") == "error"
                if wrong and not any(words in said for words in OF_OTHERS):
                    self.errors.append(said)
            elif message.get("id") == self._sent:
                if message["type"] == "error":
                    raise Refused(f"{method}: {message['error']}: {message['message']}")
                return dict(message["result"])

    def size(self, width: int, height: int) -> None:
        """Set the size of the page in CSS pixels."""
        self.send("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": height})

    def go(self, address: str) -> None:
        """Open an address."""
        self.send("browsingContext.navigate", context=self.tab, url=address, wait="interactive")

    def ask(self, function: str, *arguments: Any) -> Any:
        """What a JavaScript function answers; arguments and result are JSON."""
        source = f"(given) => JSON.stringify(({function})(...JSON.parse(given)) ?? null)"
        reply = self.send(
            "script.callFunction",
            functionDeclaration=source,
            awaitPromise=True,
            target={"context": self.tab},
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
        )
        if reply["type"] == "exception":
            raise Refused(reply["exceptionDetails"]["text"])
        return json.loads(reply["result"]["value"])

    def until(self, what: str, function: str, *arguments: Any, patience: float = PATIENCE) -> Any:
        """Ask until the answer is true; ``what`` names in the failure what never came."""
        end = time.monotonic() + patience
        while not (answer := self.ask(function, *arguments)):
            if time.monotonic() > end:
                raise AssertionError(f"{what}: not in {patience:.0f} seconds")
            time.sleep(0.1)
        return answer

    def _pointer(self, *actions: dict[str, Any]) -> None:
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": list(actions)}
        self.send("input.performActions", context=self.tab, actions=[mouse])

    def click(self, x: float, y: float) -> None:
        """Move the mouse to a point of the page, press and release."""
        self._pointer(
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag from one point to another, with a few stops between, as a hand does."""
        (x, y), (to_x, to_y) = start, end
        steps = [(x + (to_x - x) * n / 8, y + (to_y - y) * n / 8) for n in range(1, 9)]
        moves = [{"type": "pointerMove", "x": round(a), "y": round(b), "duration": 40} for a, b in steps]
        self._pointer(
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            *moves,
            {"type": "pause", "duration": 60},
            {"type": "pointerUp", "button": 0},
        )

    def type(self, text: str) -> None:
        """Type text, key by key, into what has the focus."""
        actions = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.send("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keys", "actions": actions}])

    def press(self, key: str) -> None:
        """Press one key named in KEYS."""
        self.type(KEYS[key])

    def photograph(self, path: Path) -> None:
        """Save what the page shows as a PNG."""
        path.write_bytes(base64.b64decode(self.send("browsingContext.captureScreenshot", context=self.tab)["data"]))


@contextmanager
def launched(executable: str, folder: Path) -> Iterator[Firefox]:
    """A headless Firefox with a new profile in the empty ``folder``; it is ended afterwards."""
    profile = folder / "profile"
    profile.mkdir(parents=True)
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [executable, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    log = folder / "firefox.log"
    with log.open("wb") as sink:
        env = os.environ | {"HOME": str(folder), "MOZ_HEADLESS_WIDTH": "1280", "MOZ_HEADLESS_HEIGHT": "900"}
        process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink)
    try:
        end = time.monotonic() + PATIENCE
        while not (said := LISTENING.search(log.read_text(errors="replace"))):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"Firefox did not start. It said:\n{log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.1)
        yield Firefox(said[1])
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)
