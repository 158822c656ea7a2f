"""Who is in the class, and whose a file is."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from mosaic_exercises.course.records import TRACKS
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.reading import sheets
from mosaic_exercises.workbook.events import Learner

ID = ("learner_id", "id", "student_id", "id_number", "user_id", "username", "sis_user_id")
CANVAS = frozenset(("student", "id", "sis_user_id", "section"))  # a gradebook that Canvas exported: its ID is its own
CANVAS_ID = ("sis_user_id", "sis_login_id", "id")
NAME = ("name", "full_name", "student_name", "student")
EMAIL = ("email", "e-mail", "email_address", "e-mail_address", "mail")
SECTION = ("section", "class_section")
GROUP = ("group", "team", "group_name")
TRACK, EXTENSION = ("track",), ("extension", "extra_time")
FIRST, LAST = ("first_name", "given_name"), ("last_name", "surname", "family_name")
ID_LIMIT = 120
TITLES = 10  # lines above the names of the columns, as spreadsheets have them, that are seen
TWINS = "a file is of one of them only where its id is written just so"
ZEROES = ": were leading zeros lost?"
NEARLY = ", which is nearly the same: did a spreadsheet change it?"
ELSEWHERE = "the roster has it in its column "
NEAR = {  # what a note says of an id, and what many files with such a note are told as
    ZEROES: "the roster has with other leading zeros (see intake.csv): spreadsheets drop them; format that column as "
    "text, export the list again",
    NEARLY: "the roster has in nearly the same form (see intake.csv): format that column as text, export it again",
    ELSEWHERE: "stands in another column of the roster (see intake.csv): call that column learner_id",
}
INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
DECIMAL = re.compile(r"(\d+)[.,]0+")  # an id as a spreadsheet writes a number
ROUNDED = re.compile(r"\d(?:[.,]\d+)?e\+\d+", re.IGNORECASE)  # 1.23E+07: its last digits are gone
TEXT_CELL = re.compile(r"=\"(.*)\"")  # how some programs keep a spreadsheet from taking an id for a number
CANVAS_PREFIX = re.compile(r"^[^_]+(?:_LATE)?_\d+_\d{3,}_")
AGAIN = r"(?:[-_ ]\d{1,3}| ?\(\d{1,3}\))?"  # what a browser or a disk puts in where the name was taken
HANDED_IN = re.compile(rf"(.*?)\.mosaic{AGAIN}(?:\.json{AGAIN}(?:\.\w{{1,12}})*)?", re.IGNORECASE | re.DOTALL)
CLOUDY = re.compile(r"[\x00-\x1f\x7f/\\]|^[=+@-]|^\.\.|^unknown-")


class Placement(msgspec.Struct, frozen=True):
    """Where in the class a learner is: the section, the group that hands in one file for all of it, the track, and the
    extension as the roster words it; "" for none of each."""

    section: str = ""
    group: str = ""
    track: str = ""
    extension: str = ""


NOWHERE = Placement()


class Person(msgspec.Struct, frozen=True):
    """One row of the roster."""

    id: str
    name: str = ""
    email: str = ""
    place: Placement = NOWHERE


class Roster(msgspec.Struct, frozen=True):
    """The class in the roster's order by key, and keys by comparable e-mail address. ``notices``: oddities; ``bare``:
    ids by what spreadsheets leave of them; ``twins``: ids that differ in capital letters alone, by comparable id;
    ``others``: what stands in further columns that might be ids, with the column's name.
    """

    people: Mapping[str, Person] = {}
    emails: Mapping[str, str] = {}
    notices: tuple[str, ...] = ()
    bare: Mapping[str, str] = {}
    twins: Mapping[str, tuple[str, ...]] = {}
    others: Mapping[str, str] = {}

    def key(self, id_: str) -> str:
        """The key of who has this id; "" for nobody. Of twins the id has to be spelled as the roster spells it."""
        key = comparable(id_)
        key = twin_key(id_) if key in self.twins else key
        return key if key in self.people else ""


class Who(msgspec.Struct, frozen=True):
    """Whose a file is. ``key`` compares (so S01 and s01 are one learner); ``id`` is shown; ``known`` is False where
    the roster does not have them and for an id that cannot be one; ``note``: how they were found, or what is odd."""

    key: str
    id: str
    name: str
    email: str
    known: bool
    note: str = ""


def comparable(text: str) -> str:
    """An id or address for comparing: case, outer blanks and the way accents are encoded do not count."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


