"""An open answer of the made-up class in a learner's own voice: other words around it, another person in it, other
figures, feelings that rise and fall elsewhere. The same learner says it in the same way every time.

What may be changed shows in the answer itself; whether the changed one still is the same answer, its check says (see
``made_up.Hand``).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

OPENINGS = (
    "I have thought about this on the way to work.",
    "I asked my mother first, who has sold insurance for years.",
    "My first idea was another one, and I crossed it out.",
    "I am not sure of every part of this.",
    "Here is what I would say if somebody asked me at the counter.",
    "We argued about it at lunch, and I have kept my own view.",
    "I tried to write it as one would say it to a new colleague.",
    "It took me three attempts to say it briefly.",
    "I kept to what I have seen myself.",
    "I read the interviews twice before I wrote this.",
    "A friend of mine disagrees with what follows.",
    "I will be honest about it.",
    "It looks simple, and it is not.",
    "I begin with what is certain.",
)
ENDINGS = (
    "I would check it with three more people before I believe it.",
    "If I am wrong, it is about the numbers.",
    "That is what I would tell my manager.",
    "A month from now I would look again.",
    "What I still do not know is who decides.",
    "I would begin small, on one weekday.",
    "The other side has a point, but a smaller one.",
    "This is the part that I would show to the team.",
    "I left out two things that I could not prove.",
    "It costs little to try.",
    "Next time I would ask earlier.",
    "The customer would say it in fewer words.",
)
PEOPLE = (
    "Amira",
    "Bruno",
    "Chiara",
    "Daan",
    "Elif",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Katya",
    "Liam",
    "Mira",
    "Noor",
    "Oskar",
    "Paula",
    "Rafael",
    "Sofia",
    "Tariq",
    "Yara",
)
FIGURES = ("rates", "emotions")  # parts of an answer whose numbers are a matter of judgement
LONG = 60  # signs of a text that somebody wrote, not chose
NAME = re.compile(r"[A-Z][a-z]+")


def in_own_voice(raw: Any, rng: random.Random, reach: int | None = 0) -> Any:
    """The answer as one learner gives it. ``rng`` decides how; equal ones give the same. ``reach``: how far above the
    highest of its figures one may lie; None: the figures stay."""
    given = list(figures(raw, False))
    low, high = (min(given), max(given) + (reach or 0)) if given else (0.0, 0.0)
    lean = 1 if rng.random() < 0.5 else -1  # who rates high rates high everywhere
    told = [False]

    def text(value: str) -> str:
        if told[0] or len(value) < LONG or "\n" in value:
            return value
        told[0] = True  # one place of an answer is enough to tell a voice
        first, last = rng.random() < 0.7, rng.random() < 0.7
        opening = f"{any_of(OPENINGS, rng)} " if first or not last else ""
        return f"{opening}{value}{f' {any_of(ENDINGS, rng)}' if last else ''}"

    def figure(value: float) -> float:
        if reach is None:
            return value
        chance = rng.random()
        return min(high, max(low, value + (lean if chance < 0.4 else -lean if chance < 0.55 else 0)))

    found = walked(raw, text, figure, False)
    people = list(dict.fromkeys(named(raw)))
    if people:
        as_text = json.dumps(found, ensure_ascii=False)
        start = int(len(PEOPLE) * rng.random())
        for n, name in enumerate(people):
            as_text = re.sub(rf"\b{name}\b", PEOPLE[(start + n) % len(PEOPLE)], as_text)
        found = json.loads(as_text)
    return found


def any_of(texts: tuple[str, ...], rng: random.Random) -> str:
    """One of some texts. Only ``random()`` is used: its sequence is the same in every version of Python."""
    return texts[int(len(texts) * rng.random())]


def walked(raw: Any, text: Callable[[str], str], figure: Callable[[float], float], judged: bool) -> Any:
    """The same value with its texts changed, and its figures where they are ``judged`` by feeling."""
    if isinstance(raw, dict):
        return {key: walked(value, text, figure, judged or key in FIGURES) for key, value in raw.items()}
    if isinstance(raw, list | tuple):
        return [walked(value, text, figure, judged) for value in raw]
    if isinstance(raw, str):
        return text(raw)
    if judged and isinstance(raw, int | float) and not isinstance(raw, bool):
        return figure(raw)
    return raw


def figures(raw: Any, judged: bool) -> Iterator[float]:
    """The figures of an answer that are judged by feeling."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            yield from figures(value, judged or key in FIGURES)
    elif isinstance(raw, list | tuple):
        for value in raw:
            yield from figures(value, judged)
    elif judged and isinstance(raw, int | float) and not isinstance(raw, bool):
        yield raw


def named(raw: Any) -> list[str]:
    """The given names of the people whom an answer is about."""
    found: list[str] = []
    for one in (*raw.get("personas", ()), *raw.get("entries", ())) if isinstance(raw, dict) else ():
        name = str(one.get("name") or one.get("values", {}).get("name") or "").split(" ")[0]
        if NAME.fullmatch(name):
            found.append(name)
    return found
