"""The one widget: it carries a session's view to the browser and the browser's messages to the session."""

from __future__ import annotations

import asyncio
import json
import os
import uuid
from functools import cache
from hashlib import sha256
from typing import Any

import anywidget
import ipywidgets
import msgspec
import traitlets

from mosaic_exercises.panel import fetching
from mosaic_exercises.panel.assets import KIT, asset, loader, packed
from mosaic_exercises.panel.elsewhere import Listeners, marks
from mosaic_exercises.panel.sessions.contract import Message, PanelSession
from mosaic_exercises.panel.wire import written
from mosaic_exercises.panel.wire.replies import AssetReply

LARGE = 2_000  # bytes of a view that is worth packing


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


def stamped(view: Message) -> Message:
    """The view with its digest, by which a browser says which view it has."""
    return view | {"stamp": sha256(json.dumps(view).encode()).hexdigest()[:16]}


def news(reply: Message, seen: Any) -> Message:
    """The reply; where its view is the one that the browser has, ``same`` stands in the view's place."""
    if "view" not in reply:
        return reply
    view = stamped(reply["view"])
    return (
        {**{k: v for k, v in reply.items() if k != "view"}, "same": True}
        if view["stamp"] == seen
        else reply | {"view": view}
    )


def light(view: Message, _: Any = None) -> Message | bytes:
    """A view as it travels at first: a large one packed."""
    written = json.dumps(view).encode()
    return packed(written) if len(written) > LARGE else view


def read_elsewhere() -> bool:
    """Whether what a cell shows may be read where no panel is drawn: a file that nbconvert makes, a mail, GitHub.

    A notebook that a Jupyter server opened, one in a browser without a server, and Voila's page draw panels: nothing is
    sent there twice.
    """
    return not (fetching.IN_BROWSER or os.environ.get("JPY_SESSION_NAME") or os.environ.get("VOILA_REQUEST_URL"))


class Panel(anywidget.AnyWidget):  # type: ignore[misc]  # it has no type hints
    """What a learner touches. ``receive`` does what a message of the browser does; tests call it without a kernel.

    ``own`` is the id of the panel's model, by which the browser finds it (ui/kit/hear.js says why it has to).
    """

    own = traitlets.Unicode().tag(sync=True)
    view = traitlets.Dict().tag(sync=True, to_json=light)
    assets = traitlets.Dict().tag(sync=True, **ipywidgets.widget_serialization)
    """What the panel needs of the browser's side: digest -> asset, the kit first."""

    def __init__(self, session: PanelSession, listeners: Listeners | None = None) -> None:
        self.session = session
        self._listeners = listeners or Listeners()
        self._fetching: set[asyncio.Future[None]] = set()
        self._esm = loader()
        needed = {asset(name).digest: opened(shared(name)) for name in (KIT, *session.parts)}
        id_ = uuid.uuid4().hex
        super().__init__(own=id_, model_id=id_, view=stamped(session.view()), assets=needed, layout=opened(layout()))
        self.on_msg(self._on_message)
        self._listeners.join(self)

    def receive(self, message: Message) -> list[Message]:
        """The replies to one message: the session's, whose view follows, or an asset that the browser could not get."""
        if message.get("type") == "asset":
            found = (asset(name) for name in (KIT, *self.session.parts))
            wanted = [one for one in found if one.digest == message.get("digest")]
            return [written(msgspec.convert(one, AssetReply, from_attributes=True)) for one in wanted]
        return [news(reply, message.get("seen")) for reply in self.session.handle(message)]

    def tell(self, message: Message) -> None:
        """A message that the browser did not ask for."""
        self.send(news(message, None))

    def _on_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict):
            content = fetching.without_null(content) if fetching.IN_BROWSER else content
            before = marks(self)
            fetching.missed.taken()
            replies = self.receive(content)
            if names := fetching.missed.taken():
                self._fetching.add(asyncio.ensure_future(self._fetched(content, before, names)))
            else:
                self._answer(content, before, replies)

    async def _fetched(self, content: Message, before: dict[str, Any], names: tuple[str, ...]) -> None:
        """Answer a message once the packages are there that were missing (in the browser alone)."""
        for reply in fetching.loading(content, names):
            self.send(reply)
        self._answer(content, before, await fetching.answered(lambda: self.receive(content), names))

    def _answer(self, content: Message, before: dict[str, Any], replies: list[Message]) -> None:
        for reply in replies:
            self.send(reply)
        self._listeners.answered(self, before, replies, str(content.get("by", "")))

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The view; with it the panel to read, where no page of ours is known to draw the view."""
        made = super()._repr_mimebundle_(**kwargs)
        if made is not None and read_elsewhere():
            made[0]["text/html"] = self.html()
        return made

    def html(self, *, drawn: bool = False) -> str:
        """The panel to read (``drawing/still.py``); ``drawn``: with pictures that take a while."""
        from mosaic_exercises.drawing.still import written as as_html

        return as_html(self.session.still(drawn=drawn))

    def text(self) -> str:
        """The panel as plain text, with the learner's state."""
        return self.session.text()

    def __repr__(self) -> str:
        return self.session.label()
