"""Views as Python sends them, with Tessera's content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from mosaic_exercises.learner.earned import Earned
from mosaic_exercises.learner.mosaic import patches
from mosaic_exercises.learner.progress import State, Tile
from mosaic_exercises.panel.sessions.start import TRACKS
from mosaic_exercises.panel.wire.views import (
    BookView,
    CourseView,
    ExerciseView,
    ModuleView,
    MosaicView,
    QuizView,
    SentInView,
    StartView,
    SubmitView,
    TileRow,
    TrackView,
    WayView,
)

from .building import ANA, WORKBOOK, View, as_sent, exercise

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
    {
        "right": ["a"],
        "why": "Winning a customer costs once; staying pays every year.",
        "wrong": {
            "b": {"why": "Loyal customers compare too; they only have more reasons to stay."},
            "c": {"why": "Some pay at once."},
            "d": {
                "why": "Satisfied riders switch too. Satisfaction helps; it does not bind.",
                "try_next": "Think of what is paid once and what comes back each year.",
                "misconception": "Satisfaction is the same as loyalty.",
            },
        },
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
    {
        "right": ["a", "d"],
        "why": "An advocate recommends.",
        "wrong": {
            "b": {"why": "This shows satisfaction, not a recommendation."},
            "c": {"why": "This shows a habit, not a recommendation."},
        },
    },
)

TRUE_FALSE = exercise(
    "choice",
    "tessera-client-true-false",
    "Client and repeat customer",
    "On the loyalty ladder, a *client* is the same as a *repeat customer*.",
    {"mode": "true-false"},
    {"right": ["false"], "why": "A client buys regularly.", "wrong": {"true": {"why": "Twice is no habit."}}},
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

LADDER_RIGHT = {f"k{i}": f"s{(i - 1) % 6 + 1}" for i in range(1, 13)}
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
    {
        "place": {card: [bin_] for card, bin_ in LADDER_RIGHT.items()},
        "why": "Purchases make the rung.",
        "wrong": [
            {
                "card": "k4",
                "bin": "s5",
                "why": "A client buys regularly; one renewal is a repeat purchase.",
                "try_next": "Count the purchases in the text.",
                "misconception": "A client is the same as a repeat customer.",
            }
        ],
    },
    points=12,
    hints={"total": 2, "shown": []},
)

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
    {"place": {"k1": ["b1"], "k2": ["b2"], "k3": ["b1"], "k4": ["b2"]}, "why": "Who gains, and for how long?"},
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
    {"order": [f"i{n}" for n in range(6)], "why": "The order of the stages."},
)

NUMBER = exercise(
    "number",
    "tessera-clv-basic",
    "What is one fleet client worth?",
    "A courier fleet brings a margin of EUR 100 a year. 80% of such clients renew. Tessera discounts at 10%.\n\n"
    "What is the customer lifetime value, when the first margin comes after one year?",
    {"unit": "EUR", "unit_before": True, "decimals": 2, "low": 0, "high": 5000},
    {
        "value": 266.67,
        "tolerance": 0.01,
        "why": "The margin is multiplied by retention over one plus discount minus retention.",
        "slips": [
            {
                "value": 500,
                "why": "This multiplies the margin by five years.",
                "try_next": "Let each year's margin shrink by the share that stays.",
                "misconception": "Lifetime value is revenue times years.",
            }
        ],
    },
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


def asked(view: View, concept: str) -> ExerciseView:
    """A drill's question."""
    return msgspec.convert(view | {"concepts": [concept]}, ExerciseView)


