"""A mind map on several sheets that can be read from a chair: the first level on one, then each branch on its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from mosaic_exercises.drawing.shapes import PAGE, SHEET, Drawing
from mosaic_exercises.kinds.outline.nodes import Node, Nodes
from mosaic_exercises.kinds.outline.picture import CUT, NAMES_ONLY, ON_SLIDE, Look, outline_drawing

Part = tuple[Node, ...]  # a branch with all under it


def sheets(nodes: Nodes, title: str) -> list[Drawing]:
    """The map on one sheet where it can be read there, else on as many as it takes. What a sheet cannot show of a note
    is told in the words that go with it (``alt``)."""
    whole = outline_drawing(nodes, title, ON_SLIDE)
    if _fits(whole):
        return [_told(whole, nodes)]
    first = [part[:1] for part in _parts(nodes)]
    overview = [outline_drawing(_joined(some), title, NAMES_ONLY) for some in _packed(first, title, NAMES_ONLY)]
    return [*overview, *_each(_parts(nodes), title)]


def _each(parts: Sequence[Part], title: str) -> Iterator[Drawing]:
    """Each branch that has something under it on sheets of its own, then those that have something beside them."""
    for head, *under in parts:
        if not under:
            continue
        inside = _parts(_raised(under))
        large = [part for part in inside if not _fits(_drawn([part], head))]
        shown = [part[:1] if part in large else part for part in inside]
        for some in _packed(shown, head.text, ON_SLIDE, head):
            yield _told(_drawn(some, head), (head, *_joined(some)))
        yield from _each([part for part in large if len(part) > 1], head.text)
    alone = [part for part in parts if len(part) == 1 and (part[0].note or part[0].link or part[0].picture)]
    for some in _packed(alone, title, ON_SLIDE):
        yield _told(outline_drawing(_joined(some), title, ON_SLIDE), _joined(some))


def _drawn(parts: Sequence[Part], head: Node) -> Drawing:
    return outline_drawing(_joined(parts), head.text or "(no text)", ON_SLIDE, head)


def _packed(parts: Sequence[Part], title: str, look: Look, head: Node | None = None) -> list[list[Part]]:
    """The parts in as few sheets as they fit on, in order; one too large for any has its own."""
    found: list[list[Part]] = []
    for part in parts:
        if found and _fits(outline_drawing(_joined([*found[-1], part]), title, look, head)):
            found[-1].append(part)
        else:
            found.append([part])
    return found


def _fits(drawing: Drawing) -> bool:
    return drawing.width <= SHEET and drawing.height <= PAGE


def _parts(nodes: Sequence[Node]) -> list[Part]:
    """The branches of the first level, each with all under it."""
    found: list[list[Node]] = []
    for node in nodes:
        if node.level == 0:
            found.append([node])
        else:
            found[-1].append(node)
    return [tuple(part) for part in found]


def _joined(parts: Sequence[Part]) -> Nodes:
    return tuple(node for part in parts for node in part)


def _raised(nodes: Sequence[Node]) -> Nodes:
    """The branches one level higher."""
    return tuple(msgspec.structs.replace(node, level=node.level - 1) for node in nodes)


def _told(drawing: Drawing, nodes: Nodes) -> Drawing:
    """The drawing with the whole notes that it shows the beginning of."""
    cut = any(CUT in getattr(piece, "text", "") for piece in drawing.pieces)
    notes = [f"{node.text}: {node.note}" for node in nodes if node.note] if cut else []
    return msgspec.structs.replace(drawing, alt="\n\n".join([drawing.alt, *notes]))
