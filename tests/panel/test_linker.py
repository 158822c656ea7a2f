"""Modules become one text, and what cannot be joined is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.panel import assets
from mosaic_exercises.panel.linker import LinkError, in_order, joined


def written(folder: Path, **files: str) -> None:
    """Modules of these texts."""
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")


def test_a_file_stands_behind_what_it_imports_and_keeps_its_own_names(tmp_path: Path) -> None:
    written(
        tmp_path,
        main='import { twice as double } from "./sums.js";\n\nconst two = double(1);\nexport default two;\n',
        sums="// Sums.\n\nconst two = 2;\n\n/** `n` twice. */\nexport function twice(n) {\n"
        "  /** @type {any} */ (n).kept = 1;\n  return n * two; // of n\n}\n"
        "/** @type {number}\n *  of all */\nexport const one = 1;\n",
    )
    modules = in_order(tmp_path, ["main.js"])
    assert [*modules] == ["sums.js", "main.js"]
    text = joined(modules.values())
    assert text.startswith("{ // sums.js\nconst two = 2;\n")
    assert 'const { twice: double } = $["sums.js"];' in text
    assert '$["main.js"] = { default: $default };' in text
    assert "export" not in text
    assert "import" not in text
    assert "`n` twice" not in text
    assert "of all" not in text
    assert "  /** @type {any} */ (n).kept = 1;\n" in text


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"main": 'import { a } from "./b.js";\n', "b": 'import { c } from "./main.js";\n'},
            "main.js > b.js",
        ),
        ({"main": 'import { a } from "./b.js";\n'}, "main.js imports .*b.js, which is not there"),
        ({"main": 'import { a } from "./b.js";\n', "b": "export const c = 1;\n"}, "main.js imports a from b.js"),
        ({"main": "export let a = 1;\n"}, "export let a"),
        ({"main": 'export * from "./b.js";\n'}, "export \\*"),
        ({"main": 'const a = await import("./b.js");\n'}, "import\\("),
    ],
)
def test_what_cannot_be_joined_is_named(tmp_path: Path, files: dict[str, str], message: str) -> None:
    written(tmp_path, **files)
    with pytest.raises(LinkError, match=message):
        in_order(tmp_path, ["main.js"])


def test_a_part_reaches_into_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {"one": "export default {};\n", "two": 'import one from "../one/one.js";\n'}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.js").write_text(text, encoding="utf-8")
    monkeypatch.setattr(assets, "ROOMS", {"kinds": "*"})
    monkeypatch.setattr(assets, "PACKAGE", tmp_path)
    monkeypatch.setattr(assets, "kit_modules", dict)
    with pytest.raises(LinkError, match="stands in the kit"):
        assets.part_modules("two")
