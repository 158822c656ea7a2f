#!/usr/bin/env bash
# A settings file in TOML, read by tomllib and checked by msgspec: three places where its author is told too little.
#
# Guess: an error names the key that is wrong; a date with a time is written as people write it, 2026-12-18T18:00; and a
#   date is a text, or becomes one.
# What happens: in a mapping msgspec shows the key as "[...]", so that of twelve notebooks nobody knows which one is meant
#   (each table has to be converted on its own to say it). A local date-time without seconds is no TOML 1.0: tomllib says
#   "Expected newline", at a column, and nothing of seconds. And an unquoted date is a datetime.date, a quoted one a str:
#   a field of type str takes only the second in msgspec.convert, strict or not.
# Version: msgspec 0.22.0, Python 3.11 to 3.14. Source: the libraries' own messages, printed below; TOML 1.0.0, "Local
#   Date-Time".
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet msgspec==0.22.0
"$folder/env/bin/python" - <<'PY'
import tomllib

import msgspec


class Notebook(msgspec.Struct, forbid_unknown_fields=True):
    due: str = ""
    weight: float = 0


class Settings(msgspec.Struct):
    notebooks: dict[str, Notebook] = {}


def error(call):
    try:
        call()
    except Exception as found:
        return f"{type(found).__name__}: {found}"
    raise SystemExit("it is taken now: this finding is out of date")


table = tomllib.loads("[notebooks.first]\nweight = 1\n[notebooks.second]\nwieght = 2\n")
said = error(lambda: msgspec.convert(table, Settings))
print("msgspec:", said)
assert "[...]" in said and "second" not in said, "the key is named now: this finding is out of date"

said = error(lambda: tomllib.loads("due = 2026-12-18T18:00\n"))
print("tomllib:", said)
assert "second" not in said.lower(), "seconds are named now: this finding is out of date"

for text in ('due = "2026-12-18"', "due = 2026-12-18"):
    due = tomllib.loads(text)["due"]
    print(text, "->", type(due).__name__)
print("msgspec:", error(lambda: msgspec.convert(tomllib.loads("due = 2026-12-18"), Notebook, strict=False)))
PY
