#!/usr/bin/env bash
# duckdb for Python, relations: two things that code written for 1.x stumbles over in 2.0.
#
# Guess: a relation is a query that was run, as a cursor is, so that rel.fetchone() gives the next row; and "at" is a
#   name like any other, so that a column of row numbers may be called so ("select row_number() over () as at").
# What happens: a relation keeps no result between calls. fetchone() and fetchmany() are gone (fetchall() runs the
#   relation again, as every call does), and AT is a word of the grammar: used bare as a column's name, it is a parser error,
#   quoted it works.
# Version: duckdb 2.0.1, Python 3.11. Source: the library's own messages, printed below.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet duckdb==2.0.1
"$folder/env/bin/python" - <<'PY'
import duckdb

rows = duckdb.sql("select * from (values (1), (2)) as shop(id)")
print("fetchall:", rows.fetchall())
try:
    rows.fetchone()
    raise SystemExit("fetchone() is back: this finding is out of date")
except AttributeError as error:
    print("fetchone:", error)
try:
    rows.query("shop", "select id, at from (select id, 7 as at from shop)").fetchall()
    raise SystemExit("at is a plain name again: this finding is out of date")
except duckdb.ParserException as error:
    print("at:", str(error).splitlines()[0])
print('"at":', rows.query("shop", 'select id, "at" from (select id, 7 as "at" from shop)').fetchall())
PY
