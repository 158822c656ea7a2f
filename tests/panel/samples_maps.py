"""Views of the kinds `form` and `journey`, with Tessera's content."""

from __future__ import annotations

from typing import Any

from .building import View, criterion, exercise, later, result

LANES = [
    ("l-act", "actions", "What the rider does"),
    ("l-touch", "touchpoints", "Touchpoints"),
    ("l-dep", "department", "Department"),
    ("l-need", "needs", "Needs"),
    ("l-think", "thoughts", "Thoughts"),
    ("l-pain", "pains", "Pains"),
    ("l-opp", "opportunities", "Opportunities"),
    ("l-cor", "corridor", "Corridor"),
]
STAGES = [
    ("s-aware", "Awareness"),
    ("s-research", "Research"),
    ("s-buy", "Purchase"),
    ("s-renew", "Renewal"),
    ("s-claim", "Claims"),
]


def named(*rows: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of id and name."""
    return [{"id": row[0], "name": row[1]} for row in rows]


TASK: dict[str, Any] = {
    "stages": named(*STAGES),
    "lanes": [{"id": id_, "type": type_, "name": name} for id_, type_, name in LANES],
    "personas_from": ["persona-builder"],
    "stand_ins": named(("grace", "Grace Adeyemi"), ("jonas", "Jonas Brandt")),
    "departments": ["Claims", "Marketing", "Sales"],
    "curves": "both",
    "rubric": [{"id": "r1", "label": "The notes rest on the interviews"}],
}

JOURNEY = exercise(
    "journey",
    "tessera-journey-map",
    "The journey of a rider who insures a bike",
    "Map what one Tessera customer lives through, from the first thought of cover to a claim. Draw how it feels "
    "**today** and how it **shall** feel.",
    TASK,
    points=14,
    hints={"total": 2, "shown": []},
)
BUILD_TASK: dict[str, Any] = JOURNEY["task"]


def _note(n: int, stage: str, lane: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": f"n{n}", "stage": stage, "lane": lane, "text": text} | more


NOTES = [
    _note(1, "s-aware", "l-act", "Buys a cargo bike for 4,800 euros"),
    _note(
        2, "s-aware", "l-touch", "Dealer hands over a leaflet", channel="physical", medium="shop", department="Sales"
    ),
    _note(3, "s-aware", "l-need", "", need="safety"),
    _note(4, "s-aware", "l-think", "“Is this covered by my home policy?”"),
    _note(5, "s-research", "l-act", "Compares three insurers at night"),
    _note(
        6,
        "s-research",
        "l-touch",
        "Quote page on the web site",
        channel="technological",
        medium="web form",
        department="Marketing",
        corridor="base",
        persona="p-jonas",
    ),
    _note(
        7, "s-research", "l-touch", "Chat with a person", channel="technological", medium="chat", corridor="optional"
    ),
    _note(8, "s-research", "l-pain", "The excess is explained on page 14 only"),
    _note(
        9, "s-research", "l-opp", "A one-page summary of what is covered", owner="Marketing", metric="quotes finished"
    ),
    _note(10, "s-buy", "l-act", "Signs in four minutes on the phone"),
    _note(
        11,
        "s-buy",
        "l-touch",
        "Confirmation with the policy",
        channel="technological",
        medium="e-mail",
        department="Sales",
        corridor="base",
        moment=True,
    ),
    _note(12, "s-buy", "l-think", "“That was easy.”"),
    _note(13, "s-renew", "l-touch", "Letter with a higher premium", channel="physical", medium="post", corridor="base"),
    _note(14, "s-renew", "l-pain", "No reason is given for the rise"),
    _note(15, "s-claim", "l-act", "Reports the theft from a police station"),
    _note(
        16,
        "s-claim",
        "l-touch",
        "Claims line",
        channel="technological",
        medium="telephone",
        department="Claims",
        corridor="base",
        customer="direct",
        moment=True,
    ),
    _note(17, "s-claim", "l-need", "Wants to ride to work on Monday", need="safety"),
    _note(18, "s-claim", "l-pain", "Tells the story three times"),
    _note(19, "s-claim", "l-opp", "One person stays with the claim", owner="Claims"),
]
FEELS = {
    "p-grace": [(0, 1), (-1, 1), (2, 2), (-1, 0), (-2, 1)],
    "p-jonas": [(1, 1), (0, 1), (1, 2), (0, 1), (-1, 0)],
}
MAP: dict[str, Any] = {
    "title": "A stolen cargo bike",
    "scenario": "Grace rides her children to school. She wants to be back on the road within a week of a theft.",
    "personas": [
        {"id": "p-grace", "name": "Grace Adeyemi", "ref": None},
        {"id": "p-jonas", "name": "Jonas Brandt", "ref": None},
    ],
    "stages": [{"id": id_, "name": name} | ({"moment": True} if id_ == "s-claim" else {}) for id_, name in STAGES],
    "lanes": TASK["lanes"],
    "notes": NOTES,
    "emotions": [
        {"stage": STAGES[i][0], "persona": who, "as_is": as_is, "to_be": to_be}
        for who, values in FEELS.items()
        for i, (as_is, to_be) in enumerate(values)
    ],
}
FULL = later(JOURNEY, answer=MAP, answer_at=1.0)

FOUND = result(
    "partial",
    0.6,
    "Two things of six are to be looked at.",
    criterion(
        False,
        "Renewal dips to −1 and no opportunity stands there.",
        id="dip",
        item="s-renew/l-opp",
        why="A dip without an answer is a complaint that waits.",
        try_next="Say in the lane Opportunities what would lift this point.",
    ),
    criterion(False, "“Claims” has an opportunity without a metric.", id="no-metric", item="s-claim/l-opp"),
    criterion(True, "Every stage has a touchpoint.", id="touch"),
)
CHECKED = later(FULL, checked=MAP, result=FOUND, attempts=1)

FIND = exercise(
    "journey",
    "tessera-journey-faults",
    "What is wrong with this map?",
    "A colleague made this map. Some of it breaks the rules of a good map. Mark what you find.",
    {"mode": "find", "map": MAP, "departments": TASK["departments"]},
    points=6,
)


def big(stages: int = 10, lanes: int = 10, notes: int = 120) -> View:
    """A map as large as learners will ever draw one."""
    types = [
        "actions",
        "touchpoints",
        "needs",
        "thoughts",
        "pains",
        "opportunities",
        "free",
        "free",
        "department",
        "corridor",
    ]
    columns = [{"id": f"s{i}", "name": f"Stage {i + 1}"} for i in range(stages)]
    rows = [{"id": f"l{i}", "type": types[i % len(types)], "name": f"Lane {i + 1}"} for i in range(lanes)]
    free = [row["id"] for row in rows if row["type"] not in ("department", "corridor")]
    cards = [
        {
            "id": f"n{i}",
            "stage": f"s{i % stages}",
            "lane": free[i // stages % len(free)],
            "text": f"Note {i + 1}: what a rider of Tessera sees, does and thinks at this step",
        }
        for i in range(notes)
    ]
    feels = [{"stage": f"s{i}", "persona": "", "as_is": (i * 3) % 5 - 2, "to_be": 1} for i in range(stages)]
    answer = {"personas": [], "stages": columns, "lanes": rows, "notes": cards, "emotions": feels}
    return later(JOURNEY, slug="tessera-big-map", answer=answer, answer_at=1.0)


def field(id_: str, label: str, type_: str, **more: Any) -> dict[str, Any]:
    """One field of a form."""
    return {"id": id_, "label": label, "type": type_} | more


def options(*texts: str) -> list[dict[str, str]]:
    """Options named by their own first word."""
    return [{"id": text.split()[0].lower(), "text": text} for text in texts]


SOURCES = [
    {
        "id": "int-06",
        "source": "interview",
        "title": "Grace Adeyemi, cargo bike, two children",
        "text": "“I need to know by Friday whether I can ride on Monday. The money can come later.”",
        "group": "families",
    },
    {
        "id": "int-02",
        "source": "interview",
        "title": "Jonas Brandt, commuter",
        "text": "“I compared three policies and understood none of them.”",
        "group": "commuters",
    },
    {
        "id": "seg-fam-claims",
        "source": "data",
        "title": "Claims a year",
        "text": "38 of 100 families report a claim in a year.",
        "group": "families",
    },
    {
        "id": "seg-fam-renew",
        "source": "data",
        "title": "Renewal",
        "text": "81 of 100 families renew.",
        "group": "families",
    },
]

PERSONA_TASK: dict[str, Any] = {
    "noun": "persona",
    "nouns": "personas",
    "min_entries": 1,
    "max_entries": 4,
    "layout": "sections",
    "grid": [],
    "title_field": "name",
    "group_field": "segment",
    "sections": [
        {
            "id": "who",
            "name": "Who",
            "guidance": "One person, not a segment.",
            "fields": [
                field("face", "Portrait", "portrait"),
                field("name", "Name", "short", required=True, role="name", max_chars=60),
                field("segment", "Segment", "choice", options=options("Families", "Commuters", "Couriers")),
                field(
                    "quote", "In their words", "long", role="quote", evidence=True, placeholder="What was really said"
                ),
            ],
        },
        {
            "id": "goals",
            "name": "Goals",
            "guidance": "What should be done, how it should feel, who they want to be.",
            "fields": [
                field(
                    "end",
                    "End goals",
                    "list",
                    required=True,
                    role="end-goal",
                    evidence=True,
                    max_chars=140,
                    guidance="What is done at the end of the day.",
                ),
                field("frustration", "Frustrations", "list", role="frustration", evidence=True, max_chars=140),
                field("channel", "Channels", "choice", many=True, options=options("Phone", "E-mail", "App", "Shop")),
                field("digital", "At ease with apps", "scale", low_label="not at all", high_label="fully"),
                field("figures", "What the figures say", "evidence"),
                field(
                    "log",
                    "Contacts",
                    "log",
                    columns=[
                        {"id": "on", "label": "Date", "type": "date", "max_chars": 10},
                        {"id": "what", "label": "Action", "type": "text", "max_chars": 120},
                        {"id": "outcome", "label": "Outcome", "type": "text", "max_chars": 120},
                    ],
                ),
            ],
        },
    ],
    "evidence": ["interview", "survey", "data", "assumption"],
    "sources": SOURCES,
    "rules": ["persona"],
    "rubric": [{"id": "r1", "label": "Reads like a person, not like a target group"}],
}

PERSONA = exercise(
    "form",
    "tessera-personas",
    "Two personas for Tessera",
    "Make two personas from the interviews. Name what each statement rests on; if you guess, say so.",
    PERSONA_TASK,
    points=12,
    hints={"total": 1, "shown": []},
)

GRACE: dict[str, Any] = {
    "id": "egrace001",
    "values": {
        "name": "Grace Adeyemi",
        "segment": "families",
        "face": {"skin": "s5"},
        "quote": "I need to know by Friday whether I can ride on Monday.",
        "end": ["Back on the road within a week", "Bring two children to school on time"],
        "frustration": ["Tells the story of the theft three times"],
        "channel": ["phone", "app"],
        "digital": 4,
        "figures": [{"source": "data", "ref": "seg-fam-claims", "note": ""}],
        "log": [{"on": "2026-09-30", "what": "Called the claims line", "outcome": "Sent on twice"}],
    },
    "evidence": {
        "quote": [{"source": "interview", "ref": "int-06", "note": ""}],
        "end": [{"source": "interview", "ref": "int-06", "note": "second answer"}],
        "frustration": [{"source": "assumption", "ref": "", "note": ""}],
    },
}
JONAS: dict[str, Any] = {
    "id": "ejonas001",
    "values": {"name": "Jonas Brandt", "segment": "commuters", "end": ["Understand what is covered"]},
    "evidence": {},
}
PERSONAS: dict[str, Any] = {"entries": [GRACE, JONAS]}
PERSONA_FULL = later(PERSONA, answer=PERSONAS, answer_at=1.0)
PERSONA_CHECKED = later(
    PERSONA_FULL,
    checked=PERSONAS,
    attempts=1,
    result=result(
        "partial",
        0.7,
        "2 of 4 things asked for are there; 2 things are missing.",
        criterion(
            False,
            "Jonas Brandt, “End goals” names no evidence.",
            item="ejonas001/end",
            why="A reader cannot tell what you found from what you guess.",
            try_next="Beside “End goals”, name an interview, the survey or data.",
        ),
        criterion(False, "Grace Adeyemi, “Frustrations” rests on an assumption alone.", item="egrace001/frustration"),
        criterion(True, "Each persona has a goal.", item=""),
        criterion(None, "Reads like a person", item="r1", judge="marker"),
    ),
)

AREAS = {"who": "Who", "need": "What they need to do", "see": "See", "think": "Think and feel", "say": "Say and do"}
EMPATHY = exercise(
    "form",
    "tessera-empathy",
    "An empathy map of Grace",
    "Fill the canvas from the interview with Grace.",
    PERSONA_TASK
    | {
        "noun": "empathy map",
        "nouns": "empathy maps",
        "max_entries": 1,
        "title_field": "",
        "group_field": "",
        "layout": "canvas",
        "grid": ["who who need", "see think say"],
        "sections": [
            {
                "id": id_,
                "name": name,
                "guidance": "",
                "fields": [field(f"f-{id_}", name, "list", evidence=id_ != "who")],
            }
            for id_, name in AREAS.items()
        ],
    },
)
