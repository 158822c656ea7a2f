"""The session of a workshop's wall: it watches a folder, and shows the answers of all to one exercise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.panel.sessions.contract import ALIVE, FALLBACK, Message, marks_nothing
from mosaic_exercises.panel.wire import answered, written
from mosaic_exercises.panel.wire.messages import RoomMessage, WallMessage
from mosaic_exercises.panel.wire.replies import RoomReply, ViewReply
from mosaic_exercises.panel.wire.room import (
    RoomView,
    WallCardView,
    WallCurveView,
    WallItemView,
    WallLineView,
    WallRaterView,
    WallRowView,
    WallSideView,
)
from mosaic_exercises.reading.paths import shown

KEPT = "What hangs here was read before; it goes on as soon as the folder is there again."


class OpenWall(Protocol):
    """What the session needs of a folder that is watched (``mosaic_exercises.instructor``)."""

    def look(self) -> int: ...
    def items(self) -> Sequence[tuple[str, str, int]]: ...
    def board(self, slug: str, *, names: bool) -> Any: ...
    @property
    def crowd(self) -> int: ...
    @property
    def problem(self) -> str: ...
    @property
    def unread(self) -> Sequence[tuple[str, str]]: ...


class RoomSession:
    """One wall. ``opener`` opens the folder at a place and raises MosaicError where there is none."""

    parts: tuple[str, ...] = ("room",)

    def __init__(self, opener: Callable[[str], OpenWall], folder: str) -> None:
        self.opener = opener
        self.folder = folder
        self.slug = ""
        self.names = True
        self.problem = ""
        self.wall: OpenWall | None = None
        self.open(folder)

    def open(self, folder: str) -> None:
        """Another folder."""
        self.folder, self.wall, self.problem = folder, None, ""
        try:
            self.wall = self.opener(folder)
        except MosaicError as error:
            self.problem = str(error)

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.shown())

    def shown(self) -> RoomView:
        """The wall as the folder is now."""
        wall = self.wall
        blank: Mapping[str, Any] = {"cards": (), "curves": (), "rows": (), "sides": (), "sort": "", "hung": 0}
        if wall is None:
            return RoomView(
                folder=self.folder,
                problem=self.problem,
                version=0,
                people=0,
                names=self.names,
                items=(),
                slug="",
                unread=(),
                **blank,
            )
        version = wall.look()
        items = tuple(WallItemView(*one) for one in wall.items())
        known = [one.slug for one in items]
        if self.slug not in known:
            self.slug = known[0] if known else ""
        hung = hung_views(wall.board(self.slug, names=self.names)) if self.slug else blank
        return RoomView(
            folder=self.folder,
            problem=wall.problem and f"{shown(self.folder)}: {wall.problem}. {KEPT}",
            version=version,
            people=wall.crowd,
            names=self.names,
            items=items,
            slug=self.slug,
            unread=tuple(WallLineView(*one) for one in wall.unread),
            **hung,
        )

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser."""
        return answered(message, RoomMessage, self.act, self.told)

    def act(self, message: RoomMessage) -> RoomReply | None:
        """Show what is asked for. Nothing is said where the browser has it already."""
        if isinstance(message, WallMessage):
            if message.folder is not None and message.folder != self.folder:
                self.open(message.folder)
            self.slug = message.slug or self.slug
            self.names = message.names
            if self.wall is None:  # it may be there by now
                self.open(self.folder)
            same = (message.folder, message.slug, message.names) == (self.folder, self.slug, self.names)
            if same and (self.wall.look() if self.wall is not None else 0) == message.seen:
                return None
        return ViewReply(view=self.shown())

    def told(self, notice: str) -> RoomReply:
        """The view as it is, and what there is to tell."""
        return ViewReply(view=self.shown(), notice=notice)

    marks = marks_nothing

    def refreshed(self, slug: str) -> Message:  # noqa: ARG002 - it has no exercises
        """The view as it is now."""
        return written(ViewReply(view=self.shown()))

    def label(self) -> str:
        """One stable line."""
        return f"The room: the answers of all, side by side. {FALLBACK}"

    def text(self) -> str:
        """How many have answered what, as plain text."""
        view = self.shown()
        return "\n".join([f"{view.people} hand-in files", *(f"{one.title}: {one.people}" for one in view.items)])

    def still(self, *, drawn: bool) -> Still:  # noqa: ARG002 - it has no pictures
        """What it is for."""
        return Still(title="The room", text="The answers of all who have handed in, side by side.", foot=ALIVE)


def hung_views(board: Any) -> dict[str, Any]:
    """The parts of the view that a board fills."""
    return {
        "sort": board.sort,
        "hung": board.people,
        "cards": tuple(
            WallCardView(
                who=one.who, title=one.piece.title, lines=tuple(WallLineView(*line) for line in one.piece.lines)
            )
            for one in board.cards
        ),
        "curves": tuple(
            WallCurveView(who=one.who, title=one.piece.title, stages=one.piece.stages, values=one.piece.values)
            for one in board.curves
        ),
        "rows": tuple(
            WallRowView(
                text=row.text,
                counts=row.counts,
                low=row.low,
                mean=row.mean,
                spread=row.spread,
                lowest=row.lowest,
                highest=row.highest,
                raters=tuple(WallRaterView(one.name, one.mean, one.ratings) for one in row.raters),
            )
            for row in board.rows
        ),
        "sides": tuple(
            WallSideView(name=side.name, stands=tuple(WallLineView(one.who, one.piece.text) for one in side.stands))
            for side in board.sides
        ),
    }
