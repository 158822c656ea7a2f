"""Outline: what is counted, and files: out and back unchanged, hostile ones refused."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.markdown import to_markdown
from mosaic_exercises.kinds.outline.nodes import Node, Nodes, read_nodes
from mosaic_exercises.kinds.outline.opml import from_opml, to_opml
from tests.kinds import harness as ex
from tests.kinds.contract import assert_message
from tests.kinds.examples import CALM, examples

PRINTABLE = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"))
NODE = st.tuples(
    st.integers(0, 11),
    st.text(PRINTABLE, max_size=20).map(lambda t: " ".join(t.split())),
    st.text(st.sampled_from("ab<>&\"\n\t'é€]🚲"), max_size=20),
    st.sampled_from(["", "https://example.org/?a=1&b=2", "mailto:ines@example.org"]),
    st.booleans(),
)


def tree(parts: list[tuple[int, str, str, str, bool]]) -> Nodes:
    """Nodes whose levels never jump."""
    nodes: list[Node] = []
    for i, (level, text, note, link, shut) in enumerate(parts):
        most = nodes[-1].level + 1 if nodes else 0
        nodes.append(Node(f"n{i}", min(level, most), text, note, link, shut))
    return tuple(nodes)


@pytest.mark.parametrize("name", examples("outline"))
def test_the_contract(name: str) -> None:
    ex.assert_sound(name)


def test_any_answer() -> None:
    ex.assert_any_answer_is_judged_or_refused("outline", ["nodes", "id", "level", "text", "note", "link", "n1"])
    ex.assert_refused("outline", "nodes")


def test_two_hundred_nodes_go_out_to_opml_and_back_unchanged() -> None:
    rng = random.Random(5)
    notes = ["", "two\nlines", 'a "quote" & <tag>\ttab', "Grüße €"]
    parts = [(rng.randrange(6), f"Branch {i} <&> “{i}”", rng.choice(notes), "", i % 7 == 0) for i in range(200)]
    nodes = tree(parts)
    assert len({n.level for n in nodes}) > 4
    assert from_opml(to_opml(nodes, "Managing <customers> & more")).nodes == nodes


@CALM
@given(st.lists(NODE, min_size=1, max_size=12))
def test_any_tree_goes_out_and_back_unchanged(parts: list[tuple[int, str, str, str, bool]]) -> None:
    nodes = tree(parts)
    assert from_opml(to_opml(nodes, "x")).nodes == nodes
    assert read_nodes(msgspec.to_builtins(nodes)) == nodes


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
OPEN = "<outline text='x'>"
HOSTILE = {
    "entities": f"{BOMB}<opml><body><outline text='&b;'/></body></opml>",
    "an external entity": '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><opml><body/></opml>',
    "a document type": '<!DOCTYPE opml SYSTEM "http://example.org/x.dtd"><opml><body/></opml>',
    "no XML": "Managing customers",
    "nothing": "",
    "HTML": "<html><body><outline text='x'/></body></html>",
    "no body": "<opml><head/></opml>",
    "cut off": "<opml><body><outline text='x'>",
    "too deep": f"<opml><body>{OPEN * 40}{'</outline>' * 40}</body></opml>",
    "elements far inside each other": f"<opml>{'<a>' * 500}{'</a>' * 500}<body><outline text='x'/></body></opml>",
    "too many": f"<opml><body>{OPEN.replace('>', '/>') * 501}</body></opml>",
    "too large": " " * 2_000_001,
    "half a character": "<opml>\ud83d</opml>",
    "a note too long": f"<opml><body><outline text='{'x' * 4001}'/></body></opml>",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_are_refused_in_words(what: str) -> None:
    with pytest.raises(FormatError) as refused:
        from_opml(HOSTILE[what])
    assert_message(str(refused.value))


def test_a_file_of_another_program_is_read() -> None:
    text = """<?xml version="1.0" encoding="ISO-8859-1"?><opml version="1.0"><head><title>t</title></head><body>
      <outline text="Goals"><outline title="Sell  again" type="link" url="https://example.org"/></outline>
      <outline text="Bad link" url="javascript:alert(1)" _id="Goals 1"/></body></opml>"""
    found = from_opml(text)
    assert found.root == "t"
    assert found.nodes == (
        Node("n1", 0, "Goals"),
        Node("n2", 1, "Sell again", link="https://example.org"),
        Node("n3", 0, "Bad link", "Link: javascript:alert(1)"),
    )


def test_markdown_nests_and_stays_text() -> None:
    nodes = (Node("a", 0, "Why *leave*?", "seen\n# twice"), Node("b", 1, "[x]", link="https://example.org/a"))
    assert to_markdown(nodes, "A_B").splitlines() == [
        "# A\\_B",
        "",
        "- Why \\*leave\\*?",
        "",
        "  > seen",
        "  > \\# twice",
        "",
        "  - [\\[x\\]](<https://example.org/a>)",
    ]


def test_what_is_asked_for_is_counted() -> None:
    nodes = [{"id": "a", "level": 0, "text": "Goals"}, {"id": "b", "level": 0, "text": " "}]
    result = ex.judged("outline", {"nodes": nodes})
    assert [(c.id, c.met, c.seen) for c in result.criteria] == [
        ("branches", False, "1 branch, 5 asked for."),
        ("levels", False, "1 level, 2 asked for."),
        ("notes", False, "0 notes, 1 asked for."),
        ("empty", False, "1 without a text, the first in row 2."),
    ]


def test_a_template_counts_once_something_was_made_of_it() -> None:
    given = list(examples("outline")["outline"]["task"]["templates"][0]["nodes"])
    assert ex.judged("outline", {"nodes": given, "root": "Asking"}).outcome == "not_attempted"
    own = [*given, {"id": "x", "level": 0, "text": "What we heard", "note": "Three said: too late."}]
    found = {c.id: c for c in ex.judged("outline", {"nodes": own}).criteria}
    seen = "1 branch, 5 asked for. 2 stand as the template has them and are not counted."
    assert (found["branches"].seen, found["notes"].met) == (seen, True)
    changed = [{**given[0], "note": "Ten who bought in May"}, given[1]]
    assert "1 branch, 5 asked for. 1 stand" in ex.judged("outline", {"nodes": changed}).criteria[0].seen


def test_the_start_with_a_branch_folded_is_still_untouched() -> None:
    start = examples("outline")["outline"]["task"]["start"]
    folded = [{**node, "shut": node["id"] == "goals"} for node in start]
    assert ex.judged("outline", {"nodes": folded}).outcome == "not_attempted"


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("task.root", "", "root"),
        ("task.min_levels", 13, "min_levels: between 0 and 12"),
        ("task.start.1.level", 2, "start: Branch 2"),
        ("task.start.1.id", "goals", "its id “goals” stands twice"),
        ("task.start.1.text", " ", "'sell' has no text"),
        ("key.model.4.link", "file:///x", "key.model: Branch 5: the link"),
        ("key.model", examples("outline")["outline"]["task"]["start"], "adds nothing to the start"),
        ("task.templates.0.nodes.1.note", "", "say in the note of 'f2' what belongs there"),
        ("task.templates.0.about", " ", "about is missing"),
        ("task.min_notes", 2, "key.model: less than is asked for: 1 note, 2 asked for."),
        ("key.why", " ", "key.why"),
    ],
)
def test_faults(path: str, value: Any, told: str) -> None:
    ex.assert_fault("outline", path, value, told)
