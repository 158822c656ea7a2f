"""An action of the page: a command of ``mosaic`` with a form. What is filled in becomes the command's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.office.place import ClassFolder
from mosaic_exercises.office.ways import options
from mosaic_exercises.reading.paths import shown, there

CSV = ".csv,text/csv"  # what a field for a table accepts
PLACES = {"grade": "Grade", "settings": "Settings", "mark": "Marking"}
"""Where on the page a command is that has no action of its own, or several."""
PATHS = "{*paths}"  # of an action's words: all that is graded
Sort = Literal["text", "words", "number", "check", "choice", "file", "folder"]


class FormField(msgspec.Struct, frozen=True, kw_only=True):
    """One field. ``option``: of the command, "" for a word that stands in its place; ``fixed``: words that a tick
    stands for in place of the option alone; ``whole``: a number without a fraction."""

    name: str
    label: str
    option: str = ""
    sort: Sort = "text"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    needed: bool = False
    accept: str = ""
    whole: bool = False


class PageAction(msgspec.Struct, frozen=True, kw_only=True):
    """One action. ``words``: the command's, with {book}, {made} and others of ``places``, {name} of a field, {now};
    ``made``: the files that it writes; ``then``: a second button that does what was only looked at, and its words;
    ``book``: it needs a gradebook; ``change``: it changes the gradebook, so what is shown is read anew."""

    id: str
    tab: str
    title: str
    about: str
    button: str
    words: tuple[str, ...]
    fields: tuple[FormField, ...] = ()
    made: tuple[str, ...] = ()
    then: tuple[str, tuple[str, ...]] | None = None
    book: bool = True
    change: bool = False

    @property
    def command(self) -> str:
        """The command that it calls."""
        return self.words[0]


def places(folder: ClassFolder) -> dict[str, str]:
    """The paths that the words of an action may name."""
    return {
        "root": str(folder.root),
        "grades": str(folder.grades),
        "book": str(folder.book if folder.ways.book else folder.grades),
        "made": str(folder.made),
        "hand_ins": str(folder.hand_ins),
    }


def words_of(action: PageAction, folder: ClassFolder, filled: Mapping[str, str], *, then: bool = False) -> list[str]:
    """The words of the command. Raises InputError where something needed is missing."""
    if action.book and not folder.has_book:
        raise InputError("the class is not graded yet: drop the hand-ins on the first page and press Grade")
    known = places(folder) | {"now": filled.get("now", "")}
    given: list[str] = []
    for field in action.fields:
        value = filled.get(field.name, "").strip().encode("utf-8", "replace").decode()  # half a sign is none
        if field.needed and not value:
            what = "tick" if field.sort == "check" else "choose" if field.sort in ("choice", "file") else "fill in"
            raise InputError(f"{what} “{field.label}” first")
        if field.sort == "choice" and value and value not in dict(field.choices):
            raise InputError(f"choose one of those under “{field.label}”")
        if field.sort in ("file", "folder") and value:
            path = there(value)
            if path is None:
                raise InputError(f"“{field.label}”: there is no '{shown(value)}' on this computer")
            value = str(path.absolute())
        value = number_of(field, value) if field.sort == "number" and value else value
        known[field.name] = value
        if not field.option or not value:
            continue
        given.append(field.option if field.sort == "check" else f"{field.option}={value}")
    for path in {Path(name.format_map(known)).parent for name in action.made}:
        path.mkdir(parents=True, exist_ok=True)
    more = action.then[1] if action.then and then else ()
    known["with_roster"] = f"--roster={folder.roster}" if folder.roster.is_file() else ""
    known["with_settings"] = f"--settings={folder.settings}" if folder.settings.is_file() else ""
    words: list[str] = []
    for word in (*action.words, *more):
        words += folder.paths() if word == PATHS else [word.format_map(Unfilled(known))]
    return [word for word in words if word] + given + options(folder.ways, action.command)


def number_of(field: FormField, said: str) -> str:
    """A number as a command reads it. Raises InputError in the form's words."""
    plain = said.replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,9}" if field.whole else r"-?[0-9]{1,9}(\.[0-9]{1,9})?", plain):
        how = "a whole number, as 30" if field.whole else "digits, as 60 or 7.5"
        raise InputError(f"“{field.label}”: '{shown(said)}' is no number. Write {how}")
    return plain


class Unfilled(dict[str, str]):
    """What is not filled in is nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def made_by(action: PageAction, folder: ClassFolder, filled: Mapping[str, str]) -> tuple[Path, ...]:
    """The files that an action writes."""
    known = Unfilled(places(folder) | {k: v.strip() for k, v in filled.items()})
    return tuple(Path(name.format_map(known)) for name in action.made)


def without_options(said: str, action: PageAction | None, actions: Sequence[PageAction]) -> str:
    """What a command says, for who does not type commands: its options by the labels of the form, other commands by
    the titles of their actions."""
    if action is not None and action.then:
        said = said.replace(f"the same command with {' '.join(action.then[1])}", f"“{action.then[0]}”")
    for field in sorted(action.fields if action else (), key=lambda f: -len(f.option)):
        if field.option:
            said = re.sub(rf"{re.escape(field.option)}(?:[ =][A-Z]{{2,}})?(?![\w-])", f"“{field.label}”", said)

    said = re.sub(r"^argument (?=“)", "", said)

    def titled(found: re.Match[str]) -> str:
        of_command = [one for one in actions if one.command == found[1]]
        asked = set(found[0].split()[2:])
        meant = [one for one in of_command if asked & {*one.words, *(f.option for f in one.fields if f.needed)}]
        title = PLACES.get(found[1]) or (of_command[0].title if of_command else "")
        title = next((one.title for one in meant if any(w.startswith("--") for w in asked)), title)
        return f"“{title}”" if title else found[0]

    return re.sub(
        r"\bmosaic ([a-z-]+)\b(?: (?:--?\S+|[\w-]+\.(?:csv|toml|db|zip)\b|[A-Z]{2,}\b|\S*[/\\]\S*|grades\b|class\b))*",
        titled,
        said,
    )
