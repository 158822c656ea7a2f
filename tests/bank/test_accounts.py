"""Every exercise of the course goes into a format, or is named with the reason why it does not."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import fromstring

from mosaic_exercises.bank.anki import FIELDS, known
from mosaic_exercises.bank.formats import FORMATS, account
from mosaic_exercises.bank.records import Question
from mosaic_exercises.course import load
from mosaic_exercises.kinds.portable import Matching, Option, PortableChoice
from tests.bank.cases import bank


def test_no_exercise_is_dropped_in_silence():
    questions, left = bank()
    asked = {q.id.partition("--")[0] for q in questions}
    stays = {one.id for one in left}
    assert asked | stays == set(load().exercises)
    assert not asked & stays
    assert all(len(one.reason) > 20 for one in left), "each with a reason in words"


def test_each_format_accounts_for_every_question():
    questions, left = bank()
    for name, format_ in FORMATS.items():
        found = account(format_, questions, left)
        whole = [q.id for q in found.written] + [one.id for one in found.left]
        assert sorted(whole) == sorted([q.id for q in questions] + [one.id for one in left]), name
        written = {q.id for q in found.written}
        assert all(set(ids) <= written for ids in found.lost.values()), name
        assert len(written) > 400, name


def test_ids_and_points_of_parts():
    questions, _ = bank()
    ids = [q.id for q in questions]
    assert len(set(ids)) == len(ids)
    points = {item.slug: item.points for item in load().placed()}
    sums: dict[str, float] = {}
    for q in questions:
        sums[q.id.partition("--")[0]] = sums.get(q.id.partition("--")[0], 0) + q.points
    wrong = [s for s, total in sums.items() if abs(total - (points.get(s, 1))) > 0.001]
    assert not wrong


def test_a_part_does_not_tell_the_answers_of_its_sisters():
    """What is said to everybody of one part of an exercise is read before the next part is asked."""
    questions, _ = bank()
    parts: dict[str, list[Question]] = {}
    for q in questions:
        parts.setdefault(q.id.partition("--")[0], []).append(q)
    told = [
        (sister.id, pair.text)
        for sisters in parts.values()
        for q in sisters
        if isinstance(q.body, Matching)
        for pair in q.body.pairs
        for sister in sisters
        if sister is not q and pair.reason and pair.reason in sister.why
    ]
    assert sum(len(sisters) > 1 for sisters in parts.values()) > 5
    assert not told


def test_the_same_questions_make_the_same_bytes():
    questions, left = bank()
    for name, format_ in FORMATS.items():
        if name != "anki":  # its notes carry the time
            written = account(format_, questions, left).written
            assert format_.write("Course", written) == format_.write("Course", written), name


def test_anki_keeps_the_time_of_what_did_not_change():
    from mosaic_exercises.bank.anki import deck

    questions, _ = bank()
    few = questions[:5]
    first = deck("Course", few, 1_000, {})
    assert {time for _, time in known(first).values()} == {1_000}
    import msgspec

    changed = (msgspec.structs.replace(few[0], why="Another reason."), *few[1:])
    second = known(deck("Course", changed, 2_000, known(first)))
    assert sorted(time for _, time in second.values()) == [1_000] * 4 + [2_000]
    assert all(len(fields.split("\x1f")) == len(FIELDS) for fields, _ in second.values())


def test_learners_signs_stay_text():
    """A question full of signs that mean something somewhere: each format says them as they are."""
    nasty = "a {b} ~c =d #e :f <img src=x> &amp; 2 < 3 > 1 ]]> \\g {{h}}"
    options = (Option(id="a", text=nasty, worth=1, said=nasty), Option(id="b", text="other", said=nasty))
    one = Question(id="x", kind="choice", title=nasty, prompt=nasty, body=PortableChoice(options=options), why=nasty)
    for name, format_ in FORMATS.items():
        data = format_.write("Course", [one])
        text = data.decode("latin-1")
        if data[:2] == b"PK" and name != "anki":
            with zipfile.ZipFile(BytesIO(data)) as archive:
                for entry in archive.namelist():
                    fromstring(archive.read(entry))
                text = "".join(archive.read(entry).decode() for entry in archive.namelist())
        elif name == "moodle":  # its texts are CDATA: what is shown as HTML counts
            shown = fromstring(data).iterfind(".//*[@format='html']/text")
            text = "".join(one.text or "" for one in shown)
            assert "&lt;img src=x&gt;" in text
        elif name.startswith("jupyter"):
            json.loads(data)
        elif name == "anki":
            text = "".join(fields for fields, _ in known(data).values())
        assert not re.search(r"<img src=x", text), name
