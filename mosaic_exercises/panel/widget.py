"""The one widget: it carries a room's view to the browser and the browser's messages to the room."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from mosaic_exercises.panel.assets import css, esm, loader
from mosaic_exercises.panel.rooms import Message, Room


class Panel(anywidget.AnyWidget):  # type: ignore[misc]  # it has no type hints
    """What a learner touches. ``receive`` does what a message of the browser does; tests call it without a kernel."""

    view = traitlets.Dict().tag(sync=True)
    code = traitlets.Unicode().tag(sync=True)

    def __init__(self, room: Room) -> None:
        self._room = room
        self._esm = loader()
        self._css = css()
        super().__init__(view=room.view(), code=esm(room.parts))
        self.on_msg(self._on_message)

    def receive(self, message: Message) -> list[Message]:
        """The room's replies to one message; the view follows."""
        return self._room.handle(message)

    def _on_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict):
            for reply in self.receive(content):
                self.send(reply)

    def text(self) -> str:
        """The panel as plain text, with the learner's state."""
        return self._room.text()

    def __repr__(self) -> str:
        return self._room.label()
