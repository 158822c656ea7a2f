#!/usr/bin/env bash
# text2qti, numeric questions: a right answer of five places is written so that it is wrong.
#
# Guess: "= 0.12346 +- 0.00001" is written as it stands: 0.12346, or anything from 0.12345 to 0.12347.
# What happens: the value and both ends are rounded to four places behind the point without a word: 0.1235, from 0.1235
#   to 0.1235. The answer 0.12346, which the author calls right, lies outside. (Magnitudes below 0.0001 are refused.)
# Version: text2qti 0.8.0, Python 3.11. Source: the package's own output, read below.
# Run: bash findings/text2qti-key-outside-its-range.sh      (needs python3 and a package index)
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check text2qti==0.8.0
cd "$folder"
printf 'Quiz title: Shares\n\n1. Which share?\n=   0.12346 +- 0.00001\n' >quiz.txt
env/bin/text2qti quiz.txt
env/bin/python - <<'PY'
import re
import zipfile

with zipfile.ZipFile("quiz.zip") as archive:
    whole = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
found = dict(re.findall(r"<(varequal|vargte|varlte)[^>]*>([^<]*)<", whole))
print("written:", found)
low, high = float(found["vargte"]), float(found["varlte"])
print("0.12346 is inside:", low <= 0.12346 <= high)
if low <= 0.12346 <= high or found["varequal"] == "0.12346":
    raise SystemExit("text2qti no longer rounds the key out of its range: this finding is out of date")
PY
