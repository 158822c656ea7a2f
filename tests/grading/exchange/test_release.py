"""The students' copy: the assessed exercises, and nothing that answers them."""

from __future__ import annotations

import subprocess
import textwrap
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosaic_exercises import cli
from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.grading import CourseIndex, score_submission
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.release import leaks, release, toml
from tests.grading.conftest import submission

EXAM = {
    "manifest.toml": '[[notebook]]\nid = "03_exam"\ntitle = "Exam"\n'
    'items = [{ exercise = "exam-who", points = 3 }, { exercise = "exam-why", points = 2 }]\n',
    "misconceptions.toml": '[exam-mixup]\nname = "The payer is the user"\ntruth = "The payer need not be the user."\n',
    "exercises/03.toml": """
        # right: the grandmother pays, so a
        [[exercise]]
        id = "exam-who"
        kind = "choice"
        title = "Who?"
        prompt = '''
        A grandmother pays.
        "Who" is the customer? 🚲
        '''
        hints = ["Follow the money."]
        options = [{ id = "a", text = "She" }, { id = "b", text = "The child" }]
        [[exercise]]
        id = "exam-why"
        kind = "text"
        title = "Why?"
        prompt = "Say why."
        min_words = 5
    """,
    "keys/03.toml": """
        [exam-who]
        right = ["a"]
        why = "The grandmother decides and pays for the bicycle."
        wrong = { b = { why = "The child only rides it to school.", misconception = "exam-mixup" } }
        [exam-why]
        model = "Because paying is what makes somebody a customer."
    """,
    "notes.txt": "The grandmother decides and pays for the bicycle.",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(textwrap.dedent(text), encoding="utf-8")
    return folder


@pytest.fixture
def exam(layer, tmp_path: Path) -> Course:  # type: ignore[no-untyped-def]
    return load_layers((str(layer()), str(write(tmp_path / "exam", EXAM))))


def everything(folder: Path) -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file())


