"""The class list is taken in the forms instructors have; each file finds its learner."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.roster import Roster, named_after_workbook, read_roster, stem, whose
from mosaic_exercises.workbook.events import Learner


def roster(folder: Path, text: str, encoding: str = "utf-8") -> Roster:
    path = folder / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


@pytest.mark.parametrize(
    "text",
    [
        'learner_id,name,email\ns1,"Ruiz, Ana",ana@x.example\n',
        'sep=;\nlearner_id;name;email\n="s1";Ruiz, Ana;ana@x.example\n',
        "\ufeffID;Name;E-mail address\ns1;Ruiz, Ana;ana@x.example\n",
        "Email address\tID number\tName\r\nana@x.example\ts1\tRuiz, Ana\r\n",
        'Student ID,Full name,Email,Section\n s1 ,"Ruiz, Ana", ana@x.example ,A\n\n',
    ],
)
def test_a_roster_is_understood(tmp_path: Path, text: str) -> None:
    (person,) = roster(tmp_path, text).people.values()
    assert (person.id, person.name, person.email) == ("s1", "Ruiz, Ana", "ana@x.example")


def test_what_excel_calls_unicode_text_is_read(tmp_path: Path) -> None:
    found = roster(tmp_path, "learner_id\tname\n007\tZoë\n", "utf-16")
    assert [(p.id, p.name) for p in found.people.values()] == [("007", "Zoë")]


def test_ids_that_a_spreadsheet_has_changed_are_hinted_at_and_never_guessed(tmp_path: Path) -> None:
    found = roster(tmp_path, "id,username,name\n7,ana,A\n1.2E+07,bo,B\n8.0,cy,C\n's-9\u200b,di,D\n'012,eve,E\n")
    (said,) = found.notices
    assert "1 id looks like a number that a spreadsheet has rounded (as 1.2E+07)" in said
    hints = {
        "007": "the roster has '7': were leading zeros lost?",
        "008": "the roster has '8.0', which is nearly the same",
        "'s-9": "the roster has ''s-9\u200b', which is nearly the same",
        "bo": "the roster has it in its column 'username'",
        "12000000": "the id is not on the roster",
    }
    for id_, hint in hints.items():
        who = whose(found, Learner("X", id_), "x.json")
        assert who is not None
        assert (who.known, hint in who.note) == (False, True), who.note
    who = whose(found, Learner("X", "012"), "x.json")
    assert who is not None
    assert who.known, "an apostrophe that keeps a spreadsheet from changing an id is no part of it"


def test_two_name_columns_make_one_name(tmp_path: Path) -> None:
    (person,) = roster(tmp_path, "First name,Surname,ID number\nAna,Ruiz,s1\n").people.values()
    assert person.name == "Ana Ruiz"


def test_oddities_of_a_roster_are_noticed_and_nothing_is_lost(tmp_path: Path) -> None:
    found = roster(tmp_path, "learner_id,name\ns1,Ana\n,Nobody\nS1,ANA\ns2\n")
    assert [p.id for p in found.people.values()] == ["s1", "s2"]
    assert len(found.notices) == 2
    assert "row 3" in found.notices[0]
    assert "row 4: 'S1' is 's1' of an earlier row" in found.notices[1]


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("name,email\nAna,a@x.example\n", "utf-8", "learner_id"),
        ("", "utf-8", "learner_id"),
        ("learner_id,name\n", "utf-8", "names nobody"),
        ("learner_id,name\ns1,Zoë\n", "latin-1", "UTF-8"),
        ("learner_id,name\ns1,Zoë\n", "utf-16-le", "UTF-8"),
        ("Name;Matrikelnummer\nAna;s1\n", "utf-8", "Call the column with the ids learner_id"),
        ("PK\x03\x04 and more", "utf-8", "this is an Excel workbook"),
        (
            'learner_id,name\ns1,Bo\ns2,"Ana\ns3,Cy\ns4,Di\n',
            "utf-8",
            "line 3: a quotation mark opens a cell and is not",
        ),
        ('learner_id,name\ns1,"Ana\ns2,Bo\ns3,"Cy"\n', "utf-8", "line 2: a quotation mark opens a cell and is not"),
        ('learner_id,name\ns1,"Ana\n' + "s2,Bo\n" * 30_000, "utf-8", "line 2: a quotation mark opens a cell and is"),
        ("Class of 2026,\n,\nlearner_id,name\ns1,Ana\n", "utf-8", "Line 3 has one: delete the lines above it"),
    ],
)
def test_a_roster_that_cannot_be_used_is_said(tmp_path: Path, text: str, encoding: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        roster(tmp_path, text, encoding)


def test_quotation_marks_that_are_closed_or_within_a_name_are_fine(tmp_path: Path) -> None:
    text = 'learner_id,name\ns1,"Ruiz, Ana ""Annie"""\ns2,Bo "the Bee" Li\ns3,"Cy\nDee"\n'
    assert [p.name for p in roster(tmp_path, text.replace('s2,Bo "the Bee" Li', "s2,Bo")).people.values()] == [
        'Ruiz, Ana "Annie"',
        "Bo",
        "Cy\nDee",
    ]
    (bee,) = roster(tmp_path, 'learner_id,name\ns2,Bo "the Bee" Li\n').people.values()
    (odd,) = roster(tmp_path, 'learner_id,name\ns2,"Bo" Li\n').people.values()
    assert (bee.name, odd.name) == ('Bo "the Bee" Li', "Bo Li")


