"""Rules that find what a journey map lacks. They say where something is missing, never that a map is good.

A rule takes a map and returns what breaks it: criteria with ``met`` False whose ``item`` is "<stage>/<lane>",
"<stage>", "<persona>" or "" (the whole map) and whose words name the stage and the lane. Word lists and thresholds are
this workbook's reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from mosaic_exercises.models.journey.curves import signed, unowned
from mosaic_exercises.models.journey.records import (
    CUSTOMER_SIDE,
    Actor,
    Emotion,
    JourneyMap,
    Lane,
    Note,
    Stage,
    actors,
    lane_of,
    notes_in,
)
from mosaic_exercises.results import Criterion

Check = Callable[[JourneyMap], tuple[Criterion, ...]]

AFTER_BUYING = re.compile(
    r"\b(purchas\w*|buy\w*|bought|order\w*|check-?out|pay|pays|paying|payment|contract\w*|sign(s|ing|ed)?|deliver\w*"
    r"|onboarding|unboxing|use|uses|using|usage|renew\w*|claims?|complain\w*|after-?sales|service|support|repair\w*)\b",
    re.IGNORECASE,
)
BEFORE_BUYING = re.compile(
    r"\b(before|aware\w*|need\w*|necess\w*|want\w*|think\w*|consider\w*|decid\w*|decision|search\w*|research\w*"
    r"|evaluat\w*|notic\w*|learn\w*|discover\w*|problem\w*|trigger\w*|inspir\w*|hear\w*|look\w*"
    r"|compar\w*|first contact)\b",
    re.IGNORECASE,
)
DEED = (
    r"checks?|enters?|approves?|sends?|signs?|files?|assigns?|forwards?|process(?:es)?|creates?|opens?|logs?|updates?"
    r"|hands?|transfers?|verif(?:y|ies)|issues?|books?|decides?|records?|registers?|prepares?|escalates?"
)
INSIDE = re.compile(
    r"^\s*(the )?(firm|company|staff|employees?|system|back[ -]?office|crm)\b"
    r"|^\s*we (check|enter|approve|assign|forward|process|verify|issue|escalate|register)\b"
    r"|\bour (system|team|department|staff|colleagues?|process|database)\b"
    r"|^\s*(the )?(claims|sales|service|finance|workshop|marketing|management|call|support|legal)"
    r"([ -](handler|team|department|desk|office|staff|agent|clerk|centre|center))?"
    rf"\s+(is|are|has|have|will|{DEED})\b"
    r"|\b(crm|back[ -]?office|sla|erp|workflow|internal(ly)?|hand(ed|s)? over to (the )?\w+ (team|department)"
    r"|is (assigned|forwarded|escalated|approved|entered|registered|processed|archived|logged))\b",
    re.IGNORECASE,
)


class JourneyRule(msgspec.Struct, frozen=True):
    """One rule: its id, what it asks for in words, and the function that looks. ``applies``: whether the map has
    anything that the rule speaks of; where it has not, silence means nothing."""

    id: str
    text: str
    check: Check
    applies: Callable[[JourneyMap], bool]


def _place(stage: Stage | str, lane: Lane | str | None = None) -> str:
    here = stage if isinstance(stage, str) else stage.id
    row = lane if isinstance(lane, str) else lane.id if lane else ""
    return f"{here}/{row}" if row else here


def _lane_name(lane: Lane | None, type_: str) -> str:
    return f"lane “{lane.name}”" if lane else f"a lane of {type_} (there is none yet)"


def short(text: str, limit: int = 60) -> str:
    """A piece of a note in one line, in quotes."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= limit else line[: limit - 1] + '…'}”"


def stage_without_touchpoint(journey: JourneyMap) -> tuple[Criterion, ...]:
    """Every stage has a touchpoint: a step at which customer and firm meet."""
    lane = lane_of(journey, "touchpoints")
    filled = {n.stage for n in notes_in(journey, "touchpoints")}
    return tuple(
        Criterion(
            "stage-without-touchpoint",
            False,
            f"The stage “{s.name}” has no touchpoint.",
            "A stage without a touchpoint is a stretch of the way on which the customer meets nobody: that is a "
            "finding or a gap in the map.",
            f"Go to {_lane_name(lane, 'touchpoints')} at “{s.name}”. Write where the customer meets the firm there, "
            "even by silence: a wait, a letter, a friend's word.",
            _place(s, lane),
        )
        for s in journey.stages
        if s.id not in filled
    )


def _whose(actor: Actor) -> str:
    return f" for {actor.name}" if actor.name else ""


