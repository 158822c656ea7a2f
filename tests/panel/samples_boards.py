"""Views of the kinds `board` and `objective`, with Tessera's content."""

from __future__ import annotations

from typing import Any

import msgspec

from mosaic_exercises.kinds.objective import check as objective
from mosaic_exercises.reading.refs import Offer
from tests.kinds.examples import examples

from .building import as_sent, criterion, exercise, later, result


def section(id_: str, name: str, **more: Any) -> dict[str, Any]:
    """A part of a board."""
    return {"id": id_, "name": name} | more


def field(id_: str, label: str, type_: str = "text", **more: Any) -> dict[str, Any]:
    """A field of a note."""
    return {"id": id_, "label": label, "type": type_} | more


def note(id_: str, part: str, text: str, **more: Any) -> dict[str, Any]:
    """A note of an answer."""
    return {"id": id_, "section": part, "text": text, "fields": {}, "refs": [], "rank": 0} | more


_SWOT: dict[str, Any] = {
    "noun": "SWOT",
    "layout": "quadrants",
    "axes": {"top": ["helps us", "hinders us"], "side": ["inside the firm", "outside"]},
    "sections": [
        section("strengths", "Strengths", ranked=True, guidance="What can we do better than others today?"),
        section("weaknesses", "Weaknesses", ranked=True, limit=3),
        section("opportunities", "Opportunities", ranked=True, placeholder="Employers may lease e-bikes free of tax"),
        section("threats", "Threats", ranked=True),
    ],
    "min_notes": {"strengths": 2},
    "rules": ["threat-is-weakness"],
    "rubric": [{"id": "evidence", "label": "Each point can be shown"}],
    "wants": [{"exercise": "journey-build", "sorts": ["lowest"]}, {"exercise": "persona-builder", "sorts": ["pain"]}],
    "stand_ins": [
        {"id": "si-lowest", "label": "Lowest point: Claims (-2)", "sort": "lowest"},
        {"id": "si-pain", "label": "Gloria: tells the story of the theft three times", "sort": "pain"},
    ],
}
SWOT = exercise("board", "tessera-swot", "The SWOT of Tessera", "Fill each part from what you found.", _SWOT)
SWOT_TASK: dict[str, Any] = SWOT["task"]
OFFERS = [
    as_sent(
        Offer(
            exercise="journey-build",
            object="lowest",
            label="Lowest point: Claims (-2)",
            sort="lowest",
            title="A journey of Gloria",
        )
    ),
    as_sent(
        Offer(
            exercise="persona-builder",
            object="e1/pain",
            label="Gloria Adeyemi: Frustrations: waits",
            sort="pain",
            title="Two personas",
        )
    ),
]
SWOT_OFFERED = later(SWOT, task=SWOT_TASK | {"offers": OFFERS})
SWOT_ANSWER: dict[str, Any] = {
    "notes": [
        note("s1", "strengths", "Workshop services earn the highest margin, 48%."),
        note("s2", "strengths", "Thirty-six shops have an account with us."),
        note(
            "w1",
            "weaknesses",
            "Six claims in ten were decided late.",
            refs=[{"exercise": "journey-build", "object": "lowest", "label": "Lowest point: Claims", "sort": "lowest"}],
        ),
        note("o1", "opportunities", "Employers may lease e-bikes free of tax."),
        note("t1", "threats", "We answer the telephone late."),
    ],
    "links": [],
}
SWOT_FULL = later(SWOT_OFFERED, answer=SWOT_ANSWER, answer_at=1.0)
SWOT_CHECKED = later(
    SWOT_FULL,
    checked=SWOT_ANSWER,
    attempts=1,
    result=result(
        "partial",
        0.7,
        "Two things are not in order.",
        criterion(
            False,
            "“We answer the telephone late.” reads like a trouble in our own house.",
            id="threat-is-weakness",
            item="t1",
            why="A threat comes from outside, whatever we do.",
            try_next="Ask yourself: could we end it ourselves? Then move it to Weaknesses.",
        ),
        criterion(False, "“Opportunities” has 1 note of at least 2.", item="opportunities", try_next="Add another."),
        criterion(True, "“Strengths” has 2 notes.", item="strengths"),
        criterion(None, "Each point can be shown", item="evidence", judge="marker"),
    ),
)

FACTOR = [
    field("effect", "What it would mean", required=True),
    field("impact", "Impact", "scale", required=True, guidance="5: it would change our business"),
    field("likelihood", "Likelihood", "scale", required=True),
    field(
        "direction",
        "Helps or hurts",
        "choice",
        options=[{"id": "opportunity", "text": "Opportunity"}, {"id": "threat", "text": "Threat"}],
    ),
]
PEST = exercise(
    "board",
    "tessera-pest",
    "PEST of Lindhaven",
    "What lies behind all competitors?",
    {
        "noun": "PEST",
        "sections": [
            section(n.lower(), n, fields=FACTOR) for n in ("Political", "Economic", "Social", "Technological")
        ],
    },
)
PEST_FULL = later(
    PEST,
    answer={
        "notes": [
            note(
                "p1",
                "political",
                "Lindhaven closes its centre to vans in 2027",
                fields={"effect": "Fleets grow.", "impact": 5, "likelihood": 4, "direction": "opportunity"},
            )
        ],
        "links": [],
    },
    answer_at=1.0,
)

