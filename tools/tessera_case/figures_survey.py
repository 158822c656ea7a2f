"""The figures of the case, third part: the June survey, relationships, customer focus."""

from fractions import Fraction

from tessera_case.book import RATER, SEGMENTS, Book, Tables, mean, percent, rounded
from tessera_case.dice import Row


def add_all(book: Book, t: Tables) -> None:
    """Every figure of this part, in order."""
    _survey(book, t)
    _relations(book, t)


def _survey(book: Book, t: Tables) -> None:
    who = {row["respondent_id"]: row for row in t.respondents}
    book.add("respondents", "Respondents", len(who), "people", "respondents.csv", "rows", "June 2026")
    groups: list[tuple[str, str, str]] = [("", "", "")]
    groups += [(f"-{segment}", "segment", segment) for segment in SEGMENTS]
    groups += [
        ("-claim-late", "claim", "late"),
        ("-claim-ontime", "claim", "on time"),
        ("-claim-none", "claim", "none"),
    ]
    for suffix, column, wanted in groups:
        scores = [row["nps"] for row in t.nps if not column or who[row["respondent_id"]][column] == wanted]
        up, down = sum(s >= 9 for s in scores), sum(s <= 6 for s in scores)
        segment = suffix[1:] if suffix[1:] in SEGMENTS else ""
        book.add(
            f"nps{suffix}",
            f"Net Promoter Score{f', claim {wanted}' if column == 'claim' else ''}",
            percent(up - down, len(scores)),
            "points",
            "nps.csv",
            f"{up} promoters, {down} detractors, n = {len(scores)}",
            "June 2026",
            segment,
        )
    csat = [row["csat"] for row in t.nps]
    book.add(
        "csat",
        "Satisfied (4 or 5 of 5)",
        percent(sum(c >= 4 for c in csat), len(csat)),
        "%",
        "nps.csv",
        f"{sum(c >= 4 for c in csat)} of {len(csat)}",
        "June 2026",
    )
    ces = [row["ces"] for row in t.nps if row["ces"] != ""]
    book.add(
        "ces",
        "Customer effort (version 2, high is good)",
        rounded(mean(ces), 2),
        "of 7",
        "nps.csv",
        f"mean of {len(ces)} claimants",
        "June 2026",
    )
    gone = {row["customer_id"] for row in t.customers if row["status"] in ("lost", "lapsed")}
    left = [row for row in t.nps if who[row["respondent_id"]]["customer_id"] in gone]
    happy = sum(row["csat"] >= 4 for row in left)
    book.add(
        "satisfied-but-gone",
        "Respondents gone by 30 September who were satisfied in June",
        happy,
        "people",
        "nps.csv, customers.csv",
        f"csat 4 or 5, of {len(left)} who had gone",
    )
    _gaps(book, t, who)
    _kano(book, t)
    _by_segment(book, t, who)


def _by_segment(book: Book, t: Tables, who: dict[str, Row]) -> None:
    """What a persona of a segment can cite."""
    for segment in SEGMENTS:
        mine = [row for row in t.customers if row["segment"] == segment]
        for column, words in (("reason_bought", "reason for buying"), ("source_channel", "way in")):
            counts: dict[str, int] = {}
            for row in mine:
                counts[row[column]] = counts.get(row[column], 0) + 1
            top = max(counts, key=lambda value: counts[value])
            how = f"mode of {column}: {counts[top]} of {len(mine)}"
            key = column.replace("_", "-")
            book.add(f"{key}-{segment}", f"Most frequent {words}", top, "text", "customers.csv", how, segment=segment)
        for name, rows in (("claims", t.claims), ("complaints", t.complaints)):
            count = sum(row["segment"] == segment for row in rows)
            book.add(
                f"{name}-of-{segment}", name.capitalize(), count, name, f"{name}.csv", "both years", segment=segment
            )
        csat = [row["csat"] for row in t.nps if who[row["respondent_id"]]["segment"] == segment]
        how = f"{sum(c >= 4 for c in csat)} of {len(csat)}"
        value = percent(sum(c >= 4 for c in csat), len(csat))
        book.add(f"csat-{segment}", "Satisfied (4 or 5 of 5)", value, "%", "nps.csv", how, "June 2026", segment)
        gaps = {
            name: mean(
                [
                    row["perception"] - row["expectation"]
                    for row in t.servqual
                    if row["dimension"] == name and who[row["respondent_id"]]["segment"] == segment
                ]
            )
            for name in RATER
        }
        worst = min(gaps, key=lambda name: gaps[name])
        how = f"mean gap {rounded(gaps[worst], 2)}"
        book.add(
            f"worst-gap-{segment}", "Dimension furthest below expectation", worst, "dimension", "servqual.csv", how,
            "June 2026", segment,
        )  # fmt: skip


