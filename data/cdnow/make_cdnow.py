"""Makes cdnow_master.csv.gz from the wheel that carries the data, and checks it against the published figures.

    pip download --no-deps lifetimes==0.11.3
    python data/cdnow/make_cdnow.py Lifetimes-0.11.3-py3-none-any.whl

The wheel is opened as a zip file: nothing of it is installed, imported or run.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import sys
import zipfile
from pathlib import Path

MEMBER = "lifetimes/datasets/CDNOW_master.txt"
MEMBER_SHA256 = "eff6889ed364c5199d6eacbbeb7a6d559971df4406ac876f322c373f00a072ef"
TARGET = Path(__file__).with_name("cdnow_master.csv.gz")
ROWS = 69_659


def convert(text: str) -> str:
    """The source's columns of text, parted by blanks, as a CSV; only the date is rewritten (19970101 -> 1997-01-01)."""
    lines = ["customer_id,date,n_cds,dollar_value"]
    for line in text.splitlines()[1:]:
        if not line.strip():
            continue
        customer, day, cds, dollars = line.split()
        lines.append(f"{customer},{day[:4]}-{day[4:6]}-{day[6:]},{cds},{dollars}")
    return "\n".join(lines) + "\n"


def main(wheel: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        source = archive.read(MEMBER)
    if hashlib.sha256(source).hexdigest() != MEMBER_SHA256:
        raise SystemExit(f"{MEMBER} in {wheel} is not the file of lifetimes 0.11.3. Download that version.")
    table = convert(source.decode("ascii"))
    if table.count("\n") != ROWS + 1:
        raise SystemExit(f"{MEMBER} gave {table.count(chr(10)) - 1} rows, not {ROWS}.")
    packed = io.BytesIO()
    # No name and no time inside, so that making it again gives the same bytes.
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=9, mtime=0) as stream:
        stream.write(table.encode("ascii"))
    TARGET.write_bytes(packed.getvalue())
    print(f"{TARGET.name}: {ROWS} rows, sha256 of the CSV inside {hashlib.sha256(table.encode('ascii')).hexdigest()}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
