"""Writes the records of the wire as TypeScript declarations: ``make types``; ``--check`` fails where they are stale.

Users need no TypeScript: the declarations are for the checks of the browser's side (``tsc --checkJs``) and for editors.
They follow from the JSON schema that msgspec gives of the records, so what Python sends and what JavaScript expects
cannot part unseen.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.panel.wire import (
    case,
    class_messages,
    classpage,
    glossary,
    marking,
    messages,
    recall,
    replies,
    room,
    views,
)

OUT = Path(__file__).resolve().parents[1] / "mosaic_exercises" / "panel" / "ui" / "wire.d.ts"
HEAD = "// Made by `make types` from mosaic_exercises/panel/wire: change the records there, not this file.\n"


def unions(module: Any, ending: str) -> dict[str, Any]:
    """What each session answers, or says: the unions of a module by name."""
    named = {name: one for name, one in vars(module).items() if name.endswith(ending) and not isinstance(one, type)}
    assert named
    return named


FROM_BROWSER = unions(messages, "Message") | unions(class_messages, "Message")
TO_BROWSER = unions(replies, "Reply")
VIEWS = {
    name: one
    for module in (views, case, classpage, glossary, marking, recall, room)
    for name, one in vars(module).items()
    if getattr(one, "__module__", "") == module.__name__
}
"""Also those that no reply carries: a panel that is only drawn."""
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def told(function: Callable[..., Any]) -> Any:
    """The record that a kind's function says it gives."""
    return get_type_hints(function)["return"]


TASKS = {name: told(kind.view) for name, kind in KINDS.items()}
"""What each kind shows of its task."""
LIVES = {name: told(kind.live) for name, kind in KINDS.items() if kind.live is not None}
"""What a kind says to what is typed."""


def declarations() -> str:
    """The whole file: each record, then what each session answers and says, then what each kind does."""
    came, came_defs = schema(FROM_BROWSER)
    gone, gone_defs = schema({**TO_BROWSER, **VIEWS})
    tasks, task_defs = schema(TASKS)
    lives, live_defs = schema(LIVES)
    sent = {**gone_defs, **task_defs, **live_defs}
    whole = sent.keys() - sparse()
    records = [record(name, one, always=name in whole) for name, one in sorted({**came_defs, **sent}.items())]
    unions = [f"export type {name} = {typed(one)};\n" for name, one in {**came, **gone}.items() if name_of(one) != name]
    tables = [
        table("Tasks", "What each kind shows: `View.task`.", tasks),
        table("Lives", "What a kind says to what is typed: `LiveReply.live`.", lives),
    ]
    return "\n".join([HEAD, *records, *unions, *tables])


def sparse() -> set[str]:
    """The records that leave out what is as it is by default."""
    return {one.__name__ for one in msgspec.Struct.__subclasses__() if one.__struct_config__.omit_defaults}


def table(name: str, what: str, kinds: Mapping[str, Any]) -> str:
    """What kinds do, by their names."""
    rows = [f"  {kind}: {typed(one)};" for kind, one in kinds.items()]
    return "\n".join([*remark(what), f"export interface {name} {{", *rows, "}\n"])


def schema(types: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """JSON schemas of the types by name, and of the records in them by theirs."""
    found, records = msgspec.json.schema_components(types.values(), ref_template="{name}")
    return dict(zip(types, found, strict=True)), records


def name_of(one: Mapping[str, Any]) -> str:
    """The record that a schema points to, "" where it is none. A view's reply is named for the view."""
    name = str(one.get("$ref", ""))
    return re.sub(r"^(\w+)_(\w+?)(?:View)?_$", r"\2\1", name)


def record(name: str, one: Mapping[str, Any], *, always: bool) -> str:
    """One record. ``always``: Python sends every field that has a value; else one with a default may be left out."""
    lines = [*remark(str(one.get("description", ""))), f"export interface {name_of({'$ref': name})} {{"]
    required = one.get("required", ())
    for field, of in one.get("properties", {}).items():
        sure = field in required or (always and "default" in of)
        lines.append(f"  {field if field.isidentifier() else json.dumps(field)}{'' if sure else '?'}: {typed(of)};")
    return "\n".join([*lines, "}\n"])


def remark(text: str) -> list[str]:
    """A docstring as a comment."""
    words = " ".join(text.replace("``", "`").split()).replace("*/", "* /")
    return [f"/** {words} */"] if words else []


def typed(one: Mapping[str, Any]) -> str:
    """A JSON schema as a TypeScript type."""
    if "$ref" in one:
        return name_of(one)
    if "anyOf" in one:
        return " | ".join(dict.fromkeys(map(typed, one["anyOf"])))
    if "enum" in one:
        return " | ".join(json.dumps(value) for value in one["enum"])
    match one.get("type"):
        case "array" if "prefixItems" in one:
            return f"[{', '.join(map(typed, one['prefixItems']))}]"
        case "array":
            return f"{grouped(typed(one.get('items') or {}))}[]"
        case "object":
            return f"Record<string, {typed(one.get('additionalProperties') or {})}>"
        case str(name) if name in PLAIN:
            return PLAIN[name]
    return "any"


def grouped(type_: str) -> str:
    """A union in brackets."""
    return f"({type_})" if " | " in type_ else type_


def main(arguments: Iterable[str]) -> int:
    """Write the file, or only say whether it is as it must be."""
    text = declarations()
    if "--check" not in arguments:
        OUT.write_text(text, encoding="utf-8")
        return 0
    if OUT.is_file() and OUT.read_text(encoding="utf-8") == text:
        return 0
    print(f"{OUT.name} is not what the records of the wire say. Write it anew: make types", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
