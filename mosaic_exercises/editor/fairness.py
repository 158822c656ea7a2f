"""Fairness and feedback: one card has one verdict, each plausible mistake its own reason, no id in place of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import msgspec

from mosaic_exercises.editor.edition import words
from mosaic_exercises.editor.questions import content_words, questions
from mosaic_exercises.editor.records import Edition, EditorRule, Piece, Place, Remark
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.match.task import MatchKey, MatchTask
from mosaic_exercises.kinds.order.task import OrderKey, OrderTask
from mosaic_exercises.kinds.sort.task import SortKey, SortTask

ALIKE = 0.6  # of their telling words, two cards or options share so many: they say the same
TWINS = 0.44  # two whole questions share so many

RULES = (
    EditorRule("same-card-two-verdicts", "Two sorts with a bin of the same name judge the same card the same."),
    EditorRule("option-two-verdicts", "An option that stands in two questions is right in both or wrong in both."),
    EditorRule("same-question-twice", "No question is asked twice in the same words."),
    EditorRule("id-in-text", "No id of an interview, claim or log in a learner's text: the quotation, with a link."),
    EditorRule("feedback-is-id", "Feedback is a sentence, never only an id."),
    EditorRule("bare-mistake", "Each card or pair has a reason of its own for its most plausible mistake."),
    EditorRule("tag-without-mistake", "Each misconception says by which mistake it shows (mistake = ...)."),
    EditorRule("tag-unused", "Each misconception is the reason of some wrong answer."),
)

ID = re.compile(
    r"\b(?:int|cul|chain|sc|goal|tp|read|res|ctx|ev|pro|force|trend|aim|fact|fig|ch|th|op|obs|note|seg|rel)-[a-z]?\d+\b"
    r"|\b(?:CL|CP|IN)\d{2,3}\b|\bP\d{3}\b|\bC\d{4}\b"
)
FEEDBACK = ("why", "reasons", "missed")


def remarks(edition: Edition, texts: Iterable[Piece]) -> Iterator[Remark]:
    """What these rules find."""
    yield from same_cards(edition)
    yield from same_options(edition)
    yield from twins(edition)
    for piece in texts:
        yield from with_ids(piece)
    for exercise, key in edition.exercises():
        yield from bare(edition, exercise.id, exercise.task, key)
        for at, text in short_feedback(msgspec.to_builtins(key), ""):
            advice = "Say in a full sentence why it is so, with the quotation that shows it."
            yield Remark("feedback-is-id", edition.place(exercise.id, at, key=True), text, advice)
    if edition.cells:
        yield from tags(edition)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of telling words that two texts have in common, from 0 to 1."""
    return len(one & other) / len(one | other) if one | other else 0.0


def same_cards(edition: Edition) -> Iterator[Remark]:
    """Cards that say the same and are put into different bins, where both sorts have these bins."""
    cards = []
    for exercise, key in edition.exercises():
        if isinstance(exercise.task, SortTask) and isinstance(key, SortKey):
            bins = {b.id: b.name.casefold() for b in exercise.task.bins}
            for card in exercise.task.cards:
                said = content_words(f"{card.text} {card.detail}")
                if len(said) > 2:
                    where = frozenset(bins[b] for b in key.place[card.id])
                    cards.append((exercise.id, card.text, said, where, frozenset(bins.values())))
    for (slug, text, said, where, bins_), (slug2, text2, said2, where2, bins2) in combinations(cards, 2):
        if slug != slug2 and alike(said, said2) >= ALIKE and where != where2 and bins_ & bins2 & (where | where2):
            here, there = "/".join(sorted(where)), "/".join(sorted(where2))
            seen = f"{text!r} is {here} here, and {there} in '{slug2}' ({text2!r})"
            yield Remark("same-card-two-verdicts", edition.place(slug), seen, "Accept the same bins in both.")


def same_options(edition: Edition) -> Iterator[Remark]:
    """Options that say the same, right here and wrong there."""
    shown = [
        (q.slug, text, content_words(text), verdict)
        for q in questions(edition)
        if q.mode != "true-false"
        for verdict, texts in ((True, q.right), (False, q.wrong))
        for text in texts
    ]
    shown = [one for one in shown if len(one[2]) > 2]
    for (slug, text, said, verdict), (slug2, text2, said2, verdict2) in combinations(shown, 2):
        if slug != slug2 and verdict != verdict2 and alike(said, said2) >= ALIKE:
            seen = f"{text!r} is {'right' if verdict else 'wrong'} here, the other way round in '{slug2}' ({text2!r})"
            advice = "Check that both are fair; where they ask different things, word the options differently."
            yield Remark("option-two-verdicts", edition.place(slug), seen, advice)


