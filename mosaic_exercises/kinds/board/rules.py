"""The rules that a board may name in its TOML, alone or as a bundle. Each says what is missing and where.

A rule takes the task and the answer and returns what breaks it: criteria with ``met`` False whose ``item`` is "", a
section, a note, "<note>/<field>" or a link. None says that a text is good. Those that read wording stand in
``board_wording``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from mosaic_exercises.kinds.board.task import (
    Board,
    BoardNote,
    BoardTask,
    every,
    in_order,
    in_section,
    sections,
    specs,
)
from mosaic_exercises.kinds.board.wording import WORDINGS, BoardRule, Found
from mosaic_exercises.models.scorecard import Arrow, circles
from mosaic_exercises.models.swot import CELLS, EXTERNAL, INTERNAL
from mosaic_exercises.reading.refs import Ref
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.results import Criterion

MANY: Final = 7
"""From one note more on, a list wants an order (this workbook's reading)."""


# ------------------------------------------------------------------ TOWS


def _sort(task: BoardTask, ref: Ref) -> str:
    """Which factor a reference cites; "" where it does not say."""
    return ref.sort or next((s.sort for s in task.stand_ins if not ref.exercise and s.id == ref.object), "")


def _uncited(task: BoardTask, board: Board) -> Found:
    found: list[Criterion] = []
    for note in board.notes:
        if note.section not in CELLS:
            continue
        cell = sections(task)[note.section]
        sorts = [_sort(task, ref) for ref in note.refs]
        free = sorts.count("")  # cited without a sort: it may be either
        for side, fits in zip(("internal", "external"), CELLS[note.section], strict=True):
            if fits in sorts:
                continue
            if free:
                free -= 1
                continue
            others = [s for s in sorts if s in (INTERNAL if side == "internal" else EXTERNAL)]
            cites = f"cites {others[0]}, but no {fits}" if others else f"cites no {side} factor"
            found.append(
                Criterion(
                    "tows-uncited",
                    False,
                    f"{quoted(note.text)} stands in {quoted(cell.name)} and {cites}.",
                    "A TOWS strategy joins one factor from inside with one from outside. Without both nobody can see "
                    "what it builds on.",
                    f"Pull in one of the {fits} that it uses, or put the strategy where its factors belong.",
                    note.id,
                )
            )
    return tuple(found)


def _no_cells(task: BoardTask) -> str:
    return "" if any(id_ in CELLS for id_ in sections(task)) else "there is no section so, wo, st or wt"


# ------------------------------------------------------------------ order, perspectives, scorecard


def _long(task: BoardTask, board: Board) -> list[str]:
    ranked = [s.id for s in task.sections if s.ranked]
    return [id_ for id_ in ranked if sum(n.section == id_ for n in board.notes) > MANY]


def _unranked(task: BoardTask, board: Board) -> Found:
    return tuple(
        Criterion(
            "unranked-over-seven",
            False,
            f"{quoted(sections(task)[id_].name)} has {len(own)} notes, and nobody has ranked them.",
            "A long list in no order gives the smallest point the room of the largest.",
            "Choose “Rank these” and put the weightiest first, or join notes until seven are left.",
            id_,
            "long-unranked-list",
        )
        for id_ in _long(task, board)
        if not in_order(own := in_section(board.notes, id_))
    )


def _perspectives(task: BoardTask, board: Board) -> Found:
    filled = {note.section for note in every(task, board)}
    return tuple(
        Criterion(
            "perspective-missing",
            False,
            f"{quoted(section.name)} is empty.",
            "A scorecard is balanced when no perspective is left out: one is easily improved at the cost of another.",
            section.guidance or f"Ask: what must be reached in {quoted(section.name)} for the rest to be possible?",
            section.id,
        )
        for section in task.sections
        if section.id not in filled
    )


def _measured(board: Board) -> list[BoardNote]:
    return [n for n in board.notes if n.fields.get("measure")]


def _untargeted(task: BoardTask, board: Board) -> Found:  # noqa: ARG001 - the signature of a rule
    return tuple(
        Criterion(
            "measure-without-target",
            False,
            f"{quoted(note.text)}: the measure {quoted(str(note.fields['measure']))} has no target.",
            "Without a target nobody can say whether the figure is good, or when it is enough.",
            "Write the value to be reached, in the measure's own unit, and by when.",
            f"{note.id}/target",
        )
        for note in _measured(board)
        if "target" not in note.fields
    )


def _no_fields(task: BoardTask) -> str:
    wanted = {"measure", "target"}
    return "" if any(wanted <= set(specs(task, id_)) for id_ in sections(task)) else "no section has measure and target"


def _across(task: BoardTask, board: Board) -> list[Arrow]:
    """Links between notes of two different sections."""
    of = {n.id: n.section for n in every(task, board)}
    return [Arrow(a.from_, a.to) for a in board.links if of[a.from_] != of[a.to]]


def _uncaused(task: BoardTask, board: Board) -> Found:
    if _across(task, board):
        return ()
    return (
        Criterion(
            "no-cause-and-effect",
            False,
            "No objective of one perspective is linked with one of another.",
            "A scorecard tells a story: if we learn this, the process gets better, the customer notices, and it pays. "
            "Without links it is a list of figures.",
            "Link at least one objective to the one that it serves in another perspective.",
            "",
            "no-cause-and-effect",
        ),
    )


def _circles(task: BoardTask, board: Board) -> Found:
    texts = {note.id: note.text for note in every(task, board)}
    arrows = [Arrow(link.from_, link.to) for link in board.links]
    return tuple(
        Criterion(
            "cause-in-circle",
            False,
            f"These serve each other in a circle: {', '.join(quoted(texts[id_], 40) for id_ in circle)}.",
            "In a circle nothing is the cause and nothing the effect: nobody knows where to begin.",
            "Take away the link that is the weakest claim.",
            circle[0],
        )
        for circle in circles([note.id for note in every(task, board)], arrows)
    )


def _loose(task: BoardTask, board: Board) -> Found:  # noqa: ARG001 - the signature of a rule
    linked = {id_ for link in board.links for id_ in (link.from_, link.to)}
    return tuple(
        Criterion(
            "loose-objective",
            False,
            f"{quoted(note.text)} is linked with nothing.",
            "An objective that serves none and is served by none stands outside the plan.",
            "Ask yourself: what would get better if this were reached? Link it, or let it go.",
            note.id,
        )
        for note in board.notes
        if note.id not in linked and board.links
    )


def _no_links(task: BoardTask) -> str:
    return "" if task.links else "the board has no links"


# ------------------------------------------------------------------ stakeholder chain


def _givers(task: BoardTask, board: Board) -> list[BoardNote]:
    may = {id_ for spec in task.links for id_ in spec.from_}
    last = task.sections[-1].id
    return [n for n in every(task, board) if n.section in may and n.section != last]


def _broken(task: BoardTask, board: Board) -> Found:
    giving = {link.from_ for link in board.links}
    return tuple(
        Criterion(
            "broken-chain",
            False,
            f"{quoted(note.text)} serves nobody here: the chain ends before its last part.",
            "Whoever works without a receiver in sight cannot know whether the work is of use.",
            f"Ask: who needs what {quoted(note.text, 40)} hands on? Link the two, or add the receiver that is missing.",
            note.id,
        )
        for note in _givers(task, board)
        if note.id not in giving
    )


def _any(task: BoardTask, board: Board) -> bool:  # noqa: ARG001 - the signature of a rule
    return bool(board.notes)


def _two_sections(task: BoardTask, board: Board) -> bool:
    return len({note.section for note in every(task, board)}) > 1


_ALL = (
    *WORDINGS,
    BoardRule(
        "tows-uncited",
        "Each strategy cites a factor from inside and one from outside that fit its cell.",
        _uncited,
        lambda _, board: any(n.section in CELLS for n in board.notes),
        _no_cells,
    ),
    BoardRule(
        "unranked-over-seven",
        "A list of more than seven is ranked.",
        _unranked,
        lambda task, board: bool(_long(task, board)),
        lambda task: "" if any(s.ranked for s in task.sections) else "no section can be ranked",
    ),
    BoardRule("perspective-missing", "No perspective is left empty.", _perspectives, _any),
    BoardRule(
        "measure-without-target",
        "Every measure has a target.",
        _untargeted,
        lambda _, board: bool(_measured(board)),
        _no_fields,
    ),
    BoardRule(
        "no-cause-and-effect",
        "Objectives of different perspectives are linked by cause and effect.",
        _uncaused,
        _two_sections,
        _no_links,
    ),
    BoardRule(
        "cause-in-circle",
        "Cause and effect do not run in a circle.",
        _circles,
        lambda _, board: bool(board.links),
        _no_links,
    ),
    BoardRule(
        "loose-objective",
        "Every objective is linked with another.",
        _loose,
        lambda _, board: bool(board.links),
        _no_links,
    ),
    BoardRule(
        "broken-chain",
        "Everybody in the chain serves somebody.",
        _broken,
        lambda task, board: bool(_givers(task, board)),
        _no_links,
    ),
)
RULES: Mapping[str, BoardRule] = MappingProxyType({rule.id: rule for rule in _ALL})

BUNDLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "swot": ("opportunity-is-own-action", "threat-is-weakness", "aspiration-as-strength", "unranked-over-seven"),
        "pest": ("competitor-in-pest", "internal-in-pest"),
        "tows": ("tows-uncited",),
        "scorecard": (
            *("perspective-missing", "initiative-as-objective", "measure-without-target", "no-cause-and-effect"),
            "cause-in-circle",
        ),
        "chain": ("broken-chain",),
    }
)


def named_rules(task: BoardTask) -> tuple[BoardRule, ...]:
    """The rules of a task, its bundles opened, each once."""
    ids: Iterable[str] = dict.fromkeys(id_ for name in task.rules for id_ in BUNDLES.get(name, (name,)))
    return tuple(RULES[id_] for id_ in ids)


def misplaced(task: BoardTask) -> list[str]:
    """Problems of a board that names rules which cannot read it."""
    return [f"rules: {rule.id}: {what}" for rule in named_rules(task) if (what := rule.misplaced(task))]
