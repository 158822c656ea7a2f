"""What a practitioner would write by hand: the same tables in pandas, polars and duckdb, the same surveys in numpy.

Each function returns the result of its namesake in Mosaic, as arrays by column, sorted by customer. Notes and checks
are Mosaic's own and stand on nobody else's bill.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Columns = dict[str, Any]
STAGES = ("First-Time Customer", "Repeat Customer", "Client")


# Transactions: a pandas table, a polars table, or a duckdb connection with the table "shop"


def stages_pandas(table: Any) -> Columns:
    import pandas as pd

    table = table.dropna(subset=["customer_id"])
    day = table["date"].dt.floor("D") if hasattr(table["date"], "dt") else pd.to_datetime(table["date"])
    value = table.groupby("customer_id", sort=True)["amount"].sum()
    bought = pd.DataFrame({"customer_id": table["customer_id"], "day": day})[table["amount"] >= 0]
    bought = bought.drop_duplicates().sort_values(["customer_id", "day"])
    end = day.max()
    gap = bought.groupby("customer_id")["day"].diff()
    bought["gap"] = gap.dt.days
    bought["recent"] = bought["day"] > end - pd.Timedelta(days=365)
    found = bought.groupby("customer_id").agg(
        purchases=("day", "size"),
        first=("day", "min"),
        last=("day", "max"),
        longest_gap_days=("gap", "max"),
        recent=("recent", "sum"),
    )
    found["value"] = value.reindex(found.index).round(6)
    regular = (found["recent"] >= 3) & (found["purchases"] >= 2)
    code = np.select([found["purchases"] == 1, ~regular], [0, 1], default=2)
    found["stage"] = pd.Categorical.from_codes(code, categories=list(STAGES), ordered=True)
    return {
        "customer_id": found.index.to_numpy(),
        "stage": found["stage"].cat.codes.to_numpy(),
        "purchases": found["purchases"].to_numpy(),
        "first": found["first"].to_numpy(),
        "last": found["last"].to_numpy(),
        "days_since_last": (end - found["last"]).dt.days.to_numpy(),
        "longest_gap_days": found["longest_gap_days"].to_numpy(),
        "value": found["value"].to_numpy(),
        "regular": regular.to_numpy(),
    }


def stages_polars(table: Any) -> Columns:
    import polars as pl

    day = pl.col("date").str.to_date() if table.schema["date"] == pl.String else pl.col("date").cast(pl.Date)
    lazy = table.lazy().filter(pl.col("customer_id").is_not_null()).select("customer_id", day.alias("day"), "amount")
    end = lazy.select(pl.col("day").max()).collect().item()
    value = lazy.group_by("customer_id").agg(pl.col("amount").sum().round(6).alias("value"))
    bought = (
        lazy.filter(pl.col("amount") >= 0)
        .select("customer_id", "day")
        .unique()
        .sort("customer_id", "day")
        .group_by("customer_id", maintain_order=True)
        .agg(
            pl.len().alias("purchases"),
            pl.col("day").first().alias("first"),
            pl.col("day").last().alias("last"),
            pl.col("day").diff().max().dt.total_days().alias("longest_gap_days"),
            (pl.col("day") > pl.lit(end) - pl.duration(days=365)).sum().alias("recent"),
        )
    )
    regular = (pl.col("recent") >= 3) & (pl.col("purchases") >= 2)
    found = (
        bought.join(value, on="customer_id", how="left", maintain_order="left")
        .with_columns(
            regular.alias("regular"),
            (pl.lit(end) - pl.col("last")).dt.total_days().alias("days_since_last"),
            pl.when(pl.col("purchases") == 1).then(0).when(~regular).then(1).otherwise(2).alias("stage"),
        )
        .sort("customer_id")
        .collect()
    )
    return {name: found[name] for name in found.columns if name != "recent"}


STAGES_SQL = """
with lines as (select customer_id, date::date as day, amount from shop where customer_id is not null),
last_day as (select max(day) as today from lines),
worth as (select customer_id, round(sum(amount), 6) as value from lines group by customer_id),
bought as (select distinct customer_id, day from lines where amount >= 0),
spaced as (
  select customer_id, day, day - lag(day) over (partition by customer_id order by day) as gap from bought
),
counted as (
  select customer_id, count(*) as purchases, min(day) as first, max(day) as last, max(gap) as longest_gap_days,
    count(*) filter (where day > today - 365) as recent, any_value(today) as today
  from spaced, last_day group by customer_id
)
select customer_id,
  case when purchases = 1 then 0 when recent >= 3 then 2 else 1 end::tinyint as stage,
  purchases, first, last, today - last as days_since_last, longest_gap_days, value,
  recent >= 3 and purchases >= 2 as regular
