"""Citations: each source complete and cited, each citation listed and true to its source.

A notebook's text is static, so a citation in it is plain words with the key in a comment behind them, which Jupyter
does not show: ``Kano and others (1984)<!-- @kano-1984 -->``. A list of sources has the whole reference before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mosaic_exercises.course.sources import Source, reference, surnames
from mosaic_exercises.editor.prose import flat
from mosaic_exercises.editor.records import Edition, EditorRule, Piece, Place, Remark

NOTE = re.compile(r"<!--\s*@([a-z0-9-]+)\s*-->")
LIST = re.compile(r"^#+ Sources\s*$", re.MULTILINE)
NAMED = re.compile(r"\b[A-Z][\w'-]+(?: (?:and|&) [A-Z][\w'-]+| et al\.| and others)? \((?:19|20)\d\d\)")
IN_LIST = re.compile(r"\((?:[^()]*, )?(?:19|20)\d\d\)|\b(?:19|20)\d\d\b.*\bdoi:|\*[^*]+\* \d+.*\b(?:19|20)\d\d\b")

RULES = (
    EditorRule(
        "source-missing",
        "Each source that a notebook cites is in sources.toml (an exercise that cites another is not loaded).",
    ),
    EditorRule("source-uncited", "Each source in sources.toml is cited somewhere."),
    EditorRule(
        "source-incomplete", "A source has author, year, title and journal with volume and pages, or publisher."
    ),
    EditorRule("citation-untrue", "The words before a citation's key name its author and year, or its title."),
    EditorRule(
        "reference-differs", "A list of sources gives the reference as sources.toml has it (mosaic check --sources)."
    ),
    EditorRule("source-without-key", "Each citation in a notebook's text has its key behind it."),
)


def remarks(edition: Edition, texts: Iterable[Piece]) -> Iterator[Remark]:
    """What these rules find; nothing where the course has no sources or the notebooks are not there."""
    sources = edition.course.sources
    if not sources or not edition.cells:
        return
    used = set(edition.course.cited)
    for notebook, cells in edition.cells.items():
        for cell in cells:
            if cell.kind == "markdown":
                place = Place(notebook, f"notebooks/{notebook}.ipynb", "", cell.id)
                used |= set(NOTE.findall(cell.source))
                yield from of_cell(place, cell.source, edition)
    for piece in texts:
        if piece.place.file.startswith(("exercises/", "keys/")) and (hit := NAMED.search(piece.text)):
            yield Remark("source-without-key", piece.place, hit[0], "Cite it by its key: [@key].")
    for key, source in sources.items():
        where = Place("", "sources.toml", key)
        if key not in used:
            yield Remark("source-uncited", where, reference(source), "Cite it, or take it out.")
        if lacks := ", ".join(lacking(source)):
            yield Remark("source-incomplete", where, f"no {lacks}", "Look it up and add it.")


def lacking(source: Source) -> list[str]:
    """The fields that a complete reference of its sort would have."""
    if not source.authors and source.note:
        return []  # a document of the course's own, described by its note
    wanted = ["authors", "year"] + (["volume", "pages"] if source.container else ["publisher"])
    return [name for name in wanted if not getattr(source, name)]


def of_cell(place: Place, text: str, edition: Edition) -> Iterator[Remark]:
    """What is wrong with the citations of one cell."""
    sources = edition.course.sources
    start = LIST.search(text)
    for block, listed in blocks(text, start.end() if start else len(text)):
        before = ""
        for piece, key in split(block):
            before += piece
            if not key:
                continue
            source = sources.get(key)
            if source is None:
                yield Remark("source-missing", place, f"@{key}", "Add it to sources.toml, or correct the key.")
            elif not true_to(before, source):
                yield Remark("citation-untrue", place, f"{before[-60:]}<!-- @{key} -->", f"It is: {reference(source)}.")
            elif listed and source.authors and flat(reference(source)) not in flat(block):
                advice = f"Write: {reference(source)}<!-- @{key} -->"
                yield Remark("reference-differs", place, block[:80], advice)
        hit = (IN_LIST if listed else NAMED).search(block)
        if hit and not NOTE.search(block):
            advice = "Put its key behind it: <!-- @key -->. mosaic check --sources prints the keys."
            yield Remark("source-without-key", place, block[:80].strip(), advice)


def blocks(text: str, lists: int) -> Iterator[tuple[str, bool]]:
    """The paragraphs and list items of a cell, and whether they stand in its list of sources."""
    at = 0
    for part in re.split(r"(\n\s*\n|\n(?=\s*[-*] ))", text):
        if part.strip():
            yield part, at >= lists
        at += len(part)


def split(block: str) -> Iterator[tuple[str, str]]:
    """The texts of a block, each with the key behind it; the last has none."""
    parts = NOTE.split(block)
    yield from zip(parts[::2], [*parts[1::2], ""], strict=True)


def true_to(text: str, source: Source) -> bool:
    """Whether these words name the source: an author and the year, or the title."""
    said = flat(text)
    names = [n for n in surnames(source) if n != "others"]
    dated = source.year in said or source.year == "undated"
    short = flat(source.short) in said if source.short else False
    return flat(source.title) in said or (dated and (short or any(flat(name) in said for name in names[:1])))
