"""Pictures of every panel, to look at: ``python -m tests.panel.gallery OUT`` writes a PNG per view, theme and width."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browsers import launch

from . import samples
from .bench import ORIGIN, answer_checks, html
from .building import criterion, result

LOOKS = [("light", 860), ("dark", 860), ("light", 390), ("dark", 390), ("light", 320)]


def checked(view: dict[str, Any], answer: Any, found: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The view after a check."""
    state = {"answer": answer, "answer_at": 1.0, "checked": answer, "result": found, "attempts": 2, "solution_left": 1}
    return view | state | more


MIXUP = "A client is the same as a repeat customer."
WRONG = criterion(
    False,
    "You put 'Velo Kurier GmbH renewed its fleet cover once' on the rung Client.",
    item="k4",
    why="One renewal is a second purchase. A client buys regularly, with no need to be won again each time.",
    try_next="Count the purchases in the text: two is more than one, but is it a habit?",
    misconception=MIXUP,
)
WRONG_2 = criterion(
    False,
    "You put 'Grete Holm insures all five family bikes, year after year' on the rung Advocate.",
    item="k11",
    why="An advocate recommends. Nothing in the text says that she did.",
    try_next="Look for a sign that others came through her.",
    misconception="Any satisfied customer is an advocate.",
)
PLACED = samples.LADDER_RIGHT | {"k4": "s5", "k11": "s6"}
RIGHTS = [criterion(True, f"{samples.LADDER_CARDS[i - 1]}", item=f"k{i}") for i in range(1, 13) if i not in (4, 11)]

PLAN = (
    "Velo Kurier GmbH is a repeat customer: it renewed its fleet cover once. In the next three months the claims desk "
    "calls after each claim and offers a yearly check of all bikes at their depot. If they book the check and renew "
    "without asking for other quotes, they behave like a client."
)


def scenes() -> Iterator[tuple[str, dict[str, Any]]]:
    """What is worth a look: each view fresh, and in its later states."""
    yield from samples.EXERCISES.items()
    wrong = criterion(
        False,
        "You chose: A satisfied customer is a loyal customer.",
        item="d",
        why="Satisfied riders switch too, when a rival is nearer or cheaper. Satisfaction helps; it does not bind.",
        try_next="Look for the reason that speaks of money and of time.",
        misconception="Satisfaction is the same as loyalty.",
    )
    hints = {"total": 3, "shown": ["Think of what Tessera pays **once** and what comes back each year."]}
    yield "choice-wrong", checked(samples.CHOICE, ["d"], result("incorrect", 0, "Not this one.", wrong), hints=hints)
    good = criterion(True, "You chose: A customer who stays renews, buys again and sends others.", item="a")
    solution = {
        "answer": ["a"],
        "why": "Winning a customer costs once. Each renewal, purchase and referral after that comes almost free.",
        "reasons": [
            ["b", "They compare; they only have more reasons to stay."],
            ["c", "Some pay at once."],
            ["d", "Satisfied riders switch too."],
        ],
    }
    yield (
        "choice-right-solution",
        checked(
            samples.CHOICE,
            ["a"],
            result("correct", 1, "Winning a customer costs once; staying pays each year.", good),
            solution=solution,
            solution_left=0,
        ),
    )
    partial = result("partial", 10 / 12, "10 of 12 cards are in the right place.", *RIGHTS, WRONG, WRONG_2)
    yield "ladder-checked", checked(samples.LADDER, PLACED, partial)
    half = {k: v for k, v in PLACED.items() if int(k[1:]) <= 6}
    yield "ladder-half", samples.LADDER | {"answer": half, "answer_at": 1.0}
    invalid = result(
        "invalid", 0, 'The answer "about three hundred" cannot be read as a number. Type a figure such as 1250.50.'
    )
    yield "number-invalid", checked(samples.NUMBER, "about three hundred", invalid, checked=None)
    slip = criterion(
        False,
        "Read as 500 EUR.",
        why="This multiplies the margin by five years.",
        try_next="Let each year's margin shrink by the share that stays.",
        misconception="Lifetime value is revenue times years.",
    )
    yield (
        "number-wrong",
        checked(samples.NUMBER, "500", result("incorrect", 0, "Not this figure.", slip), solution_left=0),
    )
    open_ = [criterion(None, r["label"], judge="marker") for r in samples.TEXT["task"]["rubric"]]
    yield (
        "text-recorded",
        checked(
            samples.TEXT,
            PLAN,
            result("recorded", 0, "Your text is recorded.", criterion(True, "53 words, within 40 to 120."), *open_),
        ),
    )
    yield (
        "unsaved",
        samples.TRUE_FALSE | {"saved": False, "problem": "The folder my_work is read-only: Python cannot save there."},
    )
    yield "quiz", samples.QUIZ
    done = [checked(q, ["d"], result("incorrect", 0, "Not this one.", wrong)) for q in samples.QUIZ["questions"][:2]]
    done += [checked(q, ["a"], result("correct", 1, "Right.")) for q in samples.QUIZ["questions"][2:]]
    yield "quiz-end", samples.QUIZ | {"questions": done}
    yield "start", samples.start(20)
    nobody = {"name": "", "id": "", "email": "", "track": "any"}
    yield (
        "start-new",
        samples.start(
            0,
            learner=nobody,
            notices=[
                "A line of the answers file could not be read. It was set aside as answers-1.torn; the rest is whole."
            ],
        ),
    )
    yield "start-full", samples.start(61)
    yield "submit", samples.SUBMIT
    for name, view in samples.SENT.items():
        yield f"sent-{name}", view


def shoot(page: Page, out: Path, name: str, view: dict[str, Any], theme: str, width: int) -> None:
    """One picture of one view."""
    page.set_viewport_size({"width": width + 32, "height": 700})
    body = html(view, theme=theme, width=width)
    page.route(f"{ORIGIN}/**", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto(f"{ORIGIN}/lab/tree/notebooks/03_relationship_and_loyalty.ipynb")
    page.wait_for_timeout(350 if view["kind"] == "lab" else 60)
    if name.startswith("start"):
        for fold in page.locator(".mo-fold").all() if name == "start" else []:
            fold.locator("summary").first.click()
    page.mouse.move(0, 0)
    page.screenshot(path=out / f"{name}-{theme}-{width}.png", full_page=True)
    page.evaluate("localStorage.clear()")
    page.unroute_all()


def main(out: Path, only: str = "") -> None:
    """All pictures whose name contains `only`."""
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as p:
        browser = launch(p)
        page = browser.new_page()
        answer_checks(page)
        page.on("pageerror", lambda error: print(f"page error: {error}"))
        page.on("console", lambda m: print(f"console: {m.text}") if m.type == "error" else None)
        for name, view in scenes():
            for theme, width in LOOKS:
                if only in f"{name}-{theme}-{width}":
                    shoot(page, out, name, view, theme, width)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
