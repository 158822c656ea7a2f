"""The eight sessions of a course in customer culture and its three role tracks, and which exercise serves which.

From the outline of a customer-culture course, worded anew. The tracks are read as cumulative: any role takes sessions
1 to 6, intermediate adds 7, manager adds 8 (this workbook's reading).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import msgspec

from mosaic_exercises.models.checks import one_of, whole_number
from mosaic_exercises.models.errors import DataError

Track = Literal["any", "intermediate", "manager"]
TRACKS: Final[tuple[Track, ...]] = ("any", "intermediate", "manager")


class Session(msgspec.Struct, frozen=True):
    """One session: its topics for everybody, and what intermediate roles look at besides or instead."""

    number: int
    title: str
    topics: tuple[str, ...]
    further: tuple[str, ...] = ()
    first: Track = "any"


SESSIONS: Final = (
    Session(
        1,
        "Who is the customer",
        (
            "end customers and direct customers",
            "what customer culture is, and what for",
            "external and internal needs",
            "experience and contact",
            "how much the corridor matters",
        ),
        ("who in the firm is concerned", "who benefits from the fruit of our work", "from direct marketing to culture"),
    ),
    Session(
        2,
        "Context and dynamics",
        ("the context", "the dynamics", "pre-action and reaction", "staying effective and efficient"),
        ("a case to see the dynamics", "saturated markets: is it worth it", "making new areas"),
    ),
    Session(
        3,
        "Our seat in the corridor",
        ("our seat in the corridor", "a common language", "interdependencies", "how to tell whether it works"),
        ("customer experience", "daily work and its needs, inside and outside", "which points to guard"),
    ),
    Session(
        4,
        "Clarity",
        (
            "where the product or service is used",
            "easy to decide",
            "knowing what to do",
            "habits and fitting in",
            "benefits in the long run",
        ),
        ("the customer's perspectives", "efficiency against satisfaction", "how to act towards competition"),
    ),
    Session(
        5,
        "In the firm and in one's role",
        (
            "where the fruit of our work goes",
            "shared responsibility",
            "how much to involve the customer",
            "target customer: characteristics or use",
        ),
        ("responsibility and degree of taking part",),
    ),
    Session(
        6,
        "Urgent needs and access",
        (
            "essential and urgent needs: how to prepare",
            "how accessible we are",
            "does the corridor flow",
            "base, optional, alternative",
            "what to ask in order to understand",
            "keeping the corridor adequate",
        ),
    ),
    Session(
        7,
        "Involving colleagues",
        (
            "involving colleagues",
            "the daily view",
            "knowing how to decide",
            "knowing what comes first",
            "contact departments and complementary ones",
            "personal, departmental and business goals",
        ),
        first="intermediate",
    ),
    Session(
        8, "Leading a customer culture", ("companies with one", "guidelines", "methods", "vision"), first="manager"
    ),
)


def sessions_of(track: str) -> tuple[int, ...]:
    """The numbers of the sessions of a track: any 1 to 6, intermediate 1 to 7, manager 1 to 8."""
    one_of(track, TRACKS, "track")
    reach = [name for name in TRACKS if _level(name) <= _level(track)]
    return tuple(session.number for session in SESSIONS if session.first in reach)


def _level(track: str) -> int:
    return next(place for place, name in enumerate(TRACKS) if name == track)


def topics(session: int, track: str) -> tuple[str, ...]:
    """What a track looks at in a session; () where the session is none of its own. Raises DataError for another
    number."""
    whole_number(session, "session", least=1)
    if session > len(SESSIONS):
        raise DataError(f"There is no session {session}", "argument `session`", f"Write 1 to {len(SESSIONS)}.")
    if session not in sessions_of(track):
        return ()
    one = SESSIONS[session - 1]
    return one.topics if track == "any" else one.topics + one.further


def sessions_table() -> tuple[tuple[str, ...], ...]:
    """Sessions x tracks as rows of text, headed; "-" where a session is not part of a track."""
    head = ("Session", "Any role", "Intermediate", "Manager")
    return (
        head,
        *(
            (f"{s.number} {s.title}", *("; ".join(topics(s.number, track)) or "-" for track in TRACKS))
            for s in SESSIONS
        ),
    )


def coverage(tagged: Iterable[tuple[str, Iterable[int], str]]) -> dict[tuple[int, Track], tuple[str, ...]]:
    """By session and track the exercises that serve it; every cell of a track's own sessions is there, maybe empty.

    ``tagged``: (exercise, its sessions, its track). An exercise for any role serves all tracks, one for intermediate
    roles managers too. Raises DataError for an exercise that names a session which its track does not have.
    """
    cells: dict[tuple[int, Track], list[str]] = {
        (number, track): []
        for number in (s.number for s in SESSIONS)
        for track in TRACKS
        if number in sessions_of(track)
    }
    for slug, numbers, track in tagged:
        own = sessions_of(track)
        for number in numbers:
            if number not in own:
                raise DataError(
                    f"{slug!r} is for {track!r} and names session {number}",
                    f"exercise {slug!r}",
                    f"Its sessions are {own[0]} to {own[-1]}; name another track or session.",
                )
            for name in TRACKS:
                if _level(name) >= _level(track):
                    cells[number, name].append(slug)
    return {cell: tuple(slugs) for cell, slugs in cells.items()}


def empty_cells(tagged: Iterable[tuple[str, Iterable[int], str]]) -> tuple[tuple[int, Track], ...]:
    """The cells of sessions x tracks that no exercise serves."""
    return tuple(cell for cell, slugs in coverage(tagged).items() if not slugs)
