"""Who is a customer, and of what kind: from stated facts to roles, type and level.

A customer purchases, a consumer uses, a client is a customer that is an organisation (the B2B meaning: the loyalty
stage Client is another word), an intermediary passes on, an internal customer receives work inside. Levels after the
course on customer culture (seed 003); keeping partners apart as intermediaries is this workbook's reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, get_args

import msgspec

from mosaic_exercises.models import surveys
from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.errors import DataError

Where = Literal["outside", "department", "group"]
Role = Literal["customer", "consumer", "client", "intermediary", "internal customer"]
Type = Literal["consumer", "B2B client", "intermediary", "internal"]
LevelName = Literal["person", "company", "intermediary", "corporate", "department"]

ROLES: Final[tuple[Role, ...]] = get_args(Role)
TYPES: Final[tuple[Type, ...]] = get_args(Type)
PLACES: Final[tuple[Where, ...]] = get_args(Where)

LEVELS: Final[Mapping[LevelName, str]] = {
    "person": "one human being with needs of their own",
    "company": "an organisation that buys, and the people in it who decide",
    "intermediary": "a shop, dealer or firm that passes what you make on to its own customers",
    "corporate": "your own group: the parent or a sister firm",
    "department": "colleagues inside your firm who go on with your work",
}

QUESTIONS: Final[Mapping[str, str]] = {
    "buys": "Do they pay for it?",
    "uses": "Do they use it themselves?",
    "organisation": "Do they buy for an organisation?",
    "resells": "Do they pass it on to customers of their own?",
    "receives": "Do they receive our work and go on with it?",
}
_WORDS: Final = {"true": True, "yes": True, "y": True, "1": True, "false": False, "no": False, "n": False, "0": False}


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of somebody; None where it is not known.

    ``where``: outside, in a department of the firm, or elsewhere in its group. ``receives`` matters inside only, the
    other four outside only.
    """

    buys: bool | None = None
    uses: bool | None = None
    organisation: bool | None = None
    resells: bool | None = None
    receives: bool | None = None
    where: Where = "outside"

    def __post_init__(self) -> None:
        one_of(self.where, PLACES, "where")
        for name in QUESTIONS:
            value = getattr(self, name)
            if value is not None and not isinstance(value, bool):
                raise DataError(
                    f"`{name}` is {value!r}", f"argument `{name}`", "Write True, False, or None if not known."
                )


class Classification(msgspec.Struct, frozen=True):
    """What the facts make of somebody. ``roles`` can be several, or none; ``why`` has one sentence a role.

    ``type`` is that of the customer card and ``level`` one of the five; both None where there is no role. ``ask`` are
    the questions whose answer could change the roles.
    """

    roles: tuple[Role, ...]
    side: Literal["external", "internal"]
    type: Type | None
    level: LevelName | None
    why: tuple[str, ...]
    ask: tuple[str, ...]
    notes: tuple[str, ...]


def classify(facts: Facts) -> Classification:
    """The roles, type and level that follow from ``facts``. Example: a rider whose employer buys the cover uses without
    buying: a consumer, and no customer.
    """
    if not isinstance(facts, Facts):
        raise DataError(
            f"`facts` is a {type(facts).__name__}", "argument `facts`", "Pass Facts(buys=True, uses=False)."
        )
    return _outside(facts) if facts.where == "outside" else _inside(facts)


def _inside(facts: Facts) -> Classification:
    level: LevelName = "department" if facts.where == "department" else "corporate"
    if facts.receives is None:
        return Classification((), "internal", None, None, (), (QUESTIONS["receives"],), ())
    if not facts.receives:
        note = "Inside the firm, and nothing of our work goes there: a colleague, not a customer."
        return Classification((), "internal", None, None, (), (), (note,))
    why = "internal customer: receives our work inside, and cannot usually choose another supplier"
    note = "What disappoints internal customers reaches the external ones in the end."
    return Classification(("internal customer",), "internal", "internal", level, (why,), (), (note,))