def _felt(journey: JourneyMap) -> list[tuple[Actor, Stage, Emotion]]:
    said = {(e.persona, e.stage): e for e in journey.emotions}
    return [(a, s, e) for a in actors(journey) for s in journey.stages if (e := said.get((a.id, s.id)))]


def dip_without_opportunity(journey: JourneyMap) -> tuple[Criterion, ...]:
    """Every dip (a stage whose as-is emotion is below 0) has an opportunity, for all or for the persona that feels "
    "it."""
    lane = lane_of(journey, "opportunities")
    chances = {(n.stage, n.persona) for n in notes_in(journey, "opportunities")}
    found: list[Criterion] = []
    for actor, stage, emotion in _felt(journey):
        if emotion.as_is is None or emotion.as_is >= 0 or {(stage.id, ""), (stage.id, actor.id)} & chances:
            continue
        found.append(
            Criterion(
                "dip-without-opportunity",
                False,
                f"The feeling at “{stage.name}” is {signed(emotion.as_is)}{_whose(actor)}, and no opportunity stands "
                "there.",
                "A dip is where a change is felt most. A map that shows it and proposes nothing stops half way.",
                f"Go to {_lane_name(lane, 'opportunities')} at “{stage.name}”. Write one change that would lift this "
                "step, with an owner and a metric.",
                _place(stage, lane),
            )
        )
    return tuple(found)


def loose_opportunity(journey: JourneyMap) -> tuple[Criterion, ...]:
    """Every opportunity has an owner and a metric."""
    names = {s.id: s.name for s in journey.stages}
    lanes = {lane.id: lane for lane in journey.lanes}
    found: list[Criterion] = []
    for note in notes_in(journey, "opportunities"):
        lacks = [word for word, value in (("owner", note.owner), ("metric", note.metric)) if not value.strip()]
        if lacks:
            found.append(
                Criterion(
                    "loose-opportunity",
                    False,
                    f"The opportunity {short(note.text)} at “{names[note.stage]}” has no {' and no '.join(lacks)}.",
                    "Without an owner nobody starts; without a metric nobody sees whether it helped.",
                    f"Open it in {_lane_name(lanes[note.lane], '')} and say who does it and which figure will move.",
                    _place(note.stage, note.lane),
                )
            )
    return tuple(found)


def starts_at_purchase(journey: JourneyMap) -> tuple[Criterion, ...]:
    """The journey starts before the purchase: where the need arises or the firm is first heard of."""
    if not journey.stages:
        return ()
    first = journey.stages[0]
    if not AFTER_BUYING.search(first.name) or BEFORE_BUYING.search(first.name):
        return ()
    return (
        Criterion(
            "starts-at-purchase",
            False,
            f"The first stage is “{first.name}”: by then the customer has already chosen.",
            "The customer's way begins when a need arises. What happens before the purchase decides who comes at all, "
            "and what they expect.",
            f"Add one or two stages before “{first.name}”: how does the need arise, and where does the customer look?",
            first.id,
            "journey-starts-at-purchase",
        ),
    )


def internal_process(journey: JourneyMap) -> tuple[Criterion, ...]:
    """The map is the customer's way, not the firm's process: somebody outside acts, thinks or needs something, and the
    actions of a stage are not all the firm's own."""
    side = [n for type_ in CUSTOMER_SIDE for n in notes_in(journey, type_)]
    if journey.notes and not side and notes_in(journey, "touchpoints"):
        return (
            Criterion(
                "internal-process",
                False,
                "There are touchpoints, but nothing the customer does, needs, thinks or suffers.",
                "Without the customer's side this is a list of what the firm does: an internal process.",
                "Fill the lane of actions: at each stage, what does the customer do and want?",
                "",
                "journey-is-internal-process",
            ),
        )
    found: list[Criterion] = []
    lanes = {lane.id: lane for lane in journey.lanes}
    for stage in journey.stages:
        acts = notes_in(journey, "actions", stage.id)
        if acts and all(INSIDE.search(n.text) for n in acts):
            found.append(
                Criterion(
                    "internal-process",
                    False,
                    f"At “{stage.name}” every action is the firm's own: {short(acts[0].text)}.",
                    "Actions are what the customer does. What happens behind the counter belongs to the process, "
                    "which the customer does not see.",
                    f"In {_lane_name(lanes[acts[0].lane], '')} at “{stage.name}”, begin with the customer: she calls, "
                    "he waits, they compare.",
                    _place(stage, acts[0].lane),
                    "journey-is-internal-process",
                )
            )
    return tuple(found)


