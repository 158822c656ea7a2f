"""A class with texts to mark: a course of its own, hand-in files, and the gradebook that grading makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.workbook.events import Learner
from tests.grading.conftest import paper

HOSTILE = "</p><img src=x onerror=\"document.title='run'\"><script>document.title='run'</script> =1+1 \u202eabc"
ALIKE = (
    "Tessera should call each rider after the first claim, because a claim is the moment in which trust is won or lost"
)
COURSE = {
    "manifest.toml": """
        course = "tiles"
        version = "3"
        title = "Tiles"
        [[notebook]]
        id = "01_one"
        title = "One"
        items = [
          { exercise = "plan", points = 6 },
          { exercise = "who-buys", points = 2 },
          { exercise = "portrait", points = 4 },
          { exercise = "say-why", points = 3 },
        ]
    """,
    "concepts.toml": "",
    "misconceptions.toml": "",
    "exercises/01_one.toml": """
        [[exercise]]
        id = "plan"
        kind = "text"
        title = "A plan for one customer"
        prompt = "Velo Kurier GmbH renewed its fleet cover **once**. Plan the next step up the ladder."
        min_words = 3
        [[exercise.rubric]]
        id = "rung"
        label = "Names the rung, and says why"
        levels = ["No rung, or a wrong one", "The rung", "The rung and the reason"]
        [[exercise.rubric]]
        id = "action"
        label = "Plans one action with a date"
        [[exercise.rubric]]
        id = "measure"
        label = "Says how Tessera would see that it worked"
        levels = ["No measure", "A vague one", "A figure with a date"]
        [[exercise]]
        id = "who-buys"
        kind = "choice"
        title = "Who buys?"
        prompt = "A father pays for a bike."
        options = [{ id = "a", text = "The father" }, { id = "b", text = "The child" }]
        [[exercise]]
        id = "portrait"
        kind = "form"
        title = "A persona"
        prompt = "Draw a rider."
        sections = [{ id = "s", name = "Rider", fields = [
          { id = "name", type = "short", label = "Name", required = true },
          { id = "goal", type = "short", label = "Goal", required = true },
        ] }]
        rubric = [{ id = "alive", label = "A person one could meet" }]
        [[exercise]]
        id = "say-why"
        kind = "text"
        title = "Say why"
        prompt = "Why?"
    """,
    "keys/01_one.toml": """
        [plan]
        model = "A repeat customer: one renewal. Call after each claim until June; two renewals without a tender."
        look_for = ["One renewal is a repeat purchase, no habit yet."]
        [who-buys]
        right = ["a"]
        why = "He pays."
        wrong = { b = { why = "She rides." } }
        [portrait]
        why = "Whole."
        model = { entries = [{ id = "e1", values = { name = "Ines", goal = "To ride to work." } }] }
        [say-why]
        model = "Because it is so."
    """,
}


def write_course(folder: Path) -> Course:
    """The course above."""
    for path, text in COURSE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return load_layers((str(folder),))


def plan(n: int) -> str:
    """The text of learner n: some say nearly the same, one is hostile."""
    if n == 3:
        return HOSTILE
    if n % 10 == 5:
        return f"{ALIKE}, so version {n} of this plan says." if n > 5 else ALIKE
    steps = ("a call", "a letter", "a visit", "an offer", "a check of the bikes", "a thank-you note")
    return f"Velo Kurier is a repeat customer. Our plan number {n}: {steps[n % 6]} in week {n}, then we count renewals."


def grade_again(course: Course, folder: Path, url: str = "", **changed: Any) -> Gradebook:
    """Grade what lies in ``folder``/in into ``folder``/grades, with the marks that are there."""
    out = folder / "grades"
    out.mkdir(exist_ok=True)
    book = Gradebook(url or out / "gradebook.db")
    grade_class(
        course,
        [folder / "in"],
        out,
        marks=book.points(),
        book=lambda entries, intake: book.save(course, Rules(), entries, intake),
        **changed,
    )
    return book


def write_answers(folder: Path, learners: int) -> None:
    """One hand-in file each."""
    (folder / "in").mkdir(parents=True, exist_ok=True)
    for n in range(learners):
        answers = {
            "plan": plan(n),
            "who-buys": ["a"],
            "say-why": "Because the customer says so, and pays." if n % 2 else "",
        }
        form = {"entries": [{"id": "e1", "values": {"name": f"Ines {n}"} | ({"goal": "To ride."} if n % 2 else {})}]}
        learner = Learner(f"Secret Name{n}", f"id{n:03d}", f"who{n}@x.example")
        data = paper(answers | {"portrait": form}, learner=learner, workbook=f"{n:032x}")
        (folder / "in" / f"id{n:03d}.mosaic.json").write_bytes(data)


def marked_class(folder: Path, learners: int = 30, url: str = "") -> tuple[Course, Gradebook]:
    """A class of ``learners``, graded: nothing is marked yet."""
    course = write_course(folder / "course")
    write_answers(folder, learners)
    return course, grade_again(course, folder, url)
