"""The figures of the case, first part: accounts, loyalty, money. firm.toml states them, the README lists them."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from tessera_case import figures_service, figures_survey
from tessera_case.book import CONSUMERS, SEGMENTS, Book, Tables, active, cents, percent, rounded, years
from tessera_case.dice import NOW, SPLIT, Row

REGULAR_DATES = 3  # purchase dates within REGULAR_DAYS that make a regular customer
REGULAR_DAYS = 365
GRACE_DAYS = 30  # a renewal may come so many days after what was bought fell due
KEPT_DAYS = 365  # renewals in a row that make a regular customer add up to so many days
INACTIVE_AFTER = 365
STAGES = ("First-Time Customer", "Repeat Customer", "Client", "Advocate")
INACTIVE = "Inactive"
LAST_OF_FIRST = SPLIT - timedelta(days=1)


def stages(transactions: list[Row], referrals: dict[str, int], as_of: date, due: dict[str, int]) -> dict[str, str]:
    """Loyalty stage of every account that has bought by as_of; a purchase is one account on one date.

    Inactive: bought nothing in INACTIVE_AFTER days and holds nothing that is not yet due. Advocate: regular, and has
    sent at least one account. Client: regular, see `regular`. Repeat Customer: two dates or more. First-Time
    Customer: one date. `due`: days until a product falls due.
    """
    lines: dict[str, list[Row]] = {}
    for line in transactions:
        if line["date"] <= as_of:
            lines.setdefault(line["customer_id"], []).append(line)
    result: dict[str, str] = {}
    for customer, bought in lines.items():
        days = {line["date"] for line in bought}
        running = any(as_of - line["date"] <= timedelta(days=due.get(line["product_id"], -1)) for line in bought)
        if (as_of - max(days)).days >= INACTIVE_AFTER and not running:
            result[customer] = INACTIVE
        elif len(days) > 1 and regular(bought, as_of, due):
            result[customer] = "Advocate" if referrals.get(customer) else "Client"
        else:
            result[customer] = "Repeat Customer" if len(days) > 1 else "First-Time Customer"
    return result


def regular(bought: list[Row], as_of: date, due: dict[str, int]) -> bool:
    """Renewed each time it fell due, for a year; or REGULAR_DATES dates in REGULAR_DAYS of what has no due date."""
    free = {line["date"] for line in bought if line["product_id"] not in due}
    if sum((as_of - day).days < REGULAR_DAYS for day in free) >= REGULAR_DATES:
        return True
    terms: dict[date, int] = {}
    for line in bought:
        if line["product_id"] in due:
            terms[line["date"]] = max(due[line["product_id"]], terms.get(line["date"], 0))
    ordered, kept = sorted(terms.items()), 0
    for (day, term), (after, _) in pairwise(ordered):
        gap = (after - day).days
        kept = 0 if gap > term + GRACE_DAYS else kept + (term if gap >= term - GRACE_DAYS else gap)
    if not ordered:
        return False
    last, term = ordered[-1]
    return kept >= KEPT_DAYS and (as_of - last).days <= term + GRACE_DAYS


def sent_by(customers: list[Row], prospects: list[Row], as_of: date) -> dict[str, int]:
    """How many accounts and prospects each account had sent by a day."""
    result: dict[str, int] = {}
    for row in [*customers, *prospects]:
        when = row["joined"] if "joined" in row else row["first_contact"]
        if row["referred_by"] and when <= as_of:
            result[row["referred_by"]] = result.get(row["referred_by"], 0) + 1
    return result


def moves(tables: dict[str, list[Row]], due: dict[str, int]) -> dict[tuple[str, str], int]:
    """Accounts by (stage at the end of FY25 or 'new', stage now)."""
    lines, customers, prospects = tables["transactions"], tables["customers"], tables["prospects"]
    then = stages(lines, sent_by(customers, prospects, LAST_OF_FIRST), LAST_OF_FIRST, due)
    now = stages(lines, sent_by(customers, prospects, NOW), NOW, due)
    result: dict[tuple[str, str], int] = {}
    for customer, stage in now.items():
        pair = (then.get(customer, "new"), stage)
        result[pair] = result.get(pair, 0) + 1
    return result


def compute(t: Tables, firm: Row, due: dict[str, int]) -> list[Row]:
    """All figures, in the order in which firm.toml lists them."""
    book = Book([])
    _accounts(book, t)
    _loyalty(book, t, due)
    _money(book, t, firm)
    figures_service.add_all(book, t)
    figures_survey.add_all(book, t)
    return book.lines


def _external(t: Tables) -> list[Row]:
    return [row for row in t.customers if row["type"] != "internal"]


def _accounts(book: Book, t: Tables) -> None:
    source = "customers.csv"
    external = _external(t)
    book.add("accounts", "Accounts", len(external), "accounts", source, "rows whose type is not internal")
    for segment in SEGMENTS:
        count = sum(row["segment"] == segment for row in external)
        book.add(f"accounts-{segment}", "Accounts", count, "accounts", source, "rows of the segment", segment=segment)
    for status, words in (
        ("active", "bought in FY26"),
        ("lost", "gave notice"),
        ("lapsed", "stayed away without a word"),
    ):
        count = sum(row["status"] == status for row in external)
        book.add(f"{status}", f"Accounts {status}", count, "accounts", source, f"status {status}: {words}", "FY26")
    reasons: dict[str, int] = {}
    for row in external:
        if row["reason_left"]:
            reasons[row["reason_left"]] = reasons.get(row["reason_left"], 0) + 1
    top = max(reasons, key=lambda reason: reasons[reason])
    book.add(
        "top-reason-left",
        "Most frequent reason for leaving",
        top,
        "reason",
        source,
        f"mode of reason_left ({reasons[top]} of {sum(reasons.values())})",
    )
    referred = [(row["joined"] >= SPLIT, bool(row["referred_by"])) for row in external]
    for period, second in (("FY25", False), ("FY26", True)):
        new = [sent for is_second, sent in referred if is_second == second]
        book.add(
            f"referred-share-{period.lower()}", "New accounts that came by referral", percent(sum(new), len(new)), "%",
            source, "referred_by filled, among those who joined in the year", period,
        )  # fmt: skip
    for key, name, flag, status in (
        ("prospects", "Prospects (qualified, not bought)", "yes", "open"),
        ("suspects", "Suspects (not qualified yet)", "no", "open"),
        ("disqualified", "Disqualified prospects", "no", "disqualified"),
    ):
        count = sum(row["qualified"] == flag and row["status"] == status for row in t.prospects)
        book.add(key, name, count, "people and firms", "prospects.csv", f"qualified {flag}, status {status}")


def _loyalty(book: Book, t: Tables, due: dict[str, int]) -> None:
    source = "transactions.csv"
    first, second = active(t)
    segment_of = {row["customer_id"]: row["segment"] for row in t.customers}
    book.add(
        "first-year-accounts",
        "Accounts that bought in FY25",
        len(first),
        "accounts",
        source,
        "customer_id with a purchase in FY25",
        "FY25",
    )
    book.add(
        "kept",
        "of these, bought again in FY26",
        len(first & second),
        "accounts",
        source,
        "customer_id in both years",
        "FY26",
    )
    how = "share of the accounts that bought in FY25 which bought again in FY26"
    book.add("retention", "Retention", percent(len(first & second), len(first)), "%", source, how, "FY26")
    for segment in SEGMENTS:
        then = {c for c in first if segment_of[c] == segment}
        book.add(
            f"retention-{segment}",
            "Retention",
            percent(len(then & second), len(then)),
            "%",
            source,
            f"{how} ({len(then & second)} of {len(then)})",
            "FY26",
            segment,
        )
    fate: dict[str, str] = {}
    for claim in t.claims:
        if claim["reported"] < SPLIT:
            fate[claim["customer_id"]] = "ontime" if claim["days_to_decision"] <= claim["promised_days"] else "late"
    for kind, words in (
        ("ontime", "whose claim of FY25 was decided on time"),
        ("late", "whose claim of FY25 was decided late"),
        ("none", "without a claim in FY25"),
    ):
        group = {c for c in first if fate.get(c, "none") == kind}
        book.add(
            f"retention-claim-{kind}",
            f"Retention of accounts {words}",
            percent(len(group & second), len(group)),
            "%",
            "transactions.csv, claims.csv",
            f"{len(group & second)} of {len(group)}",
            "FY26",
        )
    dates: dict[str, set[date]] = {}
    for line in t.transactions:
        dates.setdefault(line["customer_id"], set()).add(line["date"])
    once = sum(len(days) == 1 for days in dates.values())
    book.add(
        "one-date-share",
        "Accounts that bought on one date only",
        percent(once, len(dates)),
        "%",
        source,
        f"{once} of {len(dates)}",
    )
    for period, as_of in (("FY25", LAST_OF_FIRST), ("FY26", NOW)):
        found = list(stages(t.transactions, sent_by(t.customers, t.prospects, as_of), as_of, due).values())
        for stage in (*STAGES, INACTIVE):
            key = stage.split()[0].lower()
            how = f"purchases up to {as_of}; rules: see README"
            book.add(
                f"stage-{key}-{period.lower()}",
                stage,
                found.count(stage),
                "accounts",
                "transactions.csv, customers.csv",
                how,
                period,
            )
    moved = moves({"transactions": t.transactions, "customers": t.customers, "prospects": t.prospects}, due)
    book.add(
        "regulars-lost",
        "Clients and advocates of FY25 that bought nothing in FY26",
        moved.get(("Client", INACTIVE), 0) + moved.get(("Advocate", INACTIVE), 0),
        "accounts",
        source,
        "stage at the end of FY25 against purchases in FY26",
        "FY26",
    )
    book.add(
        "first-timers-lost",
        "First-time customers of FY25 that bought nothing in FY26",
        moved.get(("First-Time Customer", INACTIVE), 0),
        "accounts",
        source,
        "stage at the end of FY25 against purchases in FY26",
        "FY26",
    )


def _money(book: Book, t: Tables, firm: Row) -> None:
    source = "transactions.csv"
    segment_of = {row["customer_id"]: row["segment"] for row in t.customers}
    first, second = active(t)
    by_year = years(t.transactions)
    for period, lines in by_year.items():
        for key, column, name in (("revenue", "amount_eur", "Revenue"), ("margin", "margin_eur", "Gross margin")):
            total = Fraction(sum(cents(x, column) for x in lines), 100)
            book.add(f"{key}-{period.lower()}", name, int(rounded(total, 0)), "EUR", source, f"sum of {column}", period)
        gross = Fraction(sum(cents(x, "margin_eur") for x in lines), 100)
        result = gross + firm["claims_handling_fee_eur"] - firm[f"operating_costs_{period.lower()}_eur"]
        book.add(
            f"result-{period.lower()}",
            "Operating result",
            int(rounded(result, 0)),
            "EUR",
            "transactions.csv, firm.toml",
            "gross margin + claims handling fee - operating costs",
            period,
        )
    for period, lines in by_year.items():
        fleet = [x for x in lines if segment_of[x["customer_id"]] == "fleets"]
        count = len({x["customer_id"] for x in fleet})
        value = Fraction(sum(cents(x, "margin_eur") for x in fleet), 100 * count)
        book.add(
            f"fleet-margin-{period.lower()}",
            "Gross margin per active fleet",
            int(rounded(value, 0)),
            "EUR",
            source,
            f"{count} fleets with a purchase in the year",
            period,
            "fleets",
        )
    spend: dict[str, int] = {}
    for x in by_year["FY26"]:
        spend[x["customer_id"]] = spend.get(x["customer_id"], 0) + cents(x, "amount_eur")
    private = {c: v for c, v in spend.items() if segment_of[c] in CONSUMERS}
    for key, name, amounts in (
        ("top20-share", "Share of revenue of the top 20% of active accounts", spend),
        ("top20-share-consumers", "The same among consumers only", private),
    ):
        ranked = sorted(amounts.values(), reverse=True)
        top = ranked[: -(-len(ranked) // 5)]
        book.add(
            key,
            name,
            percent(sum(top), sum(ranked)),
            "%",
            source,
            f"{len(top)} of {len(ranked)} accounts by amount_eur",
            "FY26",
        )
    _values(book, t, first, second, by_year["FY26"], firm)
    both = sum(cents(x, "margin_eur") for x in t.transactions if x["customer_id"] == "C5002")
    dates = len({x["date"] for x in t.transactions if x["customer_id"] == "C5002"})
    book.add(
        "swallow-margin",
        "Gross margin of Swallow Express in two years",
        int(rounded(Fraction(both, 100), 0)),
        "EUR",
        source,
        f"C5002, {dates} purchase dates",
    )
    fleets = [x for x in by_year["FY26"] if segment_of[x["customer_id"]] == "fleets"]
    redbrick = sum(cents(x, "margin_eur") for x in fleets if x["customer_id"] == "C5001")
    book.add(
        "redbrick-share",
        "Redbrick's share of all fleet margin",
        percent(redbrick, sum(cents(x, "margin_eur") for x in fleets)),
        "%",
        source,
        "C5001 against all fleets",
        "FY26",
    )


def _values(book: Book, t: Tables, first: set[str], second: set[str], lines: list[Row], firm: Row) -> None:
    """Margin a kept account earns in a year, and what it is worth: m r / (1 + i - r), first margin after a year."""
    segment_of = {row["customer_id"]: row["segment"] for row in t.customers}
    rate = Fraction(str(firm["discount_rate"]))
    for segment in SEGMENTS:
        then = {c for c in first if segment_of[c] == segment}
        kept = then & second
        total = Fraction(sum(cents(x, "margin_eur") for x in lines if x["customer_id"] in kept), 100)
        margin, retention = total / len(kept), Fraction(len(kept), len(then))
        worth = margin * retention / (1 + rate - retention)
        book.add(
            f"kept-margin-{segment}",
            "Gross margin of a kept account, one year",
            rounded(margin, 2),
            "EUR",
            "transactions.csv",
            f"FY26 margin of the {len(kept)} accounts kept from FY25, mean",
            "FY26",
            segment,
        )
        book.add(
            f"clv-{segment}",
            "Customer lifetime value after acquisition",
            rounded(worth, 2),
            "EUR",
            "transactions.csv",
            "m r / (1 + i - r): m = kept-margin, r = retention, i = 0.10, paid at the end of the period",
            "FY26",
            segment,
        )
