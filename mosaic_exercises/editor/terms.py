"""Terms of the glossary in the notebooks' text: each is linked where a notebook uses it first.

The links are made, never written by hand (``mosaic check --link``). They are Markdown's own: ``[lenses][lenses]`` in
the sentence, and at the cell's end ``[lenses]: glossary.ipynb#lenses "what it means"``, so that every viewer of
notebooks shows the meaning and leads to the page. All other rules read a cell without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.editor import quotes
from mosaic_exercises.editor.records import Edition, EditorRule, NotebookCell, Place, Remark
from mosaic_exercises.reading import markup
from mosaic_exercises.running_case.sayings import Saying

PAGE: Final = "glossary.ipynb"
ASIDE: Final = re.compile(r"^(?:title|sources|see|deeper|handin)")
"""Cells by their ids that are not read for terms: heads, literature, code."""

_DEFINED: Final = re.compile(r'\n*^\[([A-Za-z0-9-]+)\]: (?:glossary|00_start)\.ipynb#\1 ".*"$', re.MULTILINE)
_LINK: Final = re.compile(r"\[([^\[\]\n]+)\]\[([A-Za-z0-9-]+)\]")
_ANCHOR: Final = re.compile(r"glossary\.ipynb#([A-Za-z0-9_-]+)")
_FOLDED: Final = re.compile(r"<details>.*?</details>", re.DOTALL)
_NOT_TEXT: Final = re.compile(
    r"^#+ Sources\s*$.*|```.*?```|`[^`\n]*`|<!--.*?-->|<summary>.*?</summary>|<[^>]+>|!?\[[^\]\n]*\]\([^)\n]*\)"
    r"|^\s*[#>][^\n]*|\"[^\"\n]*\"|“[^”\n]*”|https?://\S+",
    re.DOTALL | re.MULTILINE,
)
"""Code, links, headings, and what others say: there a word is no use of a term."""

LINKED: Final = "Run mosaic check --link: it makes the links anew."
RULES = (
    EditorRule("term-unlinked", "Each term is linked where a notebook uses it first, and each quotation of the case."),
    EditorRule("term-link-stale", "A term's link says what the glossary says, and stands at the first use alone."),
    EditorRule("term-link-dead", "A link into the glossary leads to a term that it has."),
    EditorRule("term-unused", "Each term of the glossary is used in a notebook's text."),
    EditorRule("term-word-twice", "A word stands for one term of the glossary."),
)


class TermUse(msgspec.Struct, frozen=True):
    """Where a notebook uses a term first: the cell's id, and from where to where in its unlinked text."""

    slug: str
    cell: str
    start: int
    end: int


def unlinked(text: str) -> str:
    """A cell's text without its links of terms, as its author wrote it."""
    made = {hit[1] for hit in _DEFINED.finditer(text)}
    if not made:
        return text
    return _LINK.sub(lambda hit: hit[1] if hit[2] in made else hit[0], _DEFINED.sub("", text))


def words_of(course: Course, notebook: str, cell: str) -> Iterator[tuple[str, str]]:
    """(word, slug) for all words that stand for a term in this cell. What has no words of its own is known, in the cell
    that teaches it, by the word that its concept names."""
    for slug, entry in course.glossary.items():
        yield from ((word, slug) for word in entry.forms)
        concept = course.concepts.get(slug)
        if concept is not None and (concept.notebook, concept.cell) == (notebook, cell):
            own = () if entry.forms else (concept.term or concept.name.partition(":")[0],)
            yield from ((word, slug) for word in entry.here or own)


def first_uses(course: Course, notebook: str, cells: Sequence[NotebookCell]) -> tuple[TermUse, ...]:
    """Where the notebook uses each term first: in text that is open, else in what is folded. ``cells``: unlinked."""
    found: dict[str, TermUse] = {}
    for folded in (False, True):
        for cell in cells:
            if cell.kind == "markdown" and not ASIDE.match(cell.id):
                table = dict(reversed(list(words_of(course, notebook, cell.id))))
                taken = [(u.start, u.end) for u in found.values() if u.cell == cell.id]
                for start, end, word in matches(readable(cell.source, folded=folded), tuple(table)):
                    slug = table.get(word) or table[word[0].lower() + word[1:]]
                    if slug not in found and not any(a < end and start < b for a, b in taken):
                        found[slug] = TermUse(slug, cell.id, start, end)
    return tuple(found.values())


