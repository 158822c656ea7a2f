"""Comments about any item, in learning systems' feedback columns and on pages that are named for their bulk upload."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import load_layers
from mosaic_exercises.grading.gradebook.store import Gradebook
from tests.grading import lms_reader
from tests.grading.conftest import paper, table
from tests.grading.marked_class import marked_class, write_course


class Said:
    """The command, its exit code and what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: object) -> tuple[int, str]:
        code = main([str(w) for w in words])
        found = self.capsys.readouterr()
        return code, found.out + found.err


@pytest.fixture
def mosaic(capsys: pytest.CaptureFixture[str]) -> Said:
    return Said(capsys)


def test_comments_go_to_one_to_all_with_an_outcome_or_from_a_table(tmp_path: Path, mosaic: Said) -> None:
    _, book = marked_class(tmp_path, 4)
    grades = tmp_path / "grades"
    to = ("--marker", "Eva", "--text")
    assert mosaic("comment", grades, "--learner", "ID001", "--item", "who-buys", *to, "Well seen.")[0] == 0
    assert (
        "1 were there already"
        in mosaic("comment", grades, "--learner", "id001", "--item", "who-buys", *to, "Well seen.")[1]
    )
    assert "4 comments to 4" in mosaic("comment", grades, "--item", "who-buys", "--outcome", "correct", *to, "Good.")[1]
    sheet = tmp_path / "c.csv"
    sheet.write_text(
        "learner_id;exercise;comment\nid002;;All of it.\nid003;plan;'=1+1\nid003;plan;\n", encoding="utf-8"
    )
    assert "2 comments to 2" in mosaic("comment", grades, "--csv", sheet, "--marker", "Eva")[1]
    found = {(c.learner, c.item, c.text) for them in book.comments().values() for c in them}
    assert ("id003", "plan", "=1+1") in found
    assert ("id002", "", "All of it.") in found
    assert len(found) == 1 + 4 + 2
    before = len(book.history())
    bad = (
        (
            "learner_id,exercise,comment\nid001,plan,Good\nnobody,plan,Good\n",
            "row 3: the gradebook has no learner 'nobody'",
        ),
        ("learner_id,exercise,comment\nid001,plam,Good\n", "row 2: the gradebook has no item 'plam'"),
        (f"learner_id,exercise,comment\nid001,plan,{'x' * 5001}\n", "5,001 characters; 5,000 are the most"),
        (
            "learner_id;exercise;comment\nid001;plan;Good\n\nid002;plan;Good; well\n",
            "row 4 has more cells than the first",
        ),
        ("learner_id,comment\nid001,Good\n", "no table of comments: it has no column exercise"),
        (f"learner_id,exercise,comment\nid001,plan,{'x' * 150_000}\n", "more than 131,072 characters. Mend the table"),
        ('learner_id,exercise,comment\nid001,plan,"Good\nid002,plan,Good\n', "line 2: a quotation mark opens a cell"),
    )
    for text, why in bad:
        sheet.write_text(text, encoding="utf-8")
        code, said = mosaic("comment", grades, "--csv", sheet)
        assert (code, why in said) == (2, True), said
    for words, why in (
        ((), "say to whom"),
        (("--outcome", "correct"), "--outcome needs the item"),
        (("--item", "plam", "--outcome", "correct"), "no item 'plam'"),
        (("--item", "plan", "--outcome", "correct"), "came out correct"),
        (("--learner", "id001", "--text", " "), "the comment is empty"),
    ):
        code, said = mosaic("comment", grades, *words)
        assert (code, why in said) == (2, True), said
    assert len(book.history()) == before, "all of a table or nothing"


