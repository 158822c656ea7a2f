"""Give-aways: what somebody who knows nothing, but knows tests, could use. Psychometrics of items from text alone.

After the item-writing rules of Haladyna, Downing and Rodriguez, "A review of multiple-choice item-writing guidelines
for classroom assessment", Applied Measurement in Education 15(3), 2002, 309-333: options of about the same length,
no grammatical cue, no clang association, the key not always in one pattern.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import ceil, floor, prod

import msgspec

from mosaic_exercises.editor.questions import ChoiceQuestion, by_notebook, content_words, questions
from mosaic_exercises.editor.records import Edition, EditorRule, Measure, Remark
from mosaic_exercises.kinds.order.task import OrderKey, OrderTask
from mosaic_exercises.kinds.sort.task import SortKey, SortTask

LONGEST = 0.40  # of a notebook's one-answer questions, the longest option may be right in this share
LONGER = 0.15  # right options may be longer than wrong ones by this much on average
MIDDLE = 0.60  # of a notebook's true/false items, this share may have one answer
SAME_COUNT = 0.50  # of a notebook's "choose all", this share may have the same number of right ones

ABOVE_CHANCE = 0.05  # "the longest" and "false" throughout may earn this much more than guessing

RULES = (
    EditorRule("test-wise", "'The longest' and 'false' throughout earn at most 5 points of 100 more than chance."),
    EditorRule("longest-is-right", "The longest option is right in at most 40% of a notebook's one-answer questions."),
    EditorRule("right-is-longer", "Right options are at most 15% longer than wrong ones, on average over a notebook."),
    EditorRule("true-false-balance", "True/false items of a notebook are true in 40 to 60%."),
    EditorRule("all-same-count", "'Choose all' varies the number of right ones: no number in more than half of them."),
    EditorRule("one-card-a-bin", "No sort in which each bin takes exactly one card."),
    EditorRule("order-prints-itself", "No order question whose items print the order (figures, dates, times)."),
    EditorRule("word-echo", "No telling word of the prompt comes back in the right option alone.", 0.1),
    EditorRule("grammar-cue", "The prompt's grammar fits every option."),
    EditorRule("much-longer", "No right option is a quarter longer than every other one.", 0.1),
    EditorRule("counting-hint", "No hint says how many are right."),
)


class GiveawayRow(msgspec.Struct, frozen=True):
    """The give-away table's line of one notebook. Shares are from 0 to 1; None where there is nothing to count."""

    notebook: str
    one: int
    longest: int
    longer: float | None
    true_false: int
    true: int
    many: int
    same_count: int


def rows(edition: Edition) -> list[GiveawayRow]:
    """The give-away table, a row a notebook that has choice questions."""
    table = []
    for notebook, own in by_notebook(edition, questions(edition)):
        one = [q for q in own if q.mode == "one" and len(q.wrong) > 1]
        sized = [q for q in own if q.mode != "true-false" and q.wrong]
        either = [q for q in own if q.mode == "true-false"]
        many = [q for q in own if q.mode == "many"]
        longer = sum(q.ratio for q in sized) / len(sized) - 1 if sized else None
        same = max(Counter(len(q.right) for q in many).values(), default=0)
        true = sum(q.right == ("True",) for q in either)
        table.append(
            GiveawayRow(notebook, len(one), sum(q.longest for q in one), longer, len(either), true, len(many), same)
        )
    return table


class TestWise(msgspec.Struct, frozen=True):
    """What somebody earns who answers "the longest" and "false" throughout, and what guessing earns: shares of 1."""

    items: int
    score: float
    chance: float


def testwise(edition: Edition) -> TestWise:
    """That learner over all one-answer and true/false items. Where several options are the longest, one is drawn."""
    scores, chances = [], []
    for question in questions(edition):
        if question.mode == "true-false":
            scores.append(float(question.right == ("False",)))
            chances.append(0.5)
        elif question.mode == "one":
            both = (*question.right, *question.wrong)
            longest = [text for text in both if len(text) == max(map(len, both))]
            scores.append(sum(text in question.right for text in longest) / len(longest))
            chances.append(1 / len(both))
    items = len(scores)
    return TestWise(items, sum(scores) / items, sum(chances) / items) if items else TestWise(0, 0.0, 0.0)


def measures(edition: Edition) -> Iterator[Measure]:
    """How far each notebook is beyond the limits: in items to change, or in points of per cent (length, test-wise)."""
    wise = testwise(edition)
    yield Measure("test-wise", "course", max(0, ceil(100 * (wise.score - wise.chance - ABOVE_CHANCE))))
    for row in rows(edition):
        yield Measure("longest-is-right", row.notebook, max(0, row.longest - floor(LONGEST * row.one)))
        yield Measure("right-is-longer", row.notebook, max(0, ceil(100 * ((row.longer or 0) - LONGER) - 1e-9)))
        commoner = max(row.true, row.true_false - row.true)
        yield Measure("true-false-balance", row.notebook, max(0, commoner - ceil(MIDDLE * row.true_false)))
        yield Measure("all-same-count", row.notebook, max(0, row.same_count - ceil(SAME_COUNT * row.many)))


