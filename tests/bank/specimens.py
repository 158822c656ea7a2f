"""One question of each sort, full of signs that mean something in some format: what every target must take whole."""

from __future__ import annotations

from mosaic_exercises.bank.pictures import ladder_picture
from mosaic_exercises.bank.records import Question
from mosaic_exercises.kinds.portable import (
    Blanks,
    Body,
    Essay,
    Matching,
    Numeric,
    Option,
    Ordering,
    PortableChoice,
    PortableGap,
    PortablePair,
    PortableValue,
    TrueFalse,
)

SIGNS = "a {b} ~c =d #e :f <img src=x> &amp; 2 < 3 > 1 ]]> \\ \\g \\n 50% “Größe” 🚲"
PICTURE, ALT = ladder_picture(("Upper & first", "Lower"))


def _one(name: str, body: Body, points: float = 2.0) -> Question:
    return Question(
        id=name,
        kind=name,
        title=f"{name}: {SIGNS}",
        prompt=f"**Which** *of* [these](https://example.org/?a=1&b=2)?\n\n- {SIGNS}\n- second",
        body=body,
        why=f"*Because* **so**: {SIGNS}\n\nTwo paragraphs.",
        hints=("First hint.", f"Second: {SIGNS}"),
        tags=("loyalty-stages", "advocate-stage"),
        chapter="Chapter 1/2: A & B",
        points=points,
        picture=PICTURE if name == "match" else "",
        alt=ALT if name == "match" else "",
    )


_OPTIONS = (
    Option(id="a", text=SIGNS, worth=1, said="Right."),
    Option(id="b", text="*near* **miss**", worth=0.5, said=f"Nearly: {SIGNS}"),
    Option(id="c", text="far off", said="No."),
)
_MANY = tuple(Option(id=str(n), text=f"option {n}", worth=float(n < 3), said=f"said of {n}") for n in range(5))
_PAIRS = (
    PortablePair(id="1", text=f"left {SIGNS}", answer="x", reason="x."),
    PortablePair(id="2", text="left two", answer="y"),
    PortablePair(id="3", text="left three", answer="y"),
)
_GAPS = (
    PortableGap(
        id="one", label="First", accept=("right", f"5 * 3 {SIGNS}"), slips=(("wrong", f"No: {SIGNS}"),), reason="Why."
    ),
    PortableGap(id="two", label="Second", accept=("second",)),
)
_SLIPS = (PortableValue(value=85, tolerance=0.5, said="Ten times."), PortableValue(value=-8.5, said=f"No: {SIGNS}"))

SPECIMENS = (
    _one("one", PortableChoice(options=_OPTIONS)),
    _one("kept-order", PortableChoice(options=_OPTIONS[::-1], shuffle=False)),
    _one("many", PortableChoice(options=_MANY, single=False)),
    _one("true-false", TrueFalse(right=False, said_true=f"No: {SIGNS}")),
    _one("match", Matching(pairs=_PAIRS, answers=(("x", f"right {SIGNS}"), ("y", "both"), ("z", "spare")))),
    _one("number", Numeric(value=8.5, tolerance=0.25, unit="EUR a month", slips=_SLIPS)),
    _one("exact", Numeric(value=-1200.125)),
    _one("order", Ordering(items=(("b", "first"), ("a", f"second {SIGNS}"), ("c", "third")), start="top", end="end")),
    _one("gaps", Blanks(sentence=f"A {{one}} and a {{two}} in {SIGNS}.", gaps=_GAPS)),
    _one("essay", Essay(model=f"Model {SIGNS}", look_for=("a fact",), template="**Heading**", rows=5), points=0.0),
)
