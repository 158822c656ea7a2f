"""A hundred million rows out of core: written from a seed, counted from the file, measured, deleted.

    python beyond.py ROOT          (MOSAIC_ONLY=beyond make bench-models)

First the same functions count 4 million rows from a file and in memory, and must agree to the last note. MOSAIC_ROWS
chooses another size; the file needs about 1.3 GiB for each hundred million rows, beside 3 GiB of memory.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import pandas as pd

SAMPLE = 4_000_000
MAKE = """
copy (
  select
    10000000 + (pow(random(), 3) * {people})::bigint as customer_id,
    timestamp '2023-01-01' + to_seconds((random() * 63072000)::bigint) as date,
    round(exp(3 + ln(1 / (random() + 1e-9) - 1) * 0.55), 2) * case when random() < 0.02 then -1 else 1 end as amount
  from range({rows})
) to '{path}' (format parquet)
"""


def make(path: Path, rows: int) -> None:
    """A file of ``rows`` transactions; one thread, so that the seed decides all."""
    connection = duckdb.connect(config={"memory_limit": "1GB", "threads": 1})
    connection.execute("select setseed(0.29)")
    connection.execute(MAKE.format(rows=rows, people=rows // 11, path=path))
    connection.close()


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    from mosaic_exercises.models import loyalty, value

    calls = {
        "stages": lambda table: loyalty.stages(table, amount="amount"),
        "rfm": lambda table: value.rfm(table),
    }
    rows = int(os.environ.get("MOSAIC_ROWS", "100_000_000").replace("_", ""))
    with tempfile.TemporaryDirectory(prefix="mosaic-beyond-") as name:
        path = Path(name) / "sample.parquet"
        make(path, SAMPLE)
        from mosaic_exercises.models import beyond

        whole, beyond.ROWS = beyond.ROWS, 700_000
        table = pd.read_parquet(path)
        for case, call in calls.items():
            expected, found = call(table), call(str(path))
            pd.testing.assert_frame_equal(found, expected)
            assert found.attrs == expected.attrs
            print(f"{case}: {SAMPLE:,} rows from the file and in memory agree, {len(found):,} customers", flush=True)
        del table, expected, found
        beyond.ROWS = whole
        path = Path(name) / "shop.parquet"
        make(path, rows)
        print(f"{rows:,} rows, {path.stat().st_size / 2**20:,.0f} MiB", flush=True)
        for case, call in calls.items():
            start = time.process_time()
            found = call(str(path))
            used = time.process_time() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            told = f"{len(found):,} customers, {used:,.0f} s of processor time, peak {peak:,.0f} MiB"
            print(f"{case}: {told}", flush=True)
            del found


if __name__ == "__main__":
    main()
