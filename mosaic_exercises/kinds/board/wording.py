"""Rules of a board that read wording: each asks a question where a note reads like something else.

The word lists stand in ``models``, and are this workbook's reading. Silence proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from mosaic_exercises.kinds.board.task import Board, BoardNote, BoardTask, sections
from mosaic_exercises.kinds.completeness import Rule
from mosaic_exercises.models import pest_words, scorecard_words, swot_words
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.results import Criterion

Found = tuple[Criterion, ...]


BoardRule = Rule[BoardTask, Board]


def _wording(
    id_: str,
    section: str,
    text: str,
    read: Callable[[BoardTask, str], str],
    seen: Callable[[str, str], str],
    why: str,
    try_next: str,
    misconception: str,
) -> BoardRule:
    """A rule that reads the notes of one section ("": of all)."""

    def own(board: Board) -> tuple[BoardNote, ...]:
        return tuple(n for n in board.notes if not section or n.section == section)

    def check(task: BoardTask, board: Board) -> Found:
        return tuple(
            Criterion(id_, False, seen(quoted(note.text), quoted(words)), why, try_next, note.id, misconception)
            for note in own(board)
            if (words := read(task, note.text))
        )

    def misplaced(task: BoardTask) -> str:
        return "" if not section or section in sections(task) else f"there is no section '{section}'"

    return BoardRule(id_, text, check, lambda _, board: bool(own(board)), misplaced)


WORDINGS = (
    _wording(
        "opportunity-is-own-action",
        "opportunities",
        "An opportunity stands in the world outside; what we do about it is a strategy.",
        lambda _, text: swot_words.own_action(text),
        lambda note, words: f"{note}: {words} reads like something that we would do.",
        "An opportunity is there for every firm in the market, whether we move or not. Our own action is an answer to "
        "it, and belongs into the TOWS.",
        "Ask yourself: what outside makes this possible? Write that down, and keep the action for the strategies.",
        "opportunity-is-our-action",
    ),
    _wording(
        "threat-is-weakness",
        "threats",
        "A threat comes from outside; a trouble in our own house is a weakness.",
        lambda _, text: swot_words.inside(text),
        lambda note, words: f"{note}: {words} reads like a trouble inside the firm.",
        "What we could put right ourselves is a weakness. A threat would be there without us, and we can only prepare.",
        "Ask yourself: would it be gone if we worked differently? Then move it to the weaknesses. If not, write who or "
        "what outside causes it.",
        "threat-is-weakness",
    ),
    _wording(
        "aspiration-as-strength",
        "strengths",
        "A strength is there today; a wish is none.",
        lambda _, text: swot_words.aspiration(text),
        lambda note, words: f"{note}: {words} reads like a wish, or like something still to come.",
        "Strategies are built on strengths. One that does not exist yet carries nothing.",
        "Ask yourself: could a customer notice it this week? Write what is so today, with a figure or a name; keep "
        "the wish for the objectives.",
        "aspirations-as-strengths",
    ),
    _wording(
        "competitor-in-pest",
        "",
        "No competitor and no supplier: PEST looks at what lies behind all of them.",
        lambda task, text: pest_words.competitor(text, task.competitors),
        lambda note, words: f"{note}: {words} reads like a competitor or a supplier.",
        "PEST scans the macro-environment: politics, economy, society, technology. Competitors and suppliers belong "
        "to the trade itself, and to the SWOT.",
        "Ask yourself: which change in politics, economy, society or technology stands behind it? Write that, and "
        "keep the competitor for the threats.",
        "pest-competitors",
    ),
    _wording(
        "internal-in-pest",
        "",
        "Nothing from inside the firm: PEST looks outside.",
        lambda _, text: pest_words.internal(text),
        lambda note, words: f"{note}: {words} reads like our own house, or like something that we would do.",
        "A PEST factor would be there if our firm did not exist.",
        "Ask yourself: would somebody in another trade feel it too? If not, move it to the strengths or weaknesses.",
        "pest-internal",
    ),
    _wording(
        "initiative-as-objective",
        "",
        "An objective says what is to be reached, not what is done.",
        lambda _, text: scorecard_words.initiative(text),
        lambda note, words: f"{note}: {words} reads like work to be done, not like a state to be reached.",
        "An initiative can be finished without anything getting better. The objective says what is to be better.",
        "Ask yourself: what for? Write that as the objective, and this as its initiative.",
        "initiative-is-objective",
    ),
)
