"""The one widget: it carries a room's view to the browser and the browser's messages to the room."""

from __future__ import annotations

from functools import cache
from typing import Any

import anywidget
import ipywidgets
import msgspec
import traitlets

from mosaic_exercises.panel.assets import KIT, asset, loader
from mosaic_exercises.panel.rooms import Message, Room


class Shared(ipywidgets.Widget):  # type: ignore[misc]  # it has no type hints
    """An asset as it travels: a model that panels share and that is never shown."""

    packed = traitlets.Bytes().tag(sync=True)


@cache
def shared(name: str) -> Shared:
    """The kit, or a part, as this kernel sends it: once."""
    return Shared(packed=asset(name).packed())


@cache
def layout() -> ipywidgets.Layout:
    """The one layout of all panels: left alone, each would send one of its own."""
    return ipywidgets.Layout()


def opened(widget: ipywidgets.Widget) -> ipywidgets.Widget:
    """The shared widget, sent again where somebody closed it (``Widget.close_all()``)."""
    widget.open()
    return widget


class Panel(anywidget.AnyWidget):  # type: ignore[misc]  # it has no type hints
    """What a learner touches. ``receive`` does what a message of the browser does; tests call it without a kernel."""

    view = traitlets.Dict().tag(sync=True)
    assets = traitlets.Dict().tag(sync=True, **ipywidgets.widget_serialization)
    """What the panel needs of the browser's side: digest -> asset, the kit first."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._esm = loader()
        needed = {asset(name).digest: opened(shared(name)) for name in (KIT, *room.parts)}
        super().__init__(view=room.view(), assets=needed, layout=opened(layout()))
        self.on_msg(self._on_message)

    def receive(self, message: Message) -> list[Message]:
        """The replies to one message: the room's, whose view follows, or an asset that the browser could not get."""
        if message.get("type") == "asset":
            found = map(asset, (KIT, *self._room.parts))
            return [{"type": "asset", **msgspec.to_builtins(a)} for a in found if a.digest == message.get("digest")]
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
