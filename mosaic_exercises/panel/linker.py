"""ES modules joined into one: a widget's code is loaded from a blob, where a relative import leads nowhere.

Each file becomes a block with its own names, behind all that it imports. One blob a file, with rewritten addresses,
takes a browser three to six times as long (benchmarks/README.md). Editors, tsc, the linter and node read the files
themselves. A module's address is its path from a root, with slashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec

_IMPORT = re.compile(r'^import (?:\{([^}]*)\}|([\w$]+)) from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:(default )|(?=(?:async )?(?:function\*?|const|class) +([\w$]+)))", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_REMARKS = re.compile(r"^ *//.*\n", re.MULTILINE), re.compile(r"^ */\*\*(?:[^*]|\*(?!/))*\*/\n", re.MULTILINE)


class LinkError(Exception):
    """Modules that cannot be joined: a circle, a file or name that is not there, a form of import that is not read."""


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """One file. ``imports``: for each statement the address it names and its names as written ("a", "b as c")."""

    address: str
    body: str
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    exports: frozenset[str]


def bare(text: str) -> str:
    """A module's text without comments and JSDoc that stand on lines of their own."""
    for remarks in _REMARKS:
        text = remarks.sub("", text)
    return text


@cache
def read(root: Path, address: str) -> Module:
    """The file as a module, without remarks: on the wire they would be a fifth of everything.

    Raises LinkError where a statement of import or export has another form than ``panel/ui/README.md`` names.
    """
    text = bare((root / address).read_text(encoding="utf-8"))
    imports = []
    for names, default, other in _IMPORT.findall(text):
        asked = tuple(n for n in (" ".join(name.split()) for name in names.split(",")) if n)
        imports.append((_beside(address, other), asked or (f"default as {default}",)))
    exports = frozenset(name or "default" for _, name in _EXPORT.findall(text))
    body = _EXPORT.sub(lambda m: "const $default = " if m[1] else "", _IMPORT.sub("", text)).strip("\n")
    if (left := _LEFT.search(body)) or "import(" in body:
        what = left[0] if left else "import(...)"
        raise LinkError(f"{address}: write imports and exports in a form that panel/ui/README.md names: {what}")
    return Module(address=address, body=body, imports=tuple(imports), exports=exports)


def in_order(root: Path, addresses: Iterable[str], known: Mapping[str, Module] | None = None) -> dict[str, Module]:
    """These files and all that they import, but for the ``known``: by address, each behind what it imports.

    Raises LinkError for a circle and for a file or a name that is not there.
    """
    found: dict[str, Module] = {}
    linked = known or {}
    trail: list[str] = []

    def take(address: str) -> Module:
        if module := linked.get(address) or found.get(address):
            return module
        if address in trail:
            raise LinkError(f"Modules import each other in a circle: {' > '.join([*trail, address])}")
        try:
            module = read(root, address)
        except FileNotFoundError:
            raise LinkError(f"{(trail or ['The linker'])[-1]} imports {address}, which is not there") from None
        trail.append(address)
        for other, names in module.imports:
            missing = {name.split(" as ")[0] for name in names} - take(other).exports
            if missing:
                raise LinkError(f"{address} imports {', '.join(missing)} from {other}, which has no such export")
        trail.pop()
        found[address] = module
        return module

    for address in addresses:
        take(address)
    return found


def joined(modules: Iterable[Module]) -> str:
    """The modules as blocks of one text.

    Each puts what it exports into the table ``$`` under its address and takes there what it imports; the text declares
    no ``$`` of its own.
    """
    return "\n".join(map(_block, modules))


def _block(module: Module) -> str:
    lines = [f"{{ // {module.address}"]
    for other, names in module.imports:
        lines.append(f'const {{ {", ".join(names).replace(" as ", ": ")} }} = $["{other}"];')
    given = ", ".join("default: $default" if n == "default" else n for n in sorted(module.exports))
    return "\n".join([*lines, module.body, f'$["{module.address}"] = {{ {given} }};\n}}'])


def _beside(address: str, relative: str) -> str:
    """The address that ``relative`` names in the module at ``address``."""
    steps = address.split("/")[:-1]
    for step in relative.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