MEASURED = [
    field("measure", "Measure", required=True, guidance="What will be counted?"),
    field("target", "Target", max_chars=60),
    field("owner", "Owner", max_chars=60),
]
SCORECARD_TASK: dict[str, Any] = {
    "noun": "scorecard",
    "layout": "rows",
    "sections": [
        section("financial", "Financial", limit=6, fields=MEASURED, guidance="What must pay, and for whom?"),
        section("customer", "Customer", limit=6, fields=MEASURED),
        section("process", "Internal process", limit=6, fields=MEASURED),
        section("learning", "Learning and growth", limit=6, fields=MEASURED[:2]),
    ],
    "links": [
        {
            "id": "serves",
            "name": "serves",
            "from": ["customer", "process", "learning"],
            "to": ["financial", "customer", "process"],
        }
    ],
}
SCORECARD = exercise("board", "tessera-scorecard", "A scorecard", "Four perspectives, one story.", SCORECARD_TASK)
SCORECARD_ANSWER: dict[str, Any] = {
    "notes": [
        note("f1", "financial", "Earn more from the customers we have", fields={"measure": "Gross margin, EUR"}),
        note("c1", "customer", "Give less reason to complain", fields={"measure": "Complaints", "target": "15"}),
        note("i1", "process", "Decide claims on time", fields={"measure": "Decided within ten days", "owner": "Ann"}),
        note("l1", "learning", "Let more people decide", fields={"measure": "Colleagues trained", "target": "4"}),
    ],
    "links": [
        {"id": "k1", "kind": "serves", "from": "l1", "to": "i1"},
        {"id": "k2", "kind": "serves", "from": "i1", "to": "c1"},
    ],
}
SCORECARD_FULL = later(SCORECARD, answer=SCORECARD_ANSWER, answer_at=1.0)
SCORECARD_SOLVED = later(
    SCORECARD_FULL,
    solution={"answer": SCORECARD_ANSWER, "why": "Each objective serves another.", "reasons": []},
    solution_left=0,
)

CHAIN = exercise(
    "board",
    "tessera-chain",
    "Who hands what on to whom",
    "Draw the chain from partners to the rider.",
    {
        "noun": "stakeholder chain",
        "layout": "chain",
        "sections": [
            section("partners", "Partners", fields=[field("gives", "Gives")]),
            section("inside", "Departments", fields=[field("gives", "Gives")]),
            section("end", "End customers"),
        ],
        "links": [
            {"id": "hands-on", "name": "hands on to", "from": ["partners", "inside"], "to": ["inside", "end"]},
            {"id": "asks", "name": "asks", "from": ["inside"], "to": ["partners"]},
        ],
        "given": [
            {"id": "northlight", "section": "partners", "text": "Northlight Mutual", "fields": {"gives": "A signature"}}
        ],
    },
)

_OBJECTIVE = examples("objective")["objective"]
OBJECTIVE_TASK = msgspec.convert(_OBJECTIVE["task"], objective.ObjectiveTask)
OBJECTIVES = exercise(
    "objective",
    "tessera-objectives",
    "Four objectives for Tessera",
    "Write one objective for each perspective.",
    OBJECTIVE_TASK,
)
OBJECTIVE_VIEW: dict[str, Any] = OBJECTIVES["task"]
MEASURE_OFFER = as_sent(
    Offer(
        exercise="tessera-scorecard",
        object="c1/measure",
        label="Complaints per 100 accounts",
        sort="measure",
        title="A scorecard",
    )
)
OBJECTIVES_OFFERED = later(OBJECTIVES, task=OBJECTIVE_VIEW | {"offers": [MEASURE_OFFER]})
RATE = "Raise the renewal rate among families from 81% to 85% by 31 December 2027"
OBJECTIVE_ANSWER: dict[str, Any] = {
    "objectives": {
        "finance": {"text": RATE, "baseline": "81%", "owner": "Everyone", "aim": "stay"},
        "customer": {
            "text": "Improve service",
            "ref": {"exercise": "tessera-scorecard", "object": "gone", "label": "Complaints in October"},
        },
    }
}
OBJECTIVES_CHECKED = later(
    OBJECTIVES_OFFERED,
    answer=OBJECTIVE_ANSWER,
    answer_at=1.0,
    checked=OBJECTIVE_ANSWER,
    attempts=1,
    result=result(
        "partial",
        0.5,
        "5 of 12 things hold; look at 7 again.",
        criterion(
            False,
            "Finance: owner does not hold yet.",
            id="owner",
            item="finance/owner",
            why="“Everyone” is not one owner. What everybody owns nobody answers for.",
            try_next="Name one person or one role.",
        ),
        criterion(False, "Customer: not specific yet.", id="specific", item="customer", try_next="Say for whom."),
        criterion(False, "Customer: reads like an aim.", id="aim-not-objective", item="customer", why="A direction."),
        criterion(False, "Process: no objective is written yet.", id="objective", item="process", try_next="Start."),
    ),
)
