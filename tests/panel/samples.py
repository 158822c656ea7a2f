"""Views as Python would send them, with Tessera's content: for the tests and the gallery."""

from __future__ import annotations

from typing import Any

import msgspec

from mosaic_exercises.learner.mosaic import patches

View = dict[str, Any]

WORKBOOK = "3f0c5a52000040008000000000000001"


def exercise(kind: str, slug: str, title: str, prompt: str, task: View, **more: Any) -> View:
    """An exercise that nobody has touched yet."""
    return {
        "v": 1,
        "kind": kind,
        "slug": slug,
        "rev": 1,
        "title": title,
        "prompt": prompt,
        "points": 6,
        "task": task,
        "answer": None,
        "answer_at": 0,
        "checked": None,
        "result": None,
        "attempts": 0,
        "hints": {"total": 0, "shown": []},
        "solution": None,
        "solution_left": 3,
        "saved": True,
        "problem": "",
        "workbook": WORKBOOK,
        "who": "Ana Silva",
    } | more


def criterion(met: bool | None, seen: str, **more: Any) -> View:
    """One thing that was looked at."""
    empty = {"why": "", "try_next": "", "item": "", "misconception": "", "judge": "computer"}
    return {"id": "c", "met": met, "seen": seen} | empty | more


def result(outcome: str, score: float = 0.0, summary: str = "", *criteria: View) -> View:
    """What a check found."""
    return {"outcome": outcome, "score": score, "summary": summary, "criteria": list(criteria)}


CHOICE = exercise(
    "choice",
    "tessera-relationship-why",
    "Why Tessera wants customers to stay",
    "Tessera sells e-bikes and insures them. A bike is bought once in six years, cover is renewed **every year**.\n\n"
    "Which reason speaks most for building relationships instead of chasing the next sale?",
    {
        "mode": "one",
        "options": [
            {
                "id": "a",
                "text": "A customer who stays renews, buys again and sends others; winning them is paid for once.",
            },
            {"id": "b", "text": "Loyal customers never compare prices."},
            {"id": "c", "text": "New customers are always unprofitable."},
            {"id": "d", "text": "A satisfied customer is a loyal customer."},
        ],
    },
    hints={"total": 3, "shown": []},
)

CHOICE_MANY = exercise(
    "choice",
    "tessera-advocate-signs",
    "Signs of an advocate",
    "Which of these would make you call a Tessera customer an *advocate*?",
    {
        "mode": "many",
        "options": [
            {"id": "a", "text": "Recommended the cover to two colleagues, who bought it."},
            {"id": "b", "text": "Gave 10 of 10 in the satisfaction survey."},
            {"id": "c", "text": "Renewed four years in a row."},
            {"id": "d", "text": "Answers questions of other riders in the forum and points them to Tessera."},
        ],
    },
)

TRUE_FALSE = exercise(
    "choice",
    "tessera-client-true-false",
    "Client and repeat customer",
    "On the loyalty ladder, a *client* is the same as a *repeat customer*.",
    {"mode": "true-false", "options": [{"id": "true", "text": "True"}, {"id": "false", "text": "False"}]},
    points=1,
)

STAGES = ["Suspect", "Prospect", "First-time customer", "Repeat customer", "Client", "Advocate"]
STAGE_TEXTS = [
    "might need it, unknown",
    "needs it and can pay",
    "bought once",
    "bought again",
    "buys regularly",
    "buys and recommends",
]
LADDER_CARDS = [
    "Mara cycles past the shop every day; nothing else is known of her",
    "Jonas asked for a quote for his new cargo bike and has the budget",
    "Priya bought cover in May, her first purchase",
    "Velo Kurier GmbH renewed its fleet cover once",
    "Luca has bought every service plan since 2019",
    "Aisha renews each year and brought in three neighbours",
    "A list of 4,000 addresses bought from a trade fair",
    "Tom's employer leases e-bikes; he has compared two policies",
    "Nadia bought a helmet online last week",
    "The Ostend bike shop ordered stands twice this year",
    "Grete Holm insures all five family bikes, year after year",
    "Sam writes in the rider forum why Tessera paid his claim fast",
]

LADDER = exercise(
    "sort",
    "tessera-loyalty-ladder",
    "Where do Tessera's customers stand?",
    "Twelve people and firms from Tessera's files. Put each on its rung of the loyalty ladder.",
    {
        "layout": "ladder",
        "bins": [
            {"id": f"s{i}", "name": name, "text": text}
            for i, (name, text) in enumerate(zip(STAGES, STAGE_TEXTS, strict=True), start=1)
        ],
        "cards": [{"id": f"k{i}", "text": text} for i, text in enumerate(LADDER_CARDS, start=1)],
    },
    points=12,
    hints={"total": 2, "shown": []},
)
LADDER_RIGHT = {f"k{i}": f"s{(i - 1) % 6 + 1}" for i in range(1, 13)}