def bared(text: str) -> str:
    """What of an id is left where a spreadsheet had it: no leading zeros, no sign that nobody sees, no .0 at its end.
    Two ids that are alike in this need not be one; it is asked, never taken for granted."""
    seen = INVISIBLE.sub("", comparable(text))
    found = DECIMAL.fullmatch(seen)
    return (found[1] if found else seen).lstrip("0")


def spelled(text: str) -> str:
    """An id as it is written: only outer blanks and the way accents are encoded do not count."""
    return unicodedata.normalize("NFC", text.strip())


def is_address(id_: str) -> bool:
    """Whether an id is an e-mail address: in those, and in the user names of Moodle and Canvas, capital letters tell
    nobody apart. In a school's own ids (Canvas's SIS ids) they may."""
    return "@" in id_


def twin_key(id_: str) -> str:
    """The key of a learner whose id differs from another one's in capital letters alone. It is nobody's else, so that
    no mark and no comment of one is taken for the other's."""
    made = hashlib.sha256(spelled(id_).encode("utf-8", "replace")).hexdigest()[:32]
    return f"{comparable(id_)[:40].replace(chr(0), '?')}#={made}"


T = TypeVar("T")


class ById(Generic[T]):
    """Things by their learner's id, however it is written; of ids that differ in capital letters alone, as they are."""

    def __init__(self, things: Iterable[tuple[str, T]]) -> None:
        self._found: dict[str, dict[str, T]] = {}
        for id_, thing in things:
            self._found.setdefault(comparable(id_), {})[spelled(id_)] = thing

    def __call__(self, said: str) -> T | None:
        """The thing of this id, None where there is none. Raises InputError where it may be that of several."""
        found = self._found.get(comparable(said), {})
        if len(found) < 2 or spelled(said) in found:
            return next(iter(found.values()), None) if len(found) < 2 else found[spelled(said)]
        raise InputError(f"'{said[:80]}' may be {either(found)}: write the id as it stands there")


def either(ids: Iterable[str]) -> str:
    """Some ids that differ in capital letters alone, in words."""
    return " or ".join(f"'{id_[:80]}'" for id_ in sorted(ids))


def key_of(said: str) -> str:
    """A comparable id as a key: as it is, or shortened and told apart by a hash where no database would take it."""
    if len(said) <= ID_LIMIT and "\x00" not in said:
        return said
    return f"{said[:40].replace(chr(0), '?')}#{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:32]}"


