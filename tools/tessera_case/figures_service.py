"""The figures of the case, second part: claims, complaints, journey."""

from datetime import date
from fractions import Fraction
from statistics import median

from tessera_case.book import JOURNEY, RATER, SEGMENTS, Book, Tables, active, mean, percent, rounded, years

PORTAL = date(2026, 2, 16)


def add_all(book: Book, t: Tables) -> None:
    """Every figure of this part, in order."""
    _claims(book, t)
    _complaints(book, t)
    _journey(book, t)


def _claims(book: Book, t: Tables) -> None:
    source = "claims.csv"
    for period, rows in years(t.claims, "reported").items():
        key = period.lower()
        decided = [c for c in rows if c["days_to_decision"] != ""]
        on_time = sum(c["days_to_decision"] <= c["promised_days"] for c in decided)
        book.add(f"claims-{key}", "Claims reported", len(rows), "claims", source, "by date of report", period)
        book.add(
            f"claims-on-time-{key}",
            "Claims decided within ten days",
            percent(on_time, len(decided)),
            "%",
            source,
            f"{on_time} of {len(decided)} decided",
            period,
        )
        book.add(
            f"claims-median-{key}",
            "Median time to a decision",
            median([c["days_to_decision"] for c in decided]),
            "days",
            source,
            "decided claims",
            period,
        )
        bikes = [c for c in rows if c["replacement_hours"] != ""]
        kept = sum(c["replacement_hours"] <= 48 for c in bikes)
        book.add(
            f"replacement-kept-{key}",
            "Replacement bikes within 48 hours",
            percent(kept, len(bikes)),
            "%",
            source,
            f"{kept} of {len(bikes)}",
            period,
        )
    book.add(
        "claims-open",
        "Claims still open",
        sum(c["days_to_decision"] == "" for c in t.claims),
        "claims",
        source,
        "no date of decision",
        "FY26",
    )
    decided = [c for c in t.claims if c["days_to_decision"] != ""]
    for flag, name in (("yes", "with a sign-off"), ("no", "without a sign-off")):
        rows = [c for c in decided if c["signoff"] == flag]
        late = sum(c["days_to_decision"] > c["promised_days"] for c in rows)
        book.add(
            f"late-signoff-{flag}",
            f"Claims decided late, {name}",
            percent(late, len(rows)),
            "%",
            source,
            f"{late} of {len(rows)}, both years",
        )


def _complaints(book: Book, t: Tables) -> None:
    source = "complaints.csv"
    first, second = active(t)
    for period, rows, accounts in (
        ("FY25", years(t.complaints)["FY25"], len(first)),
        ("FY26", years(t.complaints)["FY26"], len(second)),
    ):
        key = period.lower()
        settled = [c["days_to_resolve"] for c in rows if c["resolved"] == "yes"]
        book.add(f"complaints-{key}", "Complaints", len(rows), "complaints", source, "by date", period)
        book.add(
            f"complaint-rate-{key}",
            "Complaints per 100 active accounts",
            percent(len(rows), accounts),
            "per 100",
            source,
            f"{len(rows)} of {accounts} accounts with a purchase in the year",
            period,
        )
        book.add(
            f"complaints-in-7-{key}",
            "Complaints settled within seven days",
            percent(sum(d <= 7 for d in settled), len(rows)),
            "%",
            source,
            "resolved within 7 days, of all",
            period,
        )
        book.add(
            f"complaints-resolved-{key}",
            "Complaints settled",
            percent(len(settled), len(rows)),
            "%",
            source,
            "resolved yes, of all",
            period,
        )
    for stage in JOURNEY:
        book.add(
            f"complaints-{stage}",
            f"Complaints at the stage {stage}",
            sum(c["stage"] == stage for c in t.complaints),
            "complaints",
            source,
            "both years",
        )
    for name in RATER:
        book.add(
            f"complaints-{name}",
            f"Complaints about {name}",
            sum(c["rater_truth"] == name for c in t.complaints),
            "complaints",
            source,
            "rater_truth, both years",
        )
    for gap in range(1, 8):
        book.add(
            f"complaints-gap-{gap}",
            f"Complaints with gap {gap} behind them",
            sum(c["gap_truth"] == gap for c in t.complaints),
            "complaints",
            source,
            "gap_truth, both years",
        )