def test_two_columns_of_one_name_are_noticed(tmp_path: Path) -> None:
    found = roster(tmp_path, "learner_id,section,Learner_ID,Section\ns1,A,s9,B\n")
    assert [*found.people] == ["s1"]
    assert found.notices == (
        "roster: 2 columns are called 'learner_id'; the first one counts",
        "roster: 2 columns are called 'section'; the first one counts",
    )


def test_a_roster_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_roster(tmp_path / "none.csv")


@pytest.fixture
def people(tmp_path: Path) -> Roster:
    return roster(tmp_path, "learner_id,name,email\ns1,Ana,ana@x.example\nS2,,bo@x.example\n")


@pytest.mark.parametrize(
    ("learner", "file", "id_", "known"),
    [
        (Learner("A", "s1"), "x.json", "s1", True),
        (Learner("A", " S1 "), "x.json", "s1", True),
        (Learner("B", "s2"), "x.json", "S2", True),
        (Learner("A", "", "ANA@x.example "), "x.json", "s1", True),
        (Learner("A", "", ""), "class.zip/Ana_1_file_/S1.mosaic.json", "s1", True),
        (Learner("Z", "s9"), "s1.mosaic.json", "s9", False),
        (Learner("Z", "../s1"), "x.json", "../s1", False),
    ],
)
def test_whose_a_file_is(people: Roster, learner: Learner, file: str, id_: str, known: bool) -> None:
    who = whose(people, learner, file)
    assert who is not None
    assert (who.id, who.known) == (id_, known)


def test_what_the_roster_leaves_blank_the_learner_says(people: Roster) -> None:
    who = whose(people, Learner("Bo", "s2", "elsewhere@x.example"), "x.json")
    assert who is not None
    assert (who.name, who.email) == ("Bo", "bo@x.example")


def test_a_mistyped_id_points_to_the_address(people: Roster) -> None:
    who = whose(people, Learner("A", "s11", "ana@x.example"), "x.json")
    assert who is not None
    assert "that of s1" in who.note


def test_a_file_that_tells_nobody_is_named_after_its_workbook(people: Roster) -> None:
    assert whose(people, Learner(), "x.json") is None
    who = named_after_workbook(Learner("Ana"), "0123456789abcdef0123456789abcdef")
    assert (who.id, who.name, who.known) == ("unknown-01234567", "Ana", False)
    for odd in ("", "../../etc/passwd", "=1+1", "\udcff"):
        made = named_after_workbook(Learner(), odd).id
        assert len(made) == len("unknown-01234567")
        assert made.removeprefix("unknown-").isalnum()


@pytest.mark.parametrize(
    "id_", ["../x", "a/b", "a\\b", "=1", "+1", "@x", "a\x00b", "a\nb", "x" * 200, "unknown-12345678"]
)
def test_an_id_that_can_be_none_is_kept_as_text_and_flagged(id_: str) -> None:
    who = whose(None, Learner("A", id_), "x.json")
    assert who is not None
    assert not who.known
    assert "no proper id" in who.note


@pytest.mark.parametrize(
    ("label", "id_"),
    [
        ("sub.zip/ruizana_12_4567_s1.mosaic.json", "s1"),
        ("ruizana_LATE_12_4567_s1.mosaic-2.json", "s1"),
        ("Ana Ruiz_345_assignsubmission_file_/s1.mosaic.json", "s1"),
        ("s_1_2_3.mosaic.json", "s_1_2_3"),
        ("s1.mosaic (1).json", "s1"),
        ("s1.mosaic.json (2).json", "s1"),
        ("s1.mosaic 3.json", "s1"),
        ("s1.mosaic.json.txt", "s1"),
        ("class.mosaic.zip", ""),
        ("s1.json", ""),
    ],
)
def test_names_that_learning_systems_give_files_hold_the_id(label: str, id_: str) -> None:
    assert stem(label) == id_


def test_a_gradebook_of_canvas_names_learners_by_the_schools_own_ids(tmp_path: Path) -> None:
    """Its column ID is Canvas's own number, which no hand-in file has."""
    head = "Student,ID,SIS User ID,SIS Login ID,Section,Mosaic (1)\n    Points Possible,,,,,20\n"
    (tmp_path / "sis.csv").write_text(head + '"Ruiz, Ana",90210,007,ana,Web,\n"Bo, Li",90211,008,li,Web,\n')
    assert list(read_roster(tmp_path / "sis.csv").people) == ["007", "008"]
    assert read_roster(tmp_path / "sis.csv").notices == ()
    (tmp_path / "login.csv").write_text(head + '"Ruiz, Ana",90210,,ana,Web,\n')
    assert list(read_roster(tmp_path / "login.csv").people) == ["ana"]
