"""The formats by name, and what each makes of a course's questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from mosaic_exercises.bank.anki import ANKI
from mosaic_exercises.bank.cards import JUPYTERCARDS, JUPYTERQUIZ
from mosaic_exercises.bank.gift import GIFT
from mosaic_exercises.bank.moodle import MOODLE
from mosaic_exercises.bank.qti12 import QTI12
from mosaic_exercises.bank.qti21 import QTI21
from mosaic_exercises.bank.records import ExchangeFormat, Left, Question

FORMATS: Mapping[str, ExchangeFormat] = MappingProxyType(
    {f.name: f for f in (MOODLE, GIFT, QTI12, QTI21, ANKI, JUPYTERQUIZ, JUPYTERCARDS)}
)


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of every exercise in one format. ``written``: the questions that go into the file; ``left``: what
    stays, with reasons; ``lost``: what does not come along -> the questions concerned, by id."""

    written: tuple[Question, ...]
    left: tuple[Left, ...]
    lost: dict[str, tuple[str, ...]]


def account(format_: ExchangeFormat, questions: Sequence[Question], left: Sequence[Left]) -> Account:
    """Sort the questions by what the format can do with them. None is in neither list."""
    written, stay = [], list(left)
    lost: dict[str, list[str]] = {}
    for question in questions:
        if reason := format_.refuses(question):
            stay.append(Left(question.id, question.kind, question.title, reason))
            continue
        written.append(question)
        for what in (*question.lost, *format_.loses(question)):
            lost.setdefault(what, []).append(question.id)
    return Account(written=tuple(written), left=tuple(stay), lost={k: tuple(v) for k, v in lost.items()})