def readable(text: str, *, folded: bool) -> str:
    """The text with all that is no use of a term blanked out, as long as before."""
    return _NOT_TEXT.sub(blank, text if folded else _FOLDED.sub(blank, text))


def blank(hit: re.Match[str]) -> str:
    """As many blanks."""
    return "\0" * len(hit[0])


def matches(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """(start, end, what stands there) of each of these words, the longest first. A word in small letters may also begin
    a sentence."""
    for hit in _any_of(words).finditer(text) if words else ():
        yield hit.start(), hit.end(), hit[0]


@lru_cache(maxsize=1024)  # as many as there are cells, each with words of its own
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = (f"[{w[0]}{w[0].upper()}]{re.escape(w[1:])}" if w[0].islower() else re.escape(w) for w in by_length(words))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def by_length(words: Sequence[str]) -> list[str]:
    """The longest first: an internal customer is no customer."""
    return sorted(words, key=len, reverse=True)


def told(course: Course, slug: str, word: str) -> str:
    """What a term means, as the title of a link: one line of plain text, after the term where ``word`` is another."""
    entry = course.glossary[slug]
    head = "" if word.casefold() in {one.casefold() for one in (entry.term, *entry.forms)} else f"{entry.term}: "
    return head + " ".join(markup.words(entry.meaning).replace('"', "”").replace("\\", "").split())


def linked(
    course: Course, notebook: str, cells: Sequence[NotebookCell], said: tuple[Saying, ...] = ()
) -> Mapping[str, str]:
    """Cell id -> its text with its links, of terms and of what people of the case have said, for each text cell.
    ``cells``: unlinked."""
    texts = {cell.id: cell.source for cell in cells if cell.kind == "markdown"}
    uses = first_uses(course, notebook, cells)
    for id_, text in texts.items():
        links = [(use.start, use.end, use.slug) for use in uses if use.cell == id_]
        notes = {slug: told(course, slug, text[start:end]) for start, end, slug in sorted(links)}
        pages = dict.fromkeys(notes, PAGE)
        for quote in quotes.quotes(text, said):
            links.append((quote.start, quote.end, quote.saying.id))
            notes[quote.saying.id], pages[quote.saying.id] = quote.saying.source, quotes.PAGE
        made = text
        for start, end, label in sorted(links, reverse=True):
            made = f"{made[:start]}[{text[start:end]}][{label}]{made[end:]}"
        lines = [f'[{label}]: {pages[label]}#{label} "{title}"' for label, title in notes.items()]
        texts[id_] = "\n\n".join([made, "\n".join(lines)]) if lines else made
    return texts


def remarks(edition: Edition) -> Iterator[Remark]:
    """What these rules find; nothing where the course has no glossary or the notebooks are not there."""
    course = edition.course
    if not course.glossary or not edition.cells:
        return
    used: set[str] = set()
    for notebook, cells in edition.cells.items():
        used |= {use.slug for use in first_uses(course, notebook, cells)}
        yield from of_notebook(edition, notebook, linked(course, notebook, cells, edition.said))
    owners: dict[str, str] = {}
    for slug, entry in course.glossary.items():
        place = Place("", "glossary.toml", slug)
        if slug not in used and any(edition.cells.values()):
            advice = "Give it the words that the notebooks use (forms, or here), or use it."
            yield Remark("term-unused", place, entry.term, advice)
        for word in entry.forms:
            if owners.setdefault(word, slug) != slug:
                yield Remark("term-word-twice", place, f"{word}: {owners[word]}", "Let one of the two have it.")


def of_notebook(edition: Edition, notebook: str, wanted: Mapping[str, str]) -> Iterator[Remark]:
    """What is wrong with the links of one notebook."""
    for cell in edition.cells[notebook]:
        if cell.kind != "markdown":
            continue
        place = Place(notebook, f"notebooks/{notebook}.ipynb", "", cell.id)
        for slug in _ANCHOR.findall(cell.raw or cell.source):
            if slug not in edition.course.glossary:
                yield Remark("term-link-dead", place, f"{PAGE}#{slug}", "Name a term of glossary.toml, or unlink it.")
        have, want = set(_DEFINED.findall(cell.raw)), set(_DEFINED.findall(wanted[cell.id]))
        for slug in sorted(want - have):
            term = edition.course.glossary.get(slug)
            yield Remark("term-unlinked", place, term.term if term else slug, LINKED)
        if want <= have and (cell.raw or cell.source) != wanted[cell.id]:
            yield Remark("term-link-stale", place, ", ".join(sorted(have)) or cell.source[:40], LINKED)