def _kano(book: Book, t: Tables) -> None:
    """Every feature's category by the mode; the counts and the grouped rule stand in `how`."""
    for feature in sorted({row["feature_id"] for row in t.kano}):
        counts = dict.fromkeys("AOMIRQ", 0)
        for row in t.kano:
            if row["feature_id"] == feature:
                counts[kano_category(row["functional"], row["dysfunctional"])] += 1
        mode = max("MOAIRQ", key=lambda letter: counts[letter])  # the first of a tie wins: M > O > A > I
        wanted = counts["O"] + counts["A"] + counts["M"] > counts["I"] + counts["R"] + counts["Q"]
        grouped = max("MOA" if wanted else "IRQ", key=lambda letter: counts[letter])
        how = ", ".join(f"{letter} {count}" for letter, count in counts.items()) + f"; grouped rule: {grouped}"
        book.add(f"kano-{feature}", f"Kano category by mode, {feature}", mode, "category", "kano.csv", how, "June 2026")


def kano_category(functional: str, dysfunctional: str) -> str:
    """The standard evaluation table."""
    ends = ("like", "dislike")
    if functional == dysfunctional and functional in ends:
        return "Q"
    if functional == "dislike" or dysfunctional == "like":
        return "R"
    if functional == "like":
        return "O" if dysfunctional == "dislike" else "A"
    return "M" if dysfunctional == "dislike" else "I"


def _gaps(book: Book, t: Tables, who: dict[str, Row]) -> None:
    weights: dict[str, Fraction] = {}
    gaps: dict[str, Fraction] = {}
    for name in RATER:
        rows = [row for row in t.servqual if row["dimension"] == name]
        gaps[name] = mean([row["perception"] - row["expectation"] for row in rows])
        weights[name] = mean([row["points"] for row in t.importance if row["dimension"] == name])
        book.add(
            f"gap-{name}",
            f"SERVQUAL gap, {name}",
            rounded(gaps[name], 2),
            "scale points",
            "servqual.csv",
            "mean of perception - expectation",
            "June 2026",
        )
        book.add(
            f"weight-{name}",
            f"Importance, {name}",
            rounded(weights[name], 1),
            "of 100 points",
            "importance.csv",
            "mean points",
            "June 2026",
        )
    for name in ("reliability", "responsiveness"):
        for key, claim in (("late", "late"), ("ontime", "on time"), ("none", "none")):
            part = [
                r["perception"] - r["expectation"]
                for r in t.servqual
                if r["dimension"] == name and who[r["respondent_id"]]["claim"] == claim
            ]
            book.add(
                f"gap-{name}-{key}",
                f"SERVQUAL gap, {name}, claim {claim}",
                rounded(mean(part), 2),
                "scale points",
                "servqual.csv",
                "respondents by claim",
                "June 2026",
            )
    unweighted = Fraction(0)
    weighted = Fraction(0)
    for name in RATER:
        unweighted += gaps[name] / 5
        weighted += gaps[name] * weights[name] / 100
    book.add(
        "servqual",
        "SERVQUAL, unweighted",
        rounded(unweighted, 3),
        "scale points",
        "servqual.csv",
        "mean of the five dimensions",
        "June 2026",
    )
    book.add(
        "servqual-weighted",
        "SERVQUAL, weighted by mean importance",
        rounded(weighted, 3),
        "scale points",
        "servqual.csv, importance.csv",
        "sum of weight/100 x gap",
        "June 2026",
    )
    items: dict[str, list[int]] = {}
    for row in t.servqual:
        items.setdefault(row["item_id"], []).append(row["perception"] - row["expectation"])
    worst = min(items, key=lambda item: mean(items[item]))
    book.add(
        "worst-item",
        "Item with the largest shortfall",
        worst,
        "item",
        "servqual.csv",
        f"mean gap {rounded(mean(items[worst]), 2)}",
        "June 2026",
    )


def _relations(book: Book, t: Tables) -> None:
    for side in ("external", "internal"):
        rows = [a for a in t.activities if a["side"] == side]
        part = sum(a["kind"] == "proactive" for a in rows)
        book.add(
            f"proactive-{side}",
            f"Proactive share of activities, {side}",
            percent(part, len(rows)),
            "%",
            "activities.csv",
            f"{part} of {len(rows)}",
            "FY26",
        )
    for name in ("Reciprocity", "Over-giving", "Over-taking", "Transactionship"):
        key = name.lower().replace("-", "")
        count = sum(quadrant(r["satisfaction"], r["gain"]) == name for r in t.relationships)
        book.add(
            f"quadrant-{key}",
            f"Relationships in {name}",
            count,
            "relationships",
            "relationships.csv",
            "satisfaction and gain against 50, a tie goes up",
        )
    totals: dict[str, int] = {}
    for row in t.focus:
        totals[row["rater_id"]] = totals.get(row["rater_id"], 0) + row["rating"]
    for rater, total in totals.items():
        book.add(
            f"focus-{rater}",
            f"Customer focus, total by {rater}",
            total,
            "of 24",
            "focus.csv",
            "sum of eight ratings, 31 August 2026",
        )
    book.add(
        "focus-mean",
        "Customer focus, mean of five raters",
        rounded(mean(list(totals.values())), 1),
        "of 24",
        "focus.csv",
        "mean of the totals",
    )


def quadrant(satisfaction: int, gain: int) -> str:
    """This workbook's reading: threshold 50, a tie goes up."""
    if satisfaction >= 50:
        return "Reciprocity" if gain >= 50 else "Over-giving"
    return "Over-taking" if gain >= 50 else "Transactionship"