def test_comments_stand_in_moodles_feedback_and_on_the_page(
    tmp_path: Path, mosaic: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, book = marked_class(tmp_path, 3)
    monkeypatch.setattr("mosaic_exercises.commands.report.load", lambda: load_layers(course.layers))
    book.comment("id001", "who-buys", "Look at <b>who</b>\npays.", "Eva")
    out = tmp_path / "m.csv"
    assert mosaic("export", "moodle", tmp_path / "grades", "--out", out, "--title", "M")[0] == 0
    ids = {f"id{n:03d}" for n in range(3)}
    said = {k: v[1] for k, v in lms_reader.moodle(out.read_bytes(), ids).items()}
    assert said["id001"].endswith(
        "points; part of this work still waits for a person. Eva on “Who buys?”: Look at <b>who</b> pays."
    )
    assert said["id000"].endswith("person.")
    mosaic("export", "moodle", tmp_path / "grades", "--out", out, "--title", "M", "--no-comments")
    assert "Eva" not in out.read_text(encoding="utf-8")
    assert mosaic("report", tmp_path / "grades")[0] == 0
    (page,) = (p.read_text(encoding="utf-8") for p in (tmp_path / "grades" / "students").glob("id001*"))
    assert "Look at &lt;b&gt;who&lt;/b&gt;" in page


GERMAN = (  # as a German Moodle writes it (its own strings; a German decimal comma)
    '\ufeffID,"Vollständiger Name",E-Mail-Adresse,Status,Bewertung,Bestwertung,"Bewertung kann geändert werden",'
    '"Zuletzt geändert (Abgabe)","Zuletzt geändert (Bewertung)","Feedback als Kommentar"\n'
    'Teilnehmer/in1327670,"Name0 Secret",who0@x.example,"Zur Bewertung abgegeben",,"15,00",Ja,'
    '"Montag, 2. März 2026, 18:22",-,\n'
    'Teilnehmer/in1327671,"Anders Wer",who1@x.example,"Nicht abgegeben","3,00","15,00",Ja,-,-,\n'
)
FRENCH = (
    'Identifiant,"Nom complet","Adresse de courriel","Numéro d’identification",Statut,Note,"Note maximale",'
    '"La note peut être modifiée","Dernière modification (travail remis)","Dernière modification (note)",'
    '"Feedback par commentaires"\n'
    'Participant 81,"Secret Name0",,id000,"Remis pour évaluation",,"15,00",Oui,-,-,\n'
    'Participant 82,"Secret Name2",,id002,"Aucun travail remis",,"15,00",Oui,-,-,\n'
)
JAPANESE = (  # blind marking: no names, and no column of comments
    "ID,ステータス,評点,最大評点,評点変更可能,最終更新日時 (提出),最終更新日時 (評点)\n"
    "参加者 5001,評定のために提出済み,,15.00,Yes,2026年 03月 2日 18:22,-\n"
    "参加者 5002,未提出,,15.00,Yes,-,-\n"
)


def test_worksheets_of_moodle_in_any_language(tmp_path: Path, mosaic: Said) -> None:
    folder = tmp_path / "in"
    for n, number in ((0, 5001), (2, 5002)):  # as a bulk download names them, for the blind sheet
        where = folder / f"Teilnehmer_in {number}_{number}_assignsubmission_file"
        where.mkdir(parents=True)
        (where / "work.mosaic.json").write_bytes(
            paper({"who-buys": ["a"]}, f"id00{n}", f"Secret Name{n}", workbook=f"{n:032x}")
        )
    write_course(tmp_path / "course")
    course = load_layers((str(tmp_path / "course"),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mosaic_exercises.commands.grade.load", lambda: course)
        assert mosaic("grade", folder, "--out", tmp_path / "grades")[0] == 0
    patched = tmp_path / "grades"
    book = Gradebook(patched / "gradebook.db")
    for sheet, expected in ((GERMAN, {0: "2"}), (FRENCH, {0: "2", 1: "2"}), (JAPANESE, {0: "2", 1: "2"})):
        if sheet is GERMAN:  # the e-mail addresses of the class
            with book.writing() as db:
                db.exec_driver_sql("update learners set email = 'who0@x.example' where key = 'id000'")
        theirs, out = tmp_path / "sheet.csv", tmp_path / f"filled in {len(sheet)}.csv"
        theirs.write_text(sheet, encoding="utf-8")
        words = ("export", "moodle-offline", patched, "--into", theirs, "--out", out, "--skip-unknown")
        assert mosaic(*words)[0] == 0
        rows, was = lms_reader.cells(out.read_bytes()), lms_reader.cells(sheet.encode())
        top = rows[0].index(next(h for h in rows[0] if re.search("Bestwertung|maximale|最大", h)))
        for n, (row, before) in enumerate(zip(rows[1:], was[1:], strict=True)):
            assert row[top - 1] == expected.get(n, before[top - 1])
            assert (row[-1] == "2 of 15 points.") == (n in expected and sheet is not JAPANESE)
            assert row[: top - 1] == before[: top - 1]
            assert row[top : len(row) - 1] == before[top : len(row) - 1]
        if sheet is not FRENCH:
            made = tmp_path / "pages.zip"
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("mosaic_exercises.commands.feedback.load", lambda: course)
                assert mosaic("feedback", "moodle", patched, "--out", made, "--worksheet", theirs)[0] == 0
            numbers = ["1327670", "5002"] if sheet is GERMAN else ["5001", "5002"]
            assert sorted(n.split("_")[1] for n in zipfile.ZipFile(made).namelist()) == sorted(numbers)
    theirs.write_text(GERMAN.replace("15,00", "Skala"), encoding="utf-8")
    code, said = mosaic("export", "moodle-offline", patched, "--into", theirs, "--out", out)
    assert (code, "beside no column does the same maximum stand" in said) == (2, True)
    theirs.write_text(GERMAN.replace("15,00", "100,00"), encoding="utf-8")
    assert "--points 100" in mosaic("export", "moodle-offline", patched, "--into", theirs, "--out", out)[1]


def moodles_reading(name: str) -> tuple[int, str, str, str]:
    """What Moodle's importer takes from a name (mod/assign/feedback/file/importziplib.php): number, plug-in, file."""
    parts = name.split("_", 4)
    assert len(parts) == 5
    assert not name.startswith((".", "~"))
    return int(parts[1]), parts[2], parts[3], parts[4]


def canvas_reading(name: str) -> tuple[str, str]:
    """What Canvas takes from a name: the first two parts that are numbers, the user's and the file's."""
    user, file, *_ = (part for part in name.split("_") if re.fullmatch(r"\d+", part))
    return user, file


def test_pages_are_named_for_the_bulk_upload_of_each_system(
    tmp_path: Path, mosaic: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_course(tmp_path / "course")
    course = load_layers((str(tmp_path / "course"),))
    for module in ("grade", "feedback"):
        monkeypatch.setattr(f"mosaic_exercises.commands.{module}.load", lambda: course)
    names = {
        "moodle": (
            "Ana_Ruiz O'Neill_101_assignsubmission_file/w.mosaic.json",
            "Bo_102_assignsubmission_file_/w.mosaic.json",
        ),
        "canvas": ("ruizana_11_2222_w.mosaic.json", "bo_LATE_12_2223_w.mosaic-1.json"),
    }
    for system, files in names.items():
        folder = tmp_path / system
        for n, (name, who) in enumerate(zip((*files, "cy.mosaic.json"), ("_Ána/R. ~", "Bo", "Cy"), strict=True)):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(paper({"who-buys": ["a"]}, f"s{n}", who, workbook=f"{n:032x}"))
        assert mosaic("grade", folder, "--out", tmp_path / f"{system}-grades")[0] == 0
        out = tmp_path / f"{system}.zip"
        code, said = mosaic("feedback", system, tmp_path / f"{system}-grades", "--out", out)
        assert (code, "2 pages" in said, "s2" in said) == (0, True, True), said
        data = out.read_bytes()
        mosaic("feedback", system, tmp_path / f"{system}-grades", "--out", out)
        assert out.read_bytes() == data, "the same pages make the same file"
        archive = zipfile.ZipFile(io.BytesIO(data))
        if system == "moodle":
            read = sorted(map(moodles_reading, archive.namelist()))
            assert read == [(n, "assignfeedback", "file", "mosaic-feedback.html") for n in (101, 102)]
        else:
            assert sorted(map(canvas_reading, archive.namelist())) == [("11", "2222"), ("12", "2223")]
        page = archive.read(next(n for n in archive.namelist() if "101" in n or "_11_" in n)).decode()
        assert "Who buys?" in page
    assert mosaic("feedback", "canvas", tmp_path / "moodle-grades", "--out", tmp_path / "x.zip")[0] == 2
    assert table(tmp_path / "moodle-grades" / "intake.csv")