def test_students_get_the_questions_and_nothing_that_answers_them(exam: Course, tmp_path: Path) -> None:
    slugs = release(exam, tmp_path / "out")
    assert slugs == ("exam-who", "exam-why")
    files = {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert files == {"README.txt", "01_exam/manifest.toml", "01_exam/exercises/03.toml"}
    text = everything(tmp_path / "out")
    for hidden in (
        "decides and pays",
        "only rides",
        "makes somebody",
        "need not be",
        "exam-mixup",
        "right:",
        "right =",
    ):
        assert hidden not in text, hidden
    theirs = load_layers((exam.layers[0], str(tmp_path / "out/01_exam")))
    for slug in slugs:
        assert theirs.exercise(slug) == exam.exercise(slug)
        assert theirs.key(slug) is None
    assert theirs.key("who-buys") is not None


def test_an_answer_is_recorded_there_and_graded_with_the_keys(exam: Course, tmp_path: Path) -> None:
    release(exam, tmp_path / "out")
    theirs = load_layers((exam.layers[0], str(tmp_path / "out/01_exam")))
    handed_in = submission({"exam-who": ["a"]}, "s1")
    there = {i.exercise: (i.outcome, i.score) for i in score_submission(CourseIndex(theirs), handed_in).items}
    here = {i.exercise: (i.outcome, i.score) for i in score_submission(CourseIndex(exam), handed_in).items}
    assert (there["exam-who"], here["exam-who"]) == (("recorded", 0.0), ("correct", 3.0))


@pytest.mark.parametrize(
    "hint",
    [
        "The grandmother decides and pays for the bicycle.",
        "Mind: the GRANDMOTHER decides\\nand pays   for the bicycle. Yes.",
    ],
)
def test_a_key_that_an_exercise_gives_away_stops_the_release(layer, tmp_path: Path, hint: str) -> None:  # type: ignore[no-untyped-def]
    files = EXAM | {"exercises/03.toml": EXAM["exercises/03.toml"].replace("Follow the money.", hint)}
    course = load_layers((str(layer()), str(write(tmp_path / "exam", files))))
    with pytest.raises(InputError, match=r"exam-who.*exercises/03\.toml"):
        release(course, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_notebooks_tests_data_and_git_history_are_searched(exam: Course, tmp_path: Path) -> None:
    repo = write(tmp_path / "repo", {"a.py": "x = 1\n"})
    slugs = ("exam-who", "exam-why")
    git = ["git", "-C", str(repo), "-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run([*git, "init", "-q"], check=True)

    def commit() -> None:
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-q", "-m", "x"], check=True)

    commit()
    assert list(leaks(exam, slugs, repo)) == []
    for source in (
        r'["Because paying is what\n", "makes somebody a customer."]',
        r'"Because paying\nis what makes somebody a customer."',
    ):
        write(repo, {"n.ipynb": f'{{"source": {source}}}'})
        assert [(leak.exercise, leak.where) for leak in leaks(exam, slugs, repo)] == [("exam-why", "n.ipynb")]
    commit()
    (repo / "n.ipynb").unlink()
    commit()
    assert [(leak.exercise, leak.where) for leak in leaks(exam, slugs, repo)] == [("exam-why", "the git history")]


def test_an_exercise_that_replaces_one_of_the_workbook_is_refused(layer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    files = {p: t.replace("exam-who", "who-buys") for p, t in EXAM.items()}
    files["manifest.toml"] = '[[notebook]]\nid = "03_exam"\ntitle = "Exam"\nitems = [{ exercise = "exam-why" }]\n'
    files["exercises/03.toml"] = files["exercises/03.toml"].replace(
        'id = "who-buys"', 'id = "who-buys"\noverride = true'
    )
    course = load_layers((str(layer()), str(write(tmp_path / "exam", files))))
    with pytest.raises(InputError, match="'who-buys' replaces"):
        release(course, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_without_a_folder_of_ones_own_or_into_one_that_is_there_nothing_happens(
    course: Course, exam: Course, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="MOSAIC_COURSE"):
        release(course, tmp_path / "out")
    (tmp_path / "out").mkdir()
    with pytest.raises(InputError, match="already"):
        release(exam, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
values = st.recursive(
    st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no fault
@given(st.dictionaries(words, values, max_size=5))
def test_any_table_written_anew_is_the_same(table: dict[str, object]) -> None:
    assert tomllib.loads(toml(table)) == table


SHORT = {
    "manifest.toml": '[[notebook]]\nid = "03_exam"\ntitle = "Exam"\n'
    'items = [{ exercise = "exam-sum", points = 96 }, { exercise = "exam-word", points = 2 }]\n',
    "exercises/03.toml": """
        [[exercise]]
        id = "exam-sum"
        kind = "number"
        title = "How much?"
        prompt = "Eight times twelve bells."
        [[exercise]]
        id = "exam-word"
        kind = "number"
        title = "Which word?"
        prompt = "Whoever pays is not the user."
    """,
    "keys/03.toml": """
        [exam-sum]
        value = 96
        why = "Buyer."
        [exam-word]
        value = 1234.5
        why = "the user"
    """,
}


def test_short_words_and_numbers_of_a_key_are_found_beside_the_exercises_id(layer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    course = load_layers((str(layer()), str(write(tmp_path / "exam", SHORT))))
    slugs = ("exam-sum", "exam-word")
    free = {"a.md": "96 buyers, and exam-sum, of which exam-word says nothing", "b.md": "exam-word: the user?"}
    assert list(leaks(course, slugs, write(tmp_path / "free", free))) == []
    told = {
        "x.ipynb": '{"exam-sum": {"value": 96}}',
        "y.txt": "exam-word: \u201c1234.5\u201d, exam-sum\nbuyer",
        "z.md": "exam-word " + "y " * 900 + "1234.5",
    }
    found = sorted(
        (k.exercise, k.text, k.where.split(",")[0]) for k in leaks(course, slugs, write(tmp_path / "told", told))
    )
    assert found == [("exam-sum", "96", "x.ipynb"), ("exam-sum", "Buyer.", "y.txt"), ("exam-word", "1234.5", "y.txt")]
    assert release(course, tmp_path / "out") == slugs  # the points that it earns are a number, too, and tell nothing


ORDERED = """
    [[exercise]]
    id = "exam-order"
    kind = "order"
    title = "In a row"
    prompt = "Put these in a row."
    from_label = "first"
    to_label = "last"
    items = [
      { id = "s1", text = "One" }, { id = "s2", text = "Two" },
      { id = "s3", text = "Three" }, { id = "s4", text = "Four" },
    ]
    [[exercise]]
    id = "exam-match"
    kind = "match"
    title = "Side by side"
    prompt = "Join them."
    left_label = "These"
    right_label = "Those"
    left = [{ id = "l1", text = "1" }, { id = "l2", text = "2" }, { id = "l3", text = "3" }, { id = "l4", text = "4" }]
    right = [{ id = "q", text = "A" }, { id = "p", text = "B" }, { id = "s", text = "C" }, { id = "r", text = "D" }]
"""
ORDERED_KEYS = """
    [exam-order]
    order = ["s1", "s2", "s3", "s4"]
    why = "As they are counted everywhere."
    [exam-match]
    pairs = { l1 = ["q"], l2 = ["p"], l3 = ["s"], l4 = ["r"] }
    why = "As they stand in the book of the course."
"""


def test_the_order_in_which_the_author_wrote_is_not_handed_out(
    layer: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    items = '[{ exercise = "exam-order", points = 3 }, { exercise = "exam-match", points = 2 }]'
    files = {
        "manifest.toml": f'[[notebook]]\nid = "03_exam"\ntitle = "Exam"\nitems = {items}\n',
        "exercises/03.toml": ORDERED,
        "keys/03.toml": ORDERED_KEYS,
    }
    course = load_layers((str(layer()), str(write(tmp_path / "exam", files))))
    monkeypatch.setattr("mosaic_exercises.commands.release.load", lambda: course)
    assert cli.main(["release", str(tmp_path / "out")]) == 0
    (path,) = (tmp_path / "out").rglob("03.toml")
    order, match = tomllib.loads(path.read_text(encoding="utf-8"))["exercise"]
    assert (
        sorted(one["id"] for one in order["items"]) == ["s1", "s2", "s3", "s4"] != [one["id"] for one in order["items"]]
    )
    assert [one["id"] for one in match["left"]] == ["l1", "l2", "l3", "l4"]
    assert [one["id"] for one in match["right"]] != ["q", "p", "s", "r"]
    told = capsys.readouterr().out
    assert "exam-order: the ids of its items stand in the order of its key" in told
    assert "exam-match" not in told
