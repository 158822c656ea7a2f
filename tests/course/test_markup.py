"""The markup of course text: one grammar, read alike by Python and by the browser."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import mosaic_exercises
from mosaic_exercises.drawing.html import prose
from mosaic_exercises.reading.markup import blocks, words

PACKAGE = Path(mosaic_exercises.__file__).parent
CASES = json.loads((Path(__file__).parents[1] / "data" / "markup.json").read_text(encoding="utf-8"))
ORIGIN = "http://markup.test"


def texts(value: Any) -> Iterator[str]:
    """Every text in a table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from texts(inside)


def nodes_of(text: str) -> Any:
    """The nodes as JSON, as the browser has them."""
    return msgspec.json.decode(msgspec.json.encode(blocks(text)))


def course_texts() -> list[str]:
    files = sorted((PACKAGE / "course" / "content").rglob("*.toml"))
    return list(dict.fromkeys(t for f in files for t in texts(tomllib.loads(f.read_text(encoding="utf-8")))))


def test_a_text_becomes_the_nodes_that_the_browser_is_tested_against() -> None:
    assert len(CASES) > 20
    for text, nodes in CASES:
        assert nodes_of(text) == nodes, text


def test_the_browser_reads_every_text_of_the_course_as_python_does(shell: Any) -> None:
    some = course_texts()
    assert len(some) > 8_000

    def serve(route: Any) -> None:
        name = route.request.url.removeprefix(ORIGIN).lstrip("/")
        text = (PACKAGE / name).read_text(encoding="utf-8") if name else "<!doctype html>"
        route.fulfill(body=text, content_type="text/javascript" if name else "text/html")

    page = shell.new_page()
    page.route(f"{ORIGIN}/**", serve)
    page.goto(ORIGIN)
    module = "/panel/ui/kit/markup.js"
    read = page.evaluate("async ([at, some]) => some.map((await import(at)).parsed)", [module, some])
    page.close()
    faults = [t for t, nodes in zip(some, read, strict=True) if nodes_of(t) != nodes]
    assert faults == []


@pytest.mark.parametrize(
    ("text", "html", "said"),
    [
        ("a **b** <i>", "<p>a <strong>b</strong> &lt;i&gt;</p>", "a b <i>"),
        ("- *x*\n- `y`", "<ul><li><em>x</em></li><li><code>y</code></li></ul>", "- x\n- y"),
        ('[a"](https://b.c?d&e)', '<p><a href="https://b.c?d&amp;e" rel="noopener noreferrer">a&quot;</a></p>', None),
        ("one\n\ntwo\x07", "<p>one</p><p>two\ufffd</p>", None),
    ],
)
def test_nodes_become_html_and_words(text: str, html: str, said: str | None) -> None:
    assert prose(text) == html
    assert said is None or words(text) == said