def _journey(book: Book, t: Tables) -> None:
    source = "touchpoints.csv"
    rows = t.touchpoints
    book.add("contacts", "Contacts in the log", len(rows), "contacts", source, "rows")
    book.add(
        "emotion",
        "Mean emotion of all contacts",
        rounded(mean([r["emotion"] for r in rows]), 2),
        "-2 to +2",
        source,
        "mean",
    )
    means: list[Fraction] = []
    for stage in JOURNEY:
        means.append(mean([r["emotion"] for r in rows if r["stage"] == stage]))
        book.add(
            f"emotion-{stage}",
            f"Mean emotion at {stage}",
            rounded(means[-1], 2),
            "-2 to +2",
            source,
            "mean of the stage",
        )
    drops = [means[i + 1] - means[i] for i in range(4)]
    place = drops.index(min(drops))
    book.add("lowest-stage", "Lowest stage", JOURNEY[means.index(min(means))], "stage", source, "smallest mean emotion")
    book.add(
        "largest-drop",
        "Largest drop between two stages",
        f"{JOURNEY[place]} to {JOURNEY[place + 1]}",
        "stages",
        source,
        f"{rounded(drops[place], 2)} points",
    )
    points: dict[str, list[int]] = {}
    for r in rows:
        points.setdefault(r["touchpoint_id"], []).append(r["emotion"])
    low = min(points, key=lambda p: mean(points[p]))
    peak = max(points, key=lambda p: mean(points[p]))
    book.add(
        "lowest-touchpoint",
        "Lowest touchpoint",
        low,
        "touchpoint",
        source,
        f"mean {rounded(mean(points[low]), 2)}, n = {len(points[low])}",
    )
    book.add(
        "peak-touchpoint",
        "Highest touchpoint",
        peak,
        "touchpoint",
        source,
        f"mean {rounded(mean(points[peak]), 2)}, n = {len(points[peak])}",
    )
    for key, name, after in (
        ("before", "Renewal before the portal", False),
        ("after", "Renewal since the portal", True),
    ):
        part = [r["emotion"] for r in rows if r["stage"] == "renewal" and (r["date"] >= PORTAL) == after]
        book.add(
            f"renewal-{key}-portal",
            name,
            rounded(mean(part), 2),
            "-2 to +2",
            source,
            f"{len(part)} contacts, portal on {PORTAL}",
        )
    for segment in SEGMENTS:
        found = {s: [r["emotion"] for r in rows if r["stage"] == s and r["segment"] == segment] for s in JOURNEY}
        lowest = min((s for s in JOURNEY if found[s]), key=lambda s: mean(found[s]))
        book.add(
            f"lowest-stage-{segment}",
            "Lowest stage",
            lowest,
            "stage",
            source,
            f"mean {rounded(mean(found[lowest]), 2)}",
            segment=segment,
        )
    for period, part_rows in years(rows).items():
        waits = [r["wait_minutes"] for r in part_rows if r["touchpoint_id"] in ("tp-n3", "tp-c4")]
        book.add(
            f"phone-wait-{period.lower()}",
            "Median wait on the telephone, renewal and claims",
            median(waits),
            "minutes",
            source,
            f"tp-n3 and tp-c4, {len(waits)} calls",
            period,
        )
    proactive = sum(r["initiative"] == "pre-action" for r in rows if r["stage"] == "claims")
    claims = sum(r["stage"] == "claims" for r in rows)
    book.add(
        "claims-pre-action",
        "Contacts at claims that were pre-action",
        percent(proactive, claims),
        "%",
        source,
        f"{proactive} of {claims}",
    )