BINS = exercise(
    "sort",
    "tessera-transaction-relationship",
    "Transaction or relationship?",
    "Sort what Tessera's staff did last week.",
    {
        "bins": [
            {"id": "b1", "name": "Transactionship", "text": "one sale, then nothing"},
            {"id": "b2", "name": "Relationship", "text": "both sides invest and gain"},
        ],
        "cards": [
            {"id": "k1", "text": "Sent every customer the same voucher"},
            {
                "id": "k2",
                "text": "Called a courier firm after its claim to ask how it went",
                "detail": "Claims desk, Tuesday",
            },
            {"id": "k3", "text": "Sold a lock and did not ask for a name"},
            {"id": "k4", "text": "Told a rider that her cover was too big and reduced it"},
        ],
    },
)

ORDER = exercise(
    "order",
    "tessera-stage-order",
    "The six stages in order",
    "Put the stages of loyalty into the order in which a customer usually climbs them.",
    {
        "items": [{"id": f"i{n}", "text": STAGES[n]} for n in (3, 0, 5, 1, 4, 2)],
        "from_label": "knows Tessera least",
        "to_label": "bound to Tessera most",
    },
)

NUMBER = exercise(
    "number",
    "tessera-clv-basic",
    "What is one fleet client worth?",
    "A courier fleet brings a margin of EUR 100 a year. 80% of such clients renew. Tessera discounts at 10%.\n\n"
    "What is the customer lifetime value, when the first margin comes after one year?",
    {"unit": "EUR", "unit_before": True, "decimals": 2, "placeholder": "", "low": 0, "high": 5000},
    hints={"total": 2, "shown": ["Use `m * r / (1 + i - r)`, with *r* = 0.80 and *i* = 0.10."]},
)

TEXT = exercise(
    "text",
    "tessera-move-up",
    "A plan to move one customer up",
    "Choose one customer from the ladder. Say what Tessera should do in the next three months so that this customer "
    "moves up **one** rung, and how you would notice.",
    {
        "min_words": 40,
        "max_words": 120,
        "rows": 5,
        "placeholder": "",
        "rubric": [
            {"id": "r1", "label": "Names the customer and the present stage with evidence"},
            {"id": "r2", "label": "One concrete action that fits the stage"},
            {"id": "r3", "label": "A sign by which success shows"},
        ],
    },
    points=8,
)

LAB = exercise(
    "lab",
    "clv-curve",
    "How much does retention change the value?",
    "Move the sliders. Watch how the value of one client grows as more of them stay.",
    {
        "run": "clv-curve",
        "controls": [
            {
                "id": "margin",
                "label": "Margin a year",
                "type": "slider",
                "min": 20,
                "max": 300,
                "step": 10,
                "default": 100,
                "unit": "EUR",
            },
            {
                "id": "retention",
                "label": "Retention",
                "type": "slider",
                "min": 50,
                "max": 95,
                "step": 1,
                "default": 80,
                "unit": "%",
            },
            {
                "id": "paid",
                "label": "First margin",
                "type": "choice",
                "default": "end",
                "options": [{"id": "end", "text": "after one year"}, {"id": "now", "text": "now"}],
            },
            {"id": "compare", "label": "Compare with five points more", "type": "toggle", "default": True},
        ],
        "ask": "From which retention on does one more point add more than EUR 20?",
    },
)

QUIZ = {
    "v": 1,
    "kind": "quiz",
    "slug": "drill-relationship",
    "title": "Drill: relationships and loyalty",
    "intro": "Four short questions. Answers are kept; go back to any of them.",
    "points": 10,
    "round": 1,
    "rounds": 2,
    "workbook": WORKBOOK,
    "questions": [
        CHOICE | {"concepts": ["Relationship and transaction"]},
        TRUE_FALSE | {"concepts": ["Loyalty stages"]},
        CHOICE_MANY | {"concepts": ["Loyalty stages"]},
        NUMBER | {"concepts": ["Customer lifetime value"]},
    ],
}

