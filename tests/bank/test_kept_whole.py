"""Signs, weights and praise that another reader would take for something else: they come back as they went."""

from __future__ import annotations

import re

import pytest

from mosaic_exercises.bank.course_folder import NO_REASON, folder
from mosaic_exercises.bank.formats import FORMATS
from mosaic_exercises.bank.incoming import read
from mosaic_exercises.bank.records import Question
from mosaic_exercises.kinds.portable import (
    Blanks,
    Body,
    Matching,
    Option,
    PortableChoice,
    PortableGap,
    PortablePair,
)
from tests.bank.cases import content
from tests.bank.test_foreign_files import item12, quiz12, rule12

WEIGHTY = "%50% right ~ wrong"


def asked(name: str, body: Body, why: str = "Because.") -> Question:
    return Question(id=name, kind=name, title=name, prompt=f"Ask {name}.", body=body, why=why)


def choice(*worths: float, single: bool = True, text: str = "%50% of {}") -> PortableChoice:
    options = (Option(id=str(n), text=text.format(n), worth=worth) for n, worth in enumerate(worths))
    return PortableChoice(options=tuple(options), single=single)


def gap(*accept: str, slips: tuple[tuple[str, str], ...] = ()) -> Blanks:
    return Blanks(sentence="{gap}", gaps=(PortableGap(id="gap", label="Gap", accept=accept, slips=slips),))


PAIRS = (
    PortablePair(id="1", text="one <i>b</i>", answer="x"),
    PortablePair(id="2", text="two", answer="y"),
)
HARD = (
    asked("weights", choice(1, 0, 0.5)),
    asked("wrong-weight", choice(0, 1, text=f"{WEIGHTY} {{}}")),
    asked("no-weight", choice(0, 1, text="50% and %x% {}")),
    asked("half-weight", choice(0, 1, text="%.5% of {}")),
    asked("every", choice(1, 1, 1, text="bin {}")),
    asked("every-weight", choice(1, 1)),
    asked("many-one", choice(0, 1, 0, single=False)),
    asked("many-every", choice(1, 1, single=False)),
    asked("typed", gap("w*k", "%20% or so", "<b>bold</b> &amp; *so*", slips=(("%5%", "No."), ("5*", "Nor that.")))),
    asked("partners", Matching(pairs=PAIRS, answers=(("x", "<b>bold</b> &amp; 1"), ("y", "y"), ("z", "<i>z</i>")))),
)


@pytest.mark.parametrize("name", ["moodle", "gift", "qti12"])
def test_signs_come_back_as_they_went(name: str):
    questions = read(FORMATS[name].write("Course", HARD), name).questions
    back = {q.id.partition("--")[0]: q.body for q in questions}
    wrong = []
    for question in HARD:
        found, body = back.get(question.id), question.body
        if isinstance(body, Blanks):
            same = isinstance(found, Blanks) and found.gaps[0].accept == body.gaps[0].accept
            same = same and (name == "qti12" or found.gaps[0].slips == body.gaps[0].slips)
        elif name == "qti12" and question.id == "weights":  # a near miss earns nothing there, which is said
            same = content(found) == content(choice(1, 0, 0))
        else:
            same = found is not None and content(found) == content(body)
        if not same:
            wrong.append((question.id, found))
    assert wrong == []
    made = folder(questions, "imported", "Imported")
    assert made.count == len(HARD)
    assert made.files["exercises/imported.toml"].count('mode = "many"') == 2


def test_gift_is_written_as_moodle_takes_it_apart():
    """By Moodle's own rules: without ~ a short answer, of one only with =, a weight behind ~ alone; in a short answer
    a weight behind = too."""
    pieces = FORMATS["gift"].write("Course", HARD).decode().split("\n\n")
    answers = {m[1]: m[2] for p in pieces if (m := re.search(r"::([a-z-]+)::[^{]*\{\n(.*)\n####", p, re.DOTALL))}
    one = {"weights", "wrong-weight", "no-weight", "half-weight", "every", "every-weight"}
    for name in (*one, "many-one", "many-every"):
        plain = re.sub(r"\\.", "", answers[name])
        assert "~" in plain, f"{name}: {plain}"
        assert ("=" in plain) == (name in one), f"{name}: {plain}"
    assert answers["wrong-weight"].startswith("~%0%%50% right")
    assert "=%100%%20% or so" in answers["typed"]


def test_an_arrow_to_be_typed_stays_out_of_gift():
    assert "arrow" in FORMATS["gift"].refuses(asked("arrow", gap("a -> b")))
    assert not FORMATS["moodle"].refuses(asked("arrow", gap("a -> b")))