def read_roster(path: Path) -> Roster:
    """The class list from a CSV file with a column learner_id (or id) and, if they are there, name, email, section,
    group, track and extension.

    Raises InputError that says what is wrong with it. Semicolons and tabs between the columns are understood.
    """
    rows = cells_of(path)
    columns = [*map(named, rows[0])] if rows else []

    def column(names: tuple[str, ...]) -> int | None:
        return next((columns.index(n) for n in names if n in columns), None)

    id_, name, email, given, family = (column(c) for c in (id_columns(rows, columns), NAME, EMAIL, FIRST, LAST))
    placing = [column(c) for c in (SECTION, GROUP, TRACK, EXTENSION)]
    there = [at for at in placing if at is not None]
    if id_ is None:
        has = ", ".join(columns)[:200] or "nothing: the file is empty"
        later = next((n for n, row in enumerate(rows[1:TITLES], start=2) if {*map(named, row)} & {*ID}), 0)
        title = f". Line {later} has one: delete the lines above it" if later else ""
        if rows and not title:
            title = ". Call the column with the ids learner_id"
        raise InputError(f"roster {path}: the first line names no column learner_id (or id); it has: {has}{title}")
    notices = several(rows, columns, (id_, name, email, given, family, *placing))
    people: dict[str, Person] = {}  # by the id as it is written
    alike: dict[str, list[Person]] = {}  # and by the id without its capital letters

    def value(row: list[str], at: int | None) -> str:
        return row[at].strip() if at is not None and at < len(row) else ""

    for number, row in enumerate(rows[1:], start=2):
        if row and "Points Possible" in row[0]:  # a row of Canvas that is no learner
            continue
        id_here = as_id(value(row, id_))
        key = spelled(id_here)
        key = comparable(key) if is_address(key) else key
        if not key:
            if any(cell.strip() for cell in row):
                notices.append(f"roster row {number} has no id; it was passed over")
        elif key in people:
            notices.append(f"roster row {number}: the id '{id_here}' stands twice; the first one counts")
        else:
            full = value(row, name) or f"{value(row, given)} {value(row, family)}".strip()
            place = Placement(*(value(row, at) for at in placing))
            if place.track.lower() not in ("", *TRACKS):
                raise InputError(
                    f"roster {path}, row {number}: there is no track '{place.track[:40]}'; write {', '.join(TRACKS)}"
                )
            place = (
                msgspec.structs.replace(place, track=place.track.lower())
                if any(row[at] for at in there if at < len(row))
                else NOWHERE
            )
            person = Person(id_here, full, value(row, email), place)
            if (said := same_person(alike.setdefault(comparable(person.id), []), person)) is not None:
                notices.append(f"roster row {number}: '{person.id}' is '{said.id}' of an earlier row; that one counts")
            else:
                people[key] = person
                alike[comparable(person.id)].append(person)
    if not people:
        raise InputError(f"roster {path}: it names nobody")
    notices += rounded(people)
    further = [n for n, name in enumerate(columns) if name in ID and n != id_]
    others = {comparable(as_id(value(row, n))): rows[0][n].strip() for n in further for row in rows[1:]}
    return msgspec.structs.replace(roster_of(people.values(), notices), others=others)


def several(rows: list[list[str]], columns: list[str], read: Iterable[int | None]) -> list[str]:
    """A notice for each column that is read and shares its name with another one."""
    return [
        f"roster: {columns.count(columns[at])} columns are called '{rows[0][at].strip()}'; the first one counts"
        for at in read
        if at is not None and columns.count(columns[at]) > 1
    ]


def as_id(cell: str) -> str:
    """The id in a cell, without what keeps a spreadsheet from changing it: ="007" and '007 are 007."""
    found = TEXT_CELL.fullmatch(cell)
    return sheets.text_of(found[1] if found else cell).strip()


def rounded(ids: Iterable[str]) -> list[str]:
    """A notice where ids look like long numbers that a spreadsheet has rounded."""
    found = [id_ for id_ in ids if ROUNDED.fullmatch(id_)]
    if not found:
        return []
    look = "id looks" if len(found) == 1 else "ids look"
    what = (
        f"{len(found):,} {look} like a number that a spreadsheet has rounded (as {found[0]}): its last digits are gone"
    )
    return [f"roster: {what}; format that column as text, and export the list again"]


def named(column: str) -> str:
    """A column's name for comparing."""
    return re.sub(r"\s+", "_", column.strip().lower())


def cells_of(path: Path) -> list[list[str]]:
    """The rows of a CSV file. Raises InputError for what is none."""
    try:
        return sheets.cells(csv_out.text_of_file(path, "roster"), strict=False)
    except csv.Error as error:
        raise InputError(f"roster {path}: not a CSV file: {error}") from None


def same_person(alike: Iterable[Person], new: Person) -> Person | None:
    """Whoever, of those with this id but for capital letters, has this very name or address: one person twice."""
    told = {comparable(new.name), comparable(new.email)} - {""}
    return next((one for one in alike if told & {comparable(one.name), comparable(one.email)}), None)


def roster_of(people: Iterable[Person], notices: Iterable[str]) -> Roster:
    """The roster of some people whose ids differ. Those that differ in capital letters alone have keys of their own."""
    by: dict[str, list[Person]] = {}
    emails: dict[str, str] = {}
    keyed: dict[str, Person] = {}
    everybody = [*people]
    for person in everybody:
        by.setdefault(comparable(person.id), []).append(person)
    twins = {key: tuple(one.id for one in found) for key, found in by.items() if len(found) > 1}
    for person in everybody:
        key = comparable(person.id)
        key = twin_key(person.id) if key in twins else key
        keyed[key] = person
        if person.email:
            emails.setdefault(comparable(person.email), key)
    told = [f"the ids {either(ids)} differ in capital letters alone: {TWINS}" for ids in twins.values()]
    bare = {bared(person.id): person.id for person in everybody}
    return Roster(keyed, emails, (*notices, *told), bare, twins)