BOOKS = [
    ("00_start", "How this workbook works", 4, 20),
    ("01_customer_focus", "Who is the customer?", 6, 45),
    ("02_markets_and_needs", "Markets, needs and positions", 5, 50),
    ("03_relationship_and_loyalty", "Relationship and loyalty", 7, 50),
    ("04_service_quality", "Service quality", 6, 45),
    ("05_kano", "What delights, what disappoints", 5, 45),
    ("06_personas", "Personas with evidence", 5, 50),
    ("07_journey", "The customer's journey", 6, 50),
    ("08_swot_pest", "SWOT, TOWS and PEST", 6, 45),
    ("09_scorecard", "The balanced scorecard", 4, 45),
    ("10_objectives", "Objectives that can be met", 4, 40),
    ("11_your_plan", "Your Customer Development Plan", 3, 45),
]
READY = {"00_start", "03_relationship_and_loyalty", "04_service_quality"}


def start(laid: int = 9, **more: Any) -> View:
    """The start page of notebook 03 with the first `laid` tiles laid and one partly."""
    states = iter(["laid"] * laid + ["partial"] + ["empty"] * 100)
    modules = [
        {
            "id": id_,
            "title": title,
            "tiles": [
                {
                    "slug": LADDER["slug"] if (id_.startswith("03"), n) == (True, tiles - 1) else f"{id_[3:]}-{n}",
                    "title": f"Exercise {n + 1}",
                    "state": next(states),
                    "outcome": "",
                }
                for n in range(tiles)
            ],
            "patches": msgspec.to_builtins(patches(number, tiles)),
        }
        for number, (id_, title, tiles, _) in enumerate(BOOKS)
    ]
    notebooks = [
        {
            "file": f"{id_}.ipynb",
            "title": title,
            "summary": f"What Tessera learns from its customers about {title.lower()}",
            "minutes": minutes,
            "here": id_.startswith("03"),
            "exists": id_ in READY,
            "done": sum(t["state"] == "laid" for t in module["tiles"]),
            "total": tiles,
        }
        for (id_, title, tiles, minutes), module in zip(BOOKS, modules, strict=True)
    ]
    return {
        "v": 1,
        "kind": "start",
        "course": {"title": "Customer development with Tessera Cycle Cover", "version": "1.0"},
        "learner": {"name": "Ana Silva", "id": "s1234", "email": "", "track": "customer-service"},
        "fixed": [],
        "tracks": [
            {"id": "customer-service", "name": "Customer service", "text": "You talk with customers: sessions 1 to 6."},
            {"id": "manager", "name": "Manager", "text": "You decide and plan: all sessions."},
        ],
        "mosaic": {"done": laid, "total": sum(b[2] for b in BOOKS), "modules": modules},
        "notebooks": notebooks,
        "prev": {"file": "02_markets_and_needs.ipynb", "title": "Markets, needs and positions"},
        "next": {"file": "04_service_quality.ipynb", "title": "Service quality"},
        "workbook": WORKBOOK,
        "saved": True,
        "problem": "",
        "notices": [],
        "events": laid,
    } | more


SUBMIT = {
    "v": 1,
    "kind": "submit",
    "learner": {"name": "Ana Silva", "id": "s1234", "email": "", "track": "customer-service"},
    "fixed": [],
    "tracks": [],
    "total": {"points": 14, "possible": 32, "waiting": 0, "closed": 0},
    "missing": ["The six stages in order", "A plan to move one customer up"],
    "rows": [
        {
            "notebook": "Relationship and loyalty",
            "title": "Why Tessera wants customers to stay",
            "outcome": "correct",
            "attempts": 2,
            "points": 6,
            "earned": {"points": 6, "possible": 6, "waiting": 0, "closed": 0},
        },
        {
            "notebook": "Relationship and loyalty",
            "title": "Where do Tessera's customers stand?",
            "outcome": "partial",
            "attempts": 3,
            "points": 12,
            "earned": {"points": 8, "possible": 12, "waiting": 0, "closed": 0},
        },
        {
            "notebook": "Relationship and loyalty",
            "title": "The six stages in order",
            "outcome": "not_attempted",
            "attempts": 0,
            "points": 6,
            "earned": {"points": 0, "possible": 6, "waiting": 0, "closed": 0},
        },
        {
            "notebook": "Service quality",
            "title": "A plan to move one customer up",
            "outcome": "not_attempted",
            "attempts": 0,
            "points": 8,
            "earned": {"points": 0, "possible": 8, "waiting": 0, "closed": 0},
        },
    ],
    "workbook": WORKBOOK,
    "saved": True,
    "problem": "",
}

EXERCISES = {
    "choice": CHOICE,
    "choice-many": CHOICE_MANY,
    "true-false": TRUE_FALSE,
    "sort-ladder": LADDER,
    "sort-bins": BINS,
    "order": ORDER,
    "number": NUMBER,
    "text": TEXT,
    "lab": LAB,
}