from counted join worth using (customer_id) order by customer_id
"""


def stages_duckdb(connection: Any) -> Columns:
    return dict(connection.execute(STAGES_SQL).fetchnumpy())


def rfm_pandas(table: Any) -> Columns:
    import pandas as pd

    table = table.dropna(subset=["customer_id"])
    day = table["date"].dt.floor("D") if hasattr(table["date"], "dt") else pd.to_datetime(table["date"])
    end = day.max()
    monetary = table.groupby("customer_id", sort=True)["amount"].sum().round(6)
    bought = pd.DataFrame({"customer_id": table["customer_id"], "day": day})[table["amount"] >= 0]
    found = bought.drop_duplicates().groupby("customer_id")["day"].agg(["size", "max"])
    found["monetary"] = monetary.reindex(found.index)
    found["recency"] = (end - found["max"]).dt.days
    size = len(found)

    def score(column: Any) -> Any:
        return ((column.rank(method="min") - 1).astype("int64") * 5 // size + 1).astype("int64")

    r, f, m = score(-found["recency"]), score(found["size"]), score(found["monetary"])
    return {
        "customer_id": found.index.to_numpy(),
        "recency_days": found["recency"].to_numpy(),
        "frequency": found["size"].to_numpy(),
        "monetary": found["monetary"].to_numpy(),
        "R": r.to_numpy(),
        "F": f.to_numpy(),
        "M": m.to_numpy(),
        "RFM": (r.astype(str) + f.astype(str) + m.astype(str)).to_numpy(),
    }


def rfm_polars(table: Any) -> Columns:
    import polars as pl

    day = pl.col("date").str.to_date() if table.schema["date"] == pl.String else pl.col("date").cast(pl.Date)
    lazy = table.lazy().filter(pl.col("customer_id").is_not_null()).select("customer_id", day.alias("day"), "amount")
    end = lazy.select(pl.col("day").max()).collect().item()
    buys = pl.col("day").filter(pl.col("amount") >= 0)
    found = (
        lazy.group_by("customer_id")
        .agg(
            buys.n_unique().alias("frequency"),
            buys.max().alias("last"),
            pl.col("amount").sum().round(6).alias("monetary"),
        )
        .filter(pl.col("frequency") > 0)
        .with_columns((pl.lit(end) - pl.col("last")).dt.total_days().alias("recency_days"))
    )

    def score(column: Any) -> Any:
        return (column.rank("min").cast(pl.Int64) - 1) * 5 // pl.len() + 1

    found = found.with_columns(
        score(-pl.col("recency_days")).alias("R"),
        score(pl.col("frequency")).alias("F"),
        score(pl.col("monetary")).alias("M"),
    )
    text = pl.concat_str([pl.col("R"), pl.col("F"), pl.col("M")]).alias("RFM")
    done = found.with_columns(text).drop("last").sort("customer_id").collect()
    return {name: done[name] for name in done.columns}


RFM_SQL = """
with lines as (select customer_id, date::date as day, amount from shop where customer_id is not null),
last_day as (select max(day) as today from lines),
found as (
  select customer_id, (any_value(today) - max(day) filter (where amount >= 0)) as recency_days,
    count(distinct day) filter (where amount >= 0) as frequency, round(sum(amount), 6) as monetary
  from lines, last_day group by customer_id having count(*) filter (where amount >= 0) > 0
),
scored as (
  select *, ((rank() over (order by -recency_days)) - 1) * 5 // (count(*) over ()) + 1 as R,
    ((rank() over (order by frequency)) - 1) * 5 // (count(*) over ()) + 1 as F,
    ((rank() over (order by monetary)) - 1) * 5 // (count(*) over ()) + 1 as M
  from found
)
select *, R::varchar || F::varchar || M::varchar as RFM from scored order by customer_id
"""


def rfm_duckdb(connection: Any) -> Columns:
    return dict(connection.execute(RFM_SQL).fetchnumpy())


# Surveys, by hand in pandas and numpy


def servqual_hand(table: Any) -> Columns:
    """Means and intervals of the gaps, by dimension and by statement, as one writes them in a notebook."""
    sides = ["expectation", "perception"]
    person = table.groupby(["respondent_id", "dimension"], sort=False)[sides].mean()
    person["gap"] = person["perception"] - person["expectation"]
    dimension = person.groupby("dimension").agg(["mean", "std", "count"])
    item = table.assign(gap=table["perception"] - table["expectation"])
    item = item.groupby("item_id")[[*sides, "gap"]].agg(["mean", "std", "count"])
    assert len(item)
    return {
        name: np.array([dimension.loc[name, ("gap", "mean")], dimension.loc[name, ("expectation", "mean")]])
        for name in dimension.index
    }


ANSWERS = ("like", "must-be", "neutral", "live-with", "dislike")
LETTERS = np.array(list("MOAIRQ"))
TABLE = np.array([list("QAAAO"), list("RIIIM"), list("RIIIM"), list("RIIIM"), list("RRRRQ")])
PLACES = np.array([[int(np.flatnonzero(letter == LETTERS)[0]) for letter in row] for row in TABLE])


def kano_hand(table: Any) -> Columns:
    """How many gave each letter to each feature."""
    import pandas as pd

    kind = pd.CategoricalDtype(list(ANSWERS))
    one, other = (table[name].astype(kind).cat.codes.to_numpy() for name in ("functional", "dysfunctional"))
    counts = pd.crosstab(table["feature_id"], PLACES[one, other])
    return {name: counts.loc[name].to_numpy() for name in counts.index}


def nps_hand(table: Any) -> Columns:
    """The score and the half width of its interval."""
    answers = table["nps"].to_numpy()
    up, down = (answers >= 9).mean(), (answers <= 6).mean()
    net = up - down
    half = 1.96 * np.sqrt((up + down - net * net) / len(answers))
    assert half > 0
    return {"score": np.array([100 * net])}