def answer(text: str, part: int, said: str) -> str:
    return f"<answer fraction='{part}'><text>{text}</text><feedback><text>{said}</text></feedback></answer>"


def xml(kind: str, *answers: str, text: str = "Ask.", why: str = "") -> str:
    general = f"<generalfeedback><text>{why}</text></generalfeedback>"
    shown = f"<questiontext><text>{text}</text></questiontext>{general}"
    return f"<question type='{kind}'>{shown}{''.join(answers)}</question>"


MOODLE = "".join(
    (
        xml("multichoice", answer("a", 100, "PRAISE"), answer("b", 0, "no")),
        xml("multichoice", answer("a", 100, "PRAISE"), answer("b", 0, "no"), why="GENERAL"),
        xml("multichoice", "<single>false</single>", *(answer(t, 50, f"PRAISE {t}") for t in "ab"), answer("c", 0, "")),
        xml("truefalse", answer("true", 100, "PRAISE"), answer("false", 0, "no")),
        xml("numerical", answer("8", 100, "PRAISE")),
        xml("shortanswer", answer("a", 100, "PRAISE"), answer("b", 100, "PRAISE too")),
        xml("cloze", text="A {1:SA:=a#PRAISE~=b#PRAISE too}."),
    )
)
GIFT = """A{=a#PRAISE ~b#no}

B{=a#PRAISE ~b#no ####GENERAL}

C{~%50%a#PRAISE a ~%50%b#PRAISE b ~c}

D{T#no#PRAISE}

E{#8:1#PRAISE}

F{=a#PRAISE =b#PRAISE too}
"""


def labels12(*texts: str) -> str:
    """Options and what is said to each."""
    labels = "".join(
        f"<response_label ident='{t}'><material><mattext>{t}</mattext></material></response_label>" for t in texts
    )
    return f"<response_lid ident='r'><render_choice>{labels}</render_choice></response_lid>"


def praised12(item: str, ident: str) -> str:
    said = f"<itemfeedback ident='{ident}_fb'><material><mattext>PRAISE</mattext></material></itemfeedback>"
    return item.replace("</item>", f"{said}</item>")


QTI12 = quiz12(
    *(
        praised12(item12(kind, labels12(*texts), rule12(f"<varequal>{texts[0]}</varequal>")), texts[0])
        for kind, texts in (("multiple_choice_question", ("a", "b")), ("true_false_question", ("true", "false")))
    )
)


@pytest.mark.parametrize(("data", "count"), [(f"<quiz>{MOODLE}</quiz>".encode(), 7), (GIFT.encode(), 6), (QTI12, 2)])
def test_what_is_said_to_the_right_answer_becomes_the_reason(data: bytes, count: int):
    found = read(data, "theirs")
    made = folder(found.questions, "imported", "Imported")
    keys = made.files["keys/imported.toml"]
    assert made.count == count
    assert NO_REASON not in keys
    assert not any("no reason" in p.what for p in made.puzzling)
    assert all("PRAISE" in key for key in re.split(r"(?m)^\[(?=[^.\]]+\]$)", keys)[1:]), keys
    if count > 2:
        assert re.search(r"GENERAL(\\n|\n)+PRAISE", keys)
        assert "PRAISE a" in keys
        assert "PRAISE b" in keys
        assert "PRAISE too" in keys, "of several right words the praise of each"


def test_what_of_a_gap_or_a_partner_is_not_kept_is_listed():
    asked_ = (
        xml("cloze", text="A {1:SAC:=a~%50%b~*#any}."),
        xml("cloze", text="A {1:SA:=a*}."),
        xml("numerical", answer("8", 100, ""), answer("*", 0, "any")),
        xml(
            "matching",
            *(f"<subquestion><text>{t}</text><answer><text>*{t}*</text></answer></subquestion>" for t in "ab"),
        ),
    )
    named = " ".join(p.what for p in read(f"<quiz>{''.join(asked_)}</quiz>".encode(), "theirs").puzzling)
    for what in (
        "upper and lower case",
        "part of the mark",
        "any other answer",
        "* for anything",
        "any other number",
        "stars",
    ):
        assert what in named, what


def test_a_dash_is_no_file(tmp_path, monkeypatch, capsys):
    from mosaic_exercises.cli import main

    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.txt").write_text(GIFT, encoding="utf-8")
    for command in (["export", "gift"], ["import", "own.txt"], ["export", "xapi", "own.txt"]):
        assert main(["bank", *command, "--out", "-"]) == 2, command
        assert "Name a file" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["own.txt"]