def twins(edition: Edition) -> Iterator[Remark]:
    """Questions of one kind that say the same in prompt and parts."""
    whole = []
    for exercise, key in edition.exercises():
        if key is not None and KINDS[exercise.kind].decided:
            parts = [text for _, text in words(msgspec.to_builtins(exercise.task), "")]
            whole.append((exercise.id, exercise.kind, content_words(" ".join((exercise.prompt, *parts)))))
    for (slug, kind, said), (slug2, kind2, said2) in combinations(whole, 2):
        if kind == kind2 and len(said) > 4 and alike(said, said2) >= TWINS:
            share = f"{alike(said, said2):.0%} of its words are those of '{slug2}'"
            yield Remark("same-question-twice", edition.place(slug), share, "Ask another case, or drop one of the two.")


def with_ids(piece: Piece) -> Iterator[Remark]:
    """Ids of the case's files in a text."""
    for hit in ID.finditer(piece.text):
        advice = "Quote the words themselves; the reader cannot open an id."
        yield Remark("id-in-text", piece.place, hit[0], advice)


def short_feedback(value: Any, at: str) -> Iterator[tuple[str, str]]:
    """Feedback texts in which nothing but ids, or a single word, is left."""
    if isinstance(value, dict):
        for name, part in value.items():
            here = f"{at}.{name}" if at else name
            if isinstance(part, str) and (name in FEEDBACK or at.endswith(FEEDBACK)):
                left = re.findall(r"[^\W\d_]+", ID.sub(" ", part))
                if part.strip() and len(left) < 2 and not re.search(r"\d.*[=×x/+−-].*\d|\d", ID.sub(" ", part)):
                    yield here, part
            else:
                yield from short_feedback(part, here)
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from short_feedback(part, f"{at}.{number}")


def bare(edition: Edition, slug: str, task: Any, key: Any) -> Iterator[Remark]:
    """Parts none of whose wrong places has feedback of its own: at least the likeliest one must."""
    advice = "Write the reason for the wrong place that people are likeliest to choose."
    if isinstance(task, SortTask) and isinstance(key, SortKey):
        said = {slip.card for slip in key.wrong} | {near.card for near in getattr(key, "close", ())}
        for card in task.cards:
            if card.id not in said and len(key.place[card.id]) < len(task.bins):
                yield Remark("bare-mistake", edition.place(slug, f"wrong: {card.id}", key=True), card.text, advice)
    elif isinstance(task, MatchTask) and isinstance(key, MatchKey):
        said = {slip.left for slip in key.slips} | {near.left for near in getattr(key, "close", ())}
        for item in task.left:
            if item.id not in said:
                yield Remark("bare-mistake", edition.place(slug, f"slips: {item.id}", key=True), item.text, advice)
    elif isinstance(task, OrderTask) and isinstance(key, OrderKey):
        pairs = {frozenset((swap.before, swap.after)) for swap in key.swaps}
        texts = {item.id: item.text for item in task.items}
        for one, other in zip(key.order, key.order[1:], strict=False):
            if frozenset((one, other)) not in pairs:
                where = edition.place(slug, f"swaps: {one}, {other}", key=True)
                yield Remark("bare-mistake", where, f"{texts.get(one)} / {texts.get(other)}", advice)


def tags(edition: Edition) -> Iterator[Remark]:
    """Misconceptions that name no mistake, or that no wrong answer is tagged with."""
    from mosaic_exercises.course.loader import misconceptions

    used = set().union(*(misconceptions(msgspec.to_builtins(k)) for k in edition.course.keys.values()))
    for slug, record in edition.course.misconceptions.items():
        where = Place("", "misconceptions.toml", slug)
        if not record.mistake:
            yield Remark("tag-without-mistake", where, record.name, "Add mistake = 'what people do who think so'.")
        if slug not in used:
            yield Remark("tag-unused", where, record.name, "Tag a wrong answer with it, or drop it.")