def remarks(edition: Edition) -> Iterator[Remark]:
    """The give-aways that have a place, one remark each."""
    for question in questions(edition):
        yield from of_lengths(edition, question)
        yield from of_words(edition, question)
    for exercise, key in edition.exercises():
        task = exercise.task
        if isinstance(task, SortTask) and isinstance(key, SortKey):
            yield from of_bins(edition, exercise.id, task, key)
        if isinstance(task, OrderTask) and isinstance(key, OrderKey):
            yield from of_order(edition, exercise.id, task, key)
        for number, hint in enumerate(exercise.hints):
            if hit := COUNTS.search(hint):
                where = edition.place(exercise.id, f"hints.{number}")
                yield Remark("counting-hint", where, hit[0], "Say how to look, not how many there are.")


NUMBER = "(?:one|two|three|four|five|six|seven|eight|nine|ten)"
COUNTED = "of|are|belong|do|have|fit|were|cards|lines|sentences"
COUNTS = re.compile(
    rf"\b(?:there are|only|exactly|the other) {NUMBER}\b(?= (?:{COUNTED})|[.;:,])"
    rf"|\b{NUMBER} (?:of them|of the {NUMBER}) (?:are|is|were|was|do|does|have|has|belong|belongs)\b",
    re.IGNORECASE,
)


def of_lengths(edition: Edition, question: ChoiceQuestion) -> Iterator[Remark]:
    """A right option that is a quarter longer than any other one: the first to shorten."""
    if question.mode == "one" and len(question.wrong) > 1:
        right, other = max(map(len, question.right)), max(map(len, question.wrong))
        if right > 1.25 * other:
            yield Remark(
                "much-longer",
                edition.place(question.slug, "options"),
                f"{right} letters against {other} at most: {question.right[0]}",
                "Shorten the right option: move its reason to the feedback. Or lengthen a wrong one that needs it.",
            )


def of_words(edition: Edition, question: ChoiceQuestion) -> Iterator[Remark]:
    """A word of the prompt that only the right option has; an article that only the right option fits."""
    if question.mode != "one" or len(question.wrong) < 2:
        return
    asked = question.prompt.rsplit("\n\n", 1)[-1]
    in_wrong = frozenset().union(*(content_words(text) for text in question.wrong))
    echo = sorted((content_words(asked) & content_words(question.right[0])) - in_wrong)
    if echo:
        yield Remark(
            "word-echo",
            edition.place(question.slug, "options"),
            f"{', '.join(echo)}: {question.right[0]}",
            "Say it with another word in the right option, or use the word in a wrong one too.",
        )
    if hit := re.search(r"\b(an?)\s*(?:\.\.\.|…|:|_+)?\s*$", question.prompt.strip().rstrip("*")):
        vowel = [bool(re.match(r"[aeiou]", text, re.IGNORECASE)) for text in (*question.right, *question.wrong)]
        if len(set(vowel)) > 1:
            seen = f"'{hit[1]}' before {', '.join((*question.right, *question.wrong))}"
            yield Remark(
                "grammar-cue", edition.place(question.slug, "prompt"), seen, "Put the article into the options."
            )


def of_bins(edition: Edition, slug: str, task: SortTask, key: SortKey) -> Iterator[Remark]:
    """As many cards as bins, each bin once: the last card needs no thought."""
    used = Counter(bin_ for card in task.cards for bin_ in key.place[card.id])
    if len(task.bins) > 2 and len(task.cards) <= len(task.bins) and set(used.values()) == {1}:
        seen = f"{len(task.cards)} cards, {len(task.bins)} bins, each used once"
        advice = "Add cards, so that a bin takes two and another none, or make it a match with spare items."
        yield Remark("one-card-a-bin", edition.place(slug, "cards"), seen, advice)


MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def of_order(edition: Edition, slug: str, task: OrderTask, key: OrderKey) -> Iterator[Remark]:
    """Items whose first figures, dates or times run one way in the right order."""
    texts = {item.id: item.text for item in task.items}
    row = [texts[i] for i in key.order if i in texts]
    for read in (figures, product, dates):
        values = [read(text) for text in row]
        known = [v for v in values if v is not None]
        if len(known) == len(row) and (known == sorted(set(known)) or known == sorted(set(known), reverse=True)):
            advice = "Take the figures or dates out of the items, or give two that must be worked out."
            yield Remark("order-prints-itself", edition.place(slug, "items"), " < ".join(row), advice)
            return


def figures(text: str) -> float | None:
    """The first figure of an item."""
    hit = re.search(r"[-−]?\d[\d,]*(?:\.\d+)?", text)
    return float(hit[0].replace("−", "-").replace(",", "")) if hit else None


def product(text: str) -> float | None:
    """The product of an item's figures, where it has two or more: factors that only wait to be multiplied."""
    found = [float(hit.replace(",", "")) for hit in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
    return prod(found) if len(found) > 1 else None


def dates(text: str) -> float | None:
    """The first date or weekday of an item, as a number that grows with time."""
    if hit := re.search(r"\b(\d{1,2}) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", text, re.IGNORECASE):
        return 31.0 * MONTHS.index(hit[2].lower()) + float(hit[1])
    if hit := re.search(
        r"\b(?:[Ii]n|[Oo]f|[Bb]y|[Uu]ntil) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", text, re.IGNORECASE
    ):
        return 31.0 * MONTHS.index(hit[1].lower())
    if hit := re.search(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*day\b", text, re.IGNORECASE):
        return float(DAYS.index(hit[1].lower()))
    return None