QUIZ = as_sent(
    QuizView(
        slug="drill-relationship",
        title="Drill: relationships and loyalty",
        intro="Four short questions. Answers are kept; go back to any of them.",
        points=10,
        round=1,
        rounds=2,
        size=4,
        pool=4,
        whole=False,
        fixed=False,
        growth=(),
        questions=(
            asked(CHOICE, "Relationship and transaction"),
            asked(TRUE_FALSE, "Loyalty stages"),
            asked(CHOICE_MANY, "Loyalty stages"),
            asked(NUMBER, "Customer lifetime value"),
        ),
        workbook=WORKBOOK,
    )
)

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
    states: Iterator[State] = iter(["laid"] * laid + ["partial"] + ["empty"] * 100)
    modules = [
        ModuleView(
            id=id_,
            title=title,
            books=(f"{id_}.ipynb",),
            tiles=tuple(
                Tile(
                    slug=LADDER["slug"] if (id_.startswith("03"), n) == (True, tiles - 1) else f"{id_[3:]}-{n}",
                    title=f"Exercise {n + 1}",
                    state=next(states),
                    outcome="",
                )
                for n in range(tiles)
            ),
            patches=patches(number, tiles),
        )
        for number, (id_, title, tiles, _) in enumerate(BOOKS)
    ]
    notebooks = [
        BookView(
            file=f"{id_}.ipynb",
            title=title,
            summary=f"What Tessera learns from its customers about {title.lower()}",
            minutes=minutes,
            here=id_.startswith("03"),
            exists=id_ in READY,
            done=sum(tile.state == "laid" for tile in module.tiles),
            total=tiles,
        )
        for (id_, title, tiles, minutes), module in zip(BOOKS, modules, strict=True)
    ]
    view = StartView(
        course=CourseView(title="Customer development with Tessera Cycle Cover", version="1.0"),
        learner=ANA,
        fixed=(),
        tracks=tuple(TrackView(id=id_, name=name, text=text) for id_, name, text in TRACKS),
        mosaic=MosaicView(done=laid, total=sum(b[2] for b in BOOKS), modules=tuple(modules)),
        notebooks=tuple(notebooks),
        prev=WayView(file="02_markets_and_needs.ipynb", title="Markets, needs and positions"),
        next=WayView(file="04_service_quality.ipynb", title="Service quality"),
        workbook=WORKBOOK,
        events=laid,
        saved=True,
        problem="",
        notices=(),
        returned=(),
    )
    return as_sent(view, **more)


def tile_row(notebook: str, title: str, outcome: str, attempts: int, points: float, earned: float) -> TileRow:
    """One tile of the hand-in."""
    state = "empty" if not attempts else "laid" if earned == points else "partial"
    slug = title.lower().replace(" ", "-")
    got = Earned(points=earned, possible=points)
    return TileRow(
        notebook=notebook,
        here=notebook == "Relationship and loyalty",
        slug=slug,
        title=title,
        state=state,
        outcome=outcome,
        attempts=attempts,
        solution=False,
        points=points,
        earned=got,
    )


SUBMIT = as_sent(
    SubmitView(
        prev=None,
        next=None,
        learner=ANA,
        fixed=(),
        rows=(
            tile_row("Relationship and loyalty", "Why Tessera wants customers to stay", "correct", 2, 6, 6),
            tile_row("Relationship and loyalty", "Where do Tessera's customers stand?", "partial", 3, 12, 8),
            tile_row("Relationship and loyalty", "The six stages in order", "not_attempted", 0, 6, 0),
            tile_row("Service quality", "A plan to move one customer up", "not_attempted", 0, 8, 0),
        ),
        total=Earned(points=14, possible=32),
        missing=("The six stages in order", "A plan to move one customer up"),
        workbook=WORKBOOK,
        saved=True,
        problem="",
        drop="",
        handed=0.0,
    )
)

RECEIPT = "3f7a90c1d2e4b5a6" + "0" * 48


def sent_in(state: Any, **more: Any) -> View:
    """Handing in where the class collects."""
    return SUBMIT | {"fixed": ["id"], "sent": as_sent(SentInView(state=state, page="/services/mosaic/", **more))}


ARRIVED: dict[str, Any] = {"version": 2, "at": 1_796_040_000.0, "receipt": RECEIPT}
SENT = {
    "open": sent_in("open"),
    "sending": sent_in("sending"),
    "arrived": sent_in("arrived", **ARRIVED),
    "since": sent_in("arrived", **ARRIVED, since=1),
    "failed": sent_in("failed", **ARRIVED, problem="The disk of <b>it</b> is full."),
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