def _outside(facts: Facts) -> Classification:
    roles: list[Role] = []
    why: list[str] = []

    def add(role: Role, reason: str) -> None:
        roles.append(role)
        why.append(f"{role}: {reason}")

    if facts.buys:
        add("customer", "pays for it")
    if facts.uses:
        add("consumer", "uses it")
    if facts.buys and facts.organisation:
        add("client", "buys for an organisation (the B2B meaning, not the loyalty stage)")
    if facts.resells:
        add("intermediary", "passes it on to customers of its own")
    notes = []
    if facts.uses and facts.buys is False:
        notes.append("Uses what somebody else buys: the buyer decides, and the user feels it. Look after both.")
    if facts.resells:
        notes.append(
            "Some texts count partners as internal customers; here internal means inside the firm or its group."
        )
    kind: Type | None = None
    level: LevelName | None = None
    if facts.resells:
        kind, level = "intermediary", "intermediary"
    elif "client" in roles:
        kind, level = "B2B client", "company"
    elif roles:
        kind, level = "consumer", "person"
    relevant = ("buys", "uses", "resells", *(("organisation",) if facts.buys is not False else ()))
    ask = tuple(QUESTIONS[name] for name in relevant if getattr(facts, name) is None)
    if not roles and not ask:
        notes.append("Neither buys nor uses nor passes on: no customer, or not yet one.")
    return Classification(tuple(roles), "external", kind, level, tuple(why), ask, tuple(notes))


class Entry(msgspec.Struct, frozen=True):
    """One line of a customer inventory."""

    name: str
    facts: Facts
    result: Classification


class Inventory(msgspec.Struct, frozen=True):
    """Everybody, classified, with counts by type and by level (those without are counted under "not settled")."""

    entries: tuple[Entry, ...]
    by_type: dict[str, int]
    by_level: dict[str, int]
    notes: tuple[str, ...]


UNSETTLED: Final = "not settled"


def inventory(table: object, *, name: str = "name", where: str = "where") -> Inventory:
    """A customer inventory: a table with one row a customer, and columns named as the fields of :class:`Facts`.

    ``table`` is a table of pandas, polars or pyarrow, a list with one dict a row, or a dict of lists. Facts are True or
    False, yes or no, 1 or 0; empty means not known. A missing column means not known for everybody, and ``notes`` say
    so. Raises DataError with column and rows for other words.
    """
    table, heads = surveys.kept(table)
    found = surveys.columns(table, {"name": name})
    names = surveys.names(found["name"], f"column {name!r}")
    notes: list[str] = []
    columns: dict[str, list[Any]] = {}
    for fact in QUESTIONS:
        if fact in heads:
            columns[fact] = _flags(surveys.column(table, fact, fact), fact)
        else:
            notes.append(f"No column {fact!r}: not known for anybody.")
    if where in heads:
        columns["where"] = _places(surveys.column(table, where, "where"), where)
    else:
        notes.append(f"No column {where!r}: everybody stands outside the firm.")
    entries = []
    for row, one in enumerate(names):
        facts = Facts(**{fact: answers[row] for fact, answers in columns.items()})
        entries.append(Entry(one, facts, classify(facts)))
    results = [entry.result for entry in entries]
    return Inventory(
        tuple(entries),
        _tally([result.type for result in results], TYPES),
        _tally([result.level for result in results], tuple(LEVELS)),
        tuple(notes),
    )


def _tally(found: list[Any], names: tuple[str, ...]) -> dict[str, int]:
    out = {name: found.count(name) for name in names}
    return out | ({UNSETTLED: found.count(None)} if None in found else {})


def _flags(answers: list[object], column: str) -> list[bool | None]:
    words = [None if surveys.is_missing(answer) else _flag(answer) for answer in answers]
    wrong = [place for place, word in enumerate(words) if word not in (None, *_WORDS)]
    if wrong:
        raise DataError(
            f"Column {column!r} holds {answers[wrong[0]]!r}",
            f"column {column!r}, {surveys.rows_text(wrong)}",
            "Write True or False (yes and no, 1 and 0 are read too); leave it empty where you do not know.",
        )
    return [None if word is None else _WORDS[word] for word in words]


def _flag(answer: object) -> str:
    number = surveys.number(answer)
    return f"{number:g}" if number is not None else str(answer).strip().casefold()


def _places(answers: list[object], column: str) -> list[str]:
    words = ["outside" if surveys.is_missing(answer) else str(answer).strip().casefold() for answer in answers]
    wrong = [place for place, word in enumerate(words) if word not in PLACES]
    if wrong:
        raise DataError(
            f"Column {column!r} holds {answers[wrong[0]]!r}",
            f"column {column!r}, {surveys.rows_text(wrong)}",
            f"Write one of {', '.join(PLACES)}.",
        )
    return words
