"""The data of ``bench_models``: CDNOW and Online Retail as they are, the others made up from a seed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pandas as pd

LARGE = 10_000_000
ANSWERS = ("like", "must-be", "neutral", "live-with", "dislike")


def shop(size: int, rng: np.random.Generator, first: int = 0, customers: int | None = None) -> pd.DataFrame:
    """``size`` rows of two years: few customers buy often, one row in fifty is a refund."""
    people = customers or size // 11
    who = (rng.pareto(1.2, size) * people / 8).astype("int64") % people
    seconds = rng.integers(0, 86_400 * 730, size).astype("timedelta64[s]")
    paid = np.round(rng.lognormal(3, 1, size), 2) * np.where(rng.random(size) < 0.02, -1, 1)
    return pd.DataFrame(
        {"customer_id": who + 10_000_000 + first, "date": np.datetime64("2023-01-01", "s") + seconds, "amount": paid}
    )


def main() -> None:
    folder, root, only = Path(sys.argv[1]), Path(sys.argv[2]), set(sys.argv[3].split(","))
    rng = np.random.default_rng(20261129)
    if "cdnow" in only:
        table = pd.read_csv(root / "data" / "cdnow" / "cdnow_master.csv.gz", dtype={"customer_id": str})
        table = table.rename(columns={"dollar_value": "amount"})[["customer_id", "date", "amount"]]
        table.to_parquet(folder / "cdnow.parquet")
    if "retail" in only:
        path = Path(os.environ["MOSAIC_EXTRA_DATA"]) / "transactions" / "online_retail_full.parquet"
        table = pd.read_parquet(path).rename(columns={"CustomerID": "customer_id", "InvoiceDate": "date"})
        table["amount"] = table["Quantity"] * table["UnitPrice"]
        table[["customer_id", "date", "amount"]].to_parquet(folder / "retail.parquet")
    if "large" in only:
        shop(LARGE, rng).to_parquet(folder / "large.parquet")
    if "surveys" in only:
        people, items = 20_000, 22
        table = pd.DataFrame({"respondent_id": np.repeat([f"R{one:05d}" for one in range(people)], items)})
        table["item_id"] = [f"item{one:02d}" for one in range(items)] * people
        table["dimension"] = [f"dimension{one % 5}" for one in range(items)] * people
        table["expectation"] = rng.integers(4, 8, len(table))
        table["perception"] = rng.integers(1, 8, len(table))
        table.to_parquet(folder / "servqual.parquet")
        size, features = 400_000, 20
        table = pd.DataFrame({"respondent_id": np.repeat([f"R{one:05d}" for one in range(people)], features)})
        table["feature_id"] = [f"f{one:02d}" for one in range(features)] * people
        table["functional"], table["dysfunctional"] = rng.choice(ANSWERS, size), rng.choice(ANSWERS, size)
        table.to_parquet(folder / "kano.parquet")
        pd.DataFrame({"nps": rng.integers(0, 11, 1_000_000)}).to_parquet(folder / "nps.parquet")


if __name__ == "__main__":
    main()