def id_columns(rows: list[list[str]], columns: list[str]) -> tuple[str, ...]:
    """The columns that may hold a learner's id, the best first. Of a gradebook that Canvas exported that is the first
    one of the school's own that says anything."""
    if not set(columns) >= CANVAS:
        return ID
    places = {name: columns.index(name) for name in CANVAS_ID if name in columns}
    said = [n for n, at in places.items() if any(len(row) > at and row[at].strip() for row in rows[1:])]
    return tuple(said) or ID


def stem(label: str) -> str:
    """The learner's id as the hand-in command writes it into a file's name; "" for names of another form. What Canvas
    puts before the name (learner_12_345_) and behind it (-1) in a bulk download is no part of it."""
    name = CANVAS_PREFIX.sub("", label.rpartition("/")[2])
    found = HANDED_IN.fullmatch(name)
    return found[1] if found else ""


def whose(roster: Roster | None, learner: Learner, label: str) -> Who | None:
    """Whose a file is: by the id in it; without one by the e-mail address in it, then by the file's name, if the roster
    has them. None where that tells nobody."""
    people = roster.people if roster else {}
    emails = roster.emails if roster else {}
    said, by_mail = comparable(learner.id), emails.get(comparable(learner.email), "")
    if roster is not None and (key := roster.key(learner.id)):
        written = spelled(learner.id) == spelled(people[key].id)
        return on_roster(key, people[key], learner, "" if written else f"the id is written '{learner.id[:80]}' in it")
    if said:
        twins = roster.twins.get(said, ()) if roster else ()
        note = "" if roster is None else "the id is not on the roster"
        note += f", which has {either(twins)}" if twins else ""
        if roster is not None and (near := roster.bare.get(bared(said))) and bared(said):
            lost = comparable(near).lstrip("0") == said.lstrip("0")
            note += f"; the roster has '{near}'{ZEROES if lost else NEARLY}"
        if roster is not None and said in roster.others:
            note += f"; {ELSEWHERE}'{roster.others[said][:40]}'"
        if by_mail:
            note += f"; the e-mail address is that of {people[by_mail].id}"
        odd = bool(CLOUDY.search(said)) or len(said) > ID_LIMIT
        if odd:
            note += ("; " if note else "") + "no proper id; it is used as a text only"
        return Who(
            twin_key(learner.id) if twins else key_of(said),
            learner.id.strip()[:ID_LIMIT],
            learner.name,
            learner.email,
            roster is None and not odd,
            note,
        )
    if by_mail:
        return on_roster(by_mail, people[by_mail], learner, "no id in the file: found by the e-mail address")
    by_name = roster.key(stem(label)) if roster else ""
    if by_name:
        return on_roster(by_name, people[by_name], learner, "no id in the file: found by the file's name")
    return None


def named_after_file(label: str) -> Who | None:
    """Whose an unreadable file is where no roster tells: the hand-in command writes the id in its name."""
    id_ = stem(label).strip()
    return Who(comparable(id_), id_, "", "", True, "named after the file") if id_ else None


def named_after_workbook(learner: Learner, workbook: str) -> Who:
    """Whose a readable file without an id is: a made-up id, the same for every file of this workbook."""
    made = f"unknown-{short(workbook)}"
    return Who(made, made, learner.name, learner.email, False, "no id in the file: named after its workbook")


def on_roster(key: str, person: Person, said: Learner, note: str = "") -> Who:
    """A learner as the roster has them; what it leaves blank, as they say themselves."""
    return Who(key, person.id, person.name or said.name, person.email or said.email, True, note)


def short(workbook: str) -> str:
    """Eight letters that tell one workbook from another, whatever stands in the field."""
    if re.fullmatch(r"[0-9a-f]{32}", workbook):
        return workbook[:8]
    return hashlib.sha256(workbook.encode("utf-8", "backslashreplace")).hexdigest()[:8]
