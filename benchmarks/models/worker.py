"""One program measured by ``bench_models``: loads its data, then runs on each line that comes in and says what it cost.

    python worker.py WHO ROOT CASE DATA

WHO is mosaic, pandas, polars, duckdb or numpy; ROOT the tree whose ``mosaic_exercises`` is meant. A line "run" is
answered by processor seconds; "keep PATH" by the result of the last run in a file; "peak" by MiB above the data.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import peers

warnings.simplefilter("ignore")
STAGES = {name: place for place, name in enumerate(peers.STAGES)}


def transactions(who: str, case: str, data: str) -> Callable[[], Any]:
    """What stages or rfm is to WHO, on its own kind of table."""
    import pandas as pd

    table = pd.read_parquet(data)
    if who == "mosaic":
        from mosaic_exercises.models import loyalty, value

        if case == "stages":
            return lambda: loyalty.stages(table, amount="amount", missing="skip")
        return lambda: value.rfm(table, missing="skip")
    if who == "polars":
        import polars as pl

        given: Any = pl.from_pandas(table)
    elif who == "duckdb":
        import duckdb

        given = duckdb.connect()
        given.register("shop_table", table)
        given.execute("create table shop as select * from shop_table")
        given.unregister("shop_table")
    else:
        given = table
    function = getattr(peers, f"{case}_{who}")
    if who != "pandas":
        del table
    return lambda: function(given)


def survey(who: str, case: str, data: str) -> Callable[[], Any]:
    """What a survey's figures are to WHO."""
    import pandas as pd

    table = pd.read_parquet(data)
    if who == "mosaic":
        from mosaic_exercises.models import kano, metrics, servqual

        return {
            "servqual": lambda: servqual.from_long(table),
            "kano": lambda: kano.survey(table),
            "nps": lambda: metrics.nps(table["nps"]),
        }[case]
    function = getattr(peers, f"{case}_hand")
    return lambda: function(table)


def columns(result: Any, case: str) -> dict[str, Any]:
    """A result as arrays by name, for comparison."""
    if case == "servqual" and not isinstance(result, dict):
        return {score.name: np.array([score.gap, score.expectation]) for score in result.by_dimension}
    if case == "kano" and not isinstance(result, dict):
        return {one.name: np.array(list(one.counts.values())) for one in result.features}
    if case == "nps" and not isinstance(result, dict):
        return {"score": np.array([result.score])}
    if hasattr(result, "columns"):
        result = {name: result[name] for name in result.columns}
    out = {}
    for name, column in result.items():
        if isinstance(column, np.ma.MaskedArray):
            column = column.astype("float64").filled(np.nan) if column.dtype.kind in "iu" else column.filled()
        values = column.to_numpy() if hasattr(column, "to_numpy") else column
        if name == "stage" and values.dtype == object:
            values = np.array([STAGES[value] for value in values])
        if values.dtype.kind == "M":
            values = values.astype("datetime64[D]").astype("int64")
        elif values.dtype.kind == "m":
            values = values.astype("timedelta64[D]").astype("int64")
        if values.dtype.kind not in "fiub":
            values = np.array([str(value) for value in values])
        out[name] = values
    return out


def memory(field: str) -> float:
    """MiB of this process as Linux counts them: VmRSS now, VmHWM at most. 0 elsewhere."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1024


def main() -> None:
    who, root, case, data = sys.argv[1:5]
    sys.path.insert(0, root)
    call = (transactions if case in ("stages", "rfm") else survey)(who, case, data)
    base, result = memory("VmRSS"), None
    reset = Path("/proc/self/clear_refs")
    if reset.exists():
        reset.write_text("5")  # the peak so far was the loading's
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        answer: Any = None
        if word == "run":
            result = None
            start = time.process_time()
            result = call()
            answer = time.process_time() - start
        elif word == "keep":
            np.savez(rest, **columns(result, case))
            answer = "kept"
        elif word == "peak":
            answer = memory("VmHWM") - base
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