def to_be_below_as_is(journey: JourneyMap) -> tuple[Criterion, ...]:
    """The curve as it shall be lies nowhere below the curve as it is."""
    return tuple(
        Criterion(
            "to-be-below-as-is",
            False,
            f"At “{s.name}” the feeling shall be {signed(e.to_be)} and is {signed(e.as_is)} now{_whose(a)}.",
            "A plan that makes a step worse needs a reason, and a map has no place for one: mostly it is a slip.",
            f"Look at both curves at “{s.name}”. Raise the wanted value, or correct the value of today.",
            s.id,
        )
        for a, s, e in _felt(journey)
        if e.as_is is not None and e.to_be is not None and e.to_be < e.as_is
    )


def touchpoint_without_owner(journey: JourneyMap) -> tuple[Criterion, ...]:
    """Every touchpoint has a department in charge."""
    names = {s.id: s.name for s in journey.stages}
    return tuple(
        Criterion(
            "touchpoint-without-owner",
            False,
            f"No department is in charge of the touchpoint {short(n.text)} at “{names[n.stage]}”.",
            "What belongs to nobody is improved by nobody.",
            "Open the touchpoint and name the department in charge. If there is none, write who should take it.",
            _place(n.stage, n.lane),
        )
        for n in unowned(journey)
    )


def stage_without_emotion(journey: JourneyMap) -> tuple[Criterion, ...]:
    """Every stage has an as-is emotion, for each persona."""
    said = {(e.persona, e.stage) for e in journey.emotions if e.as_is is not None}
    return tuple(
        Criterion(
            "stage-without-emotion",
            False,
            f"The curve has no value at “{s.name}”{_whose(a)}.",
            "A gap in the curve can hide its lowest point.",
            f"Set the feeling at “{s.name}” from −2 to +2, from what a customer said there.",
            s.id,
        )
        for a in actors(journey)
        for s in journey.stages
        if (a.id, s.id) not in said
    )


def _begun(journey: JourneyMap) -> bool:
    return bool(journey.notes or journey.emotions)


def _felt_values(journey: JourneyMap) -> bool:
    return any(e.as_is is not None for e in journey.emotions)


def _both_curves(journey: JourneyMap) -> bool:
    return any(e.as_is is not None and e.to_be is not None for e in journey.emotions)


def _customer_side(journey: JourneyMap) -> bool:
    return any(notes_in(journey, type_) for type_ in CUSTOMER_SIDE)


def _opportunities(journey: JourneyMap) -> bool:
    return bool(notes_in(journey, "opportunities"))


def _touchpoints(journey: JourneyMap) -> bool:
    return bool(notes_in(journey, "touchpoints"))


_ALL = (
    JourneyRule("stage-without-touchpoint", "Every stage has a touchpoint.", stage_without_touchpoint, _begun),
    JourneyRule(
        "dip-without-opportunity",
        "Every dip of the curve (below 0) has an opportunity.",
        dip_without_opportunity,
        _felt_values,
    ),
    JourneyRule("loose-opportunity", "Every opportunity has an owner and a metric.", loose_opportunity, _opportunities),
    JourneyRule("starts-at-purchase", "The journey starts before the purchase.", starts_at_purchase, _begun),
    JourneyRule(
        "internal-process", "It is the customer's way, not an internal process.", internal_process, _customer_side
    ),
    JourneyRule(
        "to-be-below-as-is",
        "The curve as it shall be lies nowhere below the curve as it is.",
        to_be_below_as_is,
        _both_curves,
    ),
    JourneyRule(
        "touchpoint-without-owner",
        "Every touchpoint has a department in charge.",
        touchpoint_without_owner,
        _touchpoints,
    ),
    JourneyRule("stage-without-emotion", "The curve has a value at every stage.", stage_without_emotion, _begun),
)
RULES: Mapping[str, JourneyRule] = MappingProxyType({rule.id: rule for rule in _ALL})


def broken(journey: JourneyMap, rules: tuple[str, ...] = tuple(RULES)) -> tuple[Criterion, ...]:
    """Everything that breaks the named rules, rule by rule, each in the order of the journey."""
    return tuple(c for name in rules for c in RULES[name].check(journey))


def silent(journey: JourneyMap, rules: tuple[str, ...] = tuple(RULES)) -> tuple[str, ...]:
    """The named rules that nothing breaks."""
    return tuple(name for name in rules if not RULES[name].check(journey))


def note_text(note: Note) -> str:
    """A note in one line for reports: its text and what it carries."""
    details = (note.need, note.channel, note.medium, note.department, note.initiative, note.corridor)
    said = [d for d in details if d] + [f"{k}: {v}" for k, v in (("owner", note.owner), ("metric", note.metric)) if v]
    said += ["moment of truth"] if note.moment else []
    return " ".join(note.text.split()) + (f" ({'; '.join(said)})" if said else "")
