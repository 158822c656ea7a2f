"""Lab: which needs speak at which step of the journey, in the words of Tessera's interviews."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from mosaic_exercises import running_case
from mosaic_exercises.labs.base import LabOutput, Value, data_file, option, output
from mosaic_exercises.labs.needs_tags import TAGS
from mosaic_exercises.models.journey import Actor, Emotion, JourneyMap, Lane, Note, Stage
from mosaic_exercises.models.needs import NEEDS, HeatMap, heat_map

STAGES = ("awareness", "research", "purchase", "renewal", "claims")
GROUPS = {
    "all": "everybody outside the firm",
    "commuters": "city commuters",
    "families": "family haulers",
    "leisure": "leisure tourers",
    "students": "student riders",
    "fleets": "fleets and their riders",
    "shops": "bike shops",
}
FEW = 3  # fields that are named; more are no finding
KINDS = {"both": ("D", "B"), "D": ("D",), "B": ("B",)}


def tessera(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """The needs x journey step heat map of the tagged sentences (SYNTHETIC; the tags are this workbook's reading).

    Controls: ``who`` (everybody or one segment) and ``kind`` (all five needs, the D-needs, the B-need).
    """
    from mosaic_exercises.plots import needs as pictures

    who = option(values, "who", tuple(GROUPS), "all")
    kind = option(values, "kind", tuple(KINDS), "both")
    journey = tagged(str(data_file("tessera/interviews.toml")), str(data_file("tessera/notes.toml")), who)
    heat = heat_map(journey)
    shown = tuple(id_ for id_, need in NEEDS.items() if need.kind in KINDS[kind])
    sentences = sum(heat.total(need) for need in shown)
    return output(
        pictures.heat(heat, shown, theme=theme, width=width),
        f"Tessera (SYNTHETIC): {GROUPS[who]}, {_count(len(journey.personas), 'interview')}",
        _finding(heat, shown, sentences, who),
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _finding(heat: HeatMap, shown: tuple[str, ...], sentences: int, who: str) -> str:
    cells = {
        (need, stage): heat.counts[heat.needs.index(need)][at] for need in shown for at, stage in enumerate(heat.stages)
    }
    most = max(cells.values())
    if not most:
        return (
            f"None of the sentences of {GROUPS[who]} speaks of this. That none was said is no proof that none is felt."
        )
    hot = [f"{NEEDS[n].name.lower()} at {s}" for (n, s), count in cells.items() if count == most]
    places = (
        f"most speak of {' and '.join(hot)} ({most})" if len(hot) <= FEW else f"no field stands out (at most {most})"
    )
    kinds = {k: sum(heat.total(n) for n in shown if NEEDS[n].kind == k) for k in ("D", "B")}
    return (
        f"{_count(sentences, 'sentence')} of {GROUPS[who]}: {places}. "
        f"D-needs {kinds['D']}, B-need {kinds['B']}. Sentences that we chose and tagged: a help to look, no "
        "measurement."
    )


@lru_cache(len(GROUPS))
def tagged(interviews: str, notes: str, who: str) -> JourneyMap:
    """The tagged sentences of one segment, or of everybody outside the firm, as a map with one persona an interview."""
    people = running_case.interviews(Path(interviews).parents[2])
    with Path(notes).open("rb") as file:
        felt = {n["interview"]: n["emotions"] for n in tomllib.load(file)["interview_note"]}
    chosen = [id_ for id_ in dict.fromkeys(t.interview for t in TAGS) if who in ("all", people[id_].segment)]
    return JourneyMap(
        stages=tuple(Stage(s, s.capitalize()) for s in STAGES),
        lanes=(Lane("needs", "needs", "Needs"),),
        notes=tuple(
            Note(f"t{number}", tag.stage, "needs", tag.interview, tag.words, need=tag.need)
            for number, tag in enumerate(TAGS, start=1)
            if tag.interview in chosen
        ),
        emotions=tuple(Emotion(s, id_, value) for id_ in chosen for s, value in felt[id_].items()),
        personas=tuple(Actor(id_, people[id_].person) for id_ in chosen),
    )
