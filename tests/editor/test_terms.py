"""Terms of the glossary in the notebooks' text: linked at their first use, by a tool that can be run again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from mosaic_exercises.commands.linking import link
from mosaic_exercises.course import load
from mosaic_exercises.course.records import Concept, GlossaryEntry
from mosaic_exercises.editor.records import Edition, NotebookCell
from mosaic_exercises.editor.terms import linked, remarks, unlinked
from tests.editor.cases import BOOK, edition_of, one_of

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
GLOSSARY = {
    "lens": GlossaryEntry(term="Lens", meaning='A "view".', example="", forms=("lens", "lenses")),
    "customer": GlossaryEntry(term="Customer", meaning="Buys it.", example="", here=("Customer",)),
    "internal": GlossaryEntry(
        term="Internal customer", meaning="A *colleague*.", example="", forms=("internal customer",)
    ),
    "chain": GlossaryEntry(term="The chain of a plan", meaning="One thing leads to the next.", example=""),
}
CONCEPTS = {
    "customer": Concept("Customer", BOOK, cell="words"),
    "chain": Concept("The chain: what leads to what", BOOK, cell="words", term="chain"),
    "lens": Concept("Lens", BOOK, cell="words"),
    "internal": Concept("Internal", BOOK, cell="words"),
}
ALL = "A lens. An internal customer. A Customer. A chain."


def edition(**cells: str) -> Edition:
    """An edition whose glossary has four terms, with these cells as a file would have them."""
    made = edition_of(one_of("q", "Yes", "No"), cells=cells)
    course = replace(made.course, glossary=MappingProxyType(GLOSSARY), concepts=MappingProxyType(CONCEPTS))
    read = tuple(NotebookCell(i, "markdown", unlinked(text), raw=text) for i, text in cells.items())
    return replace(made, course=course, cells={BOOK: read})


def made(**cells: str) -> dict[str, str]:
    """The cells with their links."""
    here = edition(**cells)
    return dict(linked(here.course, BOOK, here.cells[BOOK]))


def rules(**cells: str) -> list[tuple[str, str]]:
    """(rule, cell or term) of each remark."""
    return [(r.rule, r.place.at or r.place.item) for r in remarks(edition(**cells))]


def test_the_first_use_is_linked_with_its_meaning_and_no_other() -> None:
    found = made(a="Two lenses. Each lens.", words=ALL)
    assert found["a"] == 'Two [lenses][lens]. Each lens.\n\n[lens]: glossary.ipynb#lens "A ”view”."'
    text, notes = found["words"].split("\n\n")
    assert text == "A lens. An [internal customer][internal]. A [Customer][customer]. A [chain][chain]."
    assert notes.splitlines()[0] == '[internal]: glossary.ipynb#internal "A colleague."'
    assert notes.splitlines()[2].endswith('"The chain of a plan: One thing leads to the next."'), (
        "another word than its own"
    )


def test_what_is_no_use_of_a_term_is_left_alone() -> None:
    odd = (
        '# A lens\n\n> A lens, she said.\n\n"Through a lens." `lens` [lens](http://lens) <b title="lens">x</b>'
        " lens-like"
        "\n\n```\nlens\n```\n\n<details>\n<summary>A lens</summary>\n\nA folded lens.\n\n</details>"
    )
    assert made(a=odd, b="An open lens.") == {
        "a": odd,
        "b": 'An open [lens][lens].\n\n[lens]: glossary.ipynb#lens "A ”view”."',
    }
    assert "A folded [lens][lens]." in made(a=odd)["a"], "where there is no other"
    assert made(see="A lens.", deeper="A lens.") == {"see": "A lens.", "deeper": "A lens."}
    assert "[" not in made(a="A Customer in a chain.")["a"], "everyday words, but for the cell that teaches them"


def test_links_are_taken_off_and_made_again_as_they_were() -> None:
    found = made(a="Two lenses.", words=ALL)
    assert {i: unlinked(t) for i, t in found.items()} == {"a": "Two lenses.", "words": ALL}
    assert made(**found) == found
    assert rules(**found) == []


def test_what_is_wrong_is_named() -> None:
    right = made(words=ALL)["words"]
    assert rules(words=ALL) == [("term-unlinked", "words")] * 4
    assert rules(words=right.replace("Buys it.", "Sells it.")) == [("term-link-stale", "words")]
    assert rules(words=f"See [it](glossary.ipynb#gone).\n\n{right}") == [("term-link-dead", "words")]
    assert rules(words=right.replace("[lens][lens]", "view")) == [("term-link-stale", "words"), ("term-unused", "lens")]


def test_every_notebook_is_linked_again_from_nothing_and_nothing_else_of_it_changes(tmp_path: Path) -> None:
    course = load()
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (tmp_path / "data").symlink_to(NOTEBOOKS.parent / "data")
    for notebook in course.notebooks:
        raw = json.loads((NOTEBOOKS / f"{notebook.id}.ipynb").read_bytes())
        for cell in raw["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = unlinked("".join(cell["source"])).splitlines(keepends=True)
        text = json.dumps(raw, indent=1, ensure_ascii=False) + "\n"
        assert "ipynb#" not in text
        (folder / f"{notebook.id}.ipynb").write_text(text, encoding="utf-8")
    assert len(link(course, folder)) == len(course.notebooks)
    changed = [p.name for p in folder.iterdir() if p.read_bytes() != (NOTEBOOKS / p.name).read_bytes()]
    assert changed == []
    assert link(course, folder) == []
