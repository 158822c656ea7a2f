"""Claims of two years. Exact: how many were decided within ten days, and how many bikes replaced in 48 hours."""

from dataclasses import dataclass
from datetime import date, timedelta

from tessera_case.dice import NOW, SPLIT, Dice, Row, dice
from tessera_case.plans import Plan

PROMISED_DAYS = 10
SIGNOFF_ABOVE_EUR = 2000
# Second-year claims by segment and fate; the cast's own are part of these numbers.
SECOND_YEAR = {
    "commuters": {"ontime": 8, "late": 15, "open": 2},
    "families": {"ontime": 4, "late": 8, "open": 1},
    "leisure": {"ontime": 4, "late": 3, "open": 0},
    "students": {"ontime": 3, "late": 3, "open": 1},
    "fleets": {"ontime": 8, "late": 8, "open": 2},
}
# Stolen bikes with Complete cover in the second year, two late ones of the cast apart: four in 48 hours, six late.
REPLACEMENTS = {
    ("commuters", "ontime"): ("intime", "intime", "late"),
    ("commuters", "late"): ("late", "late"),
    ("families", "ontime"): ("intime", "intime", "late"),
    ("families", "late"): ("late", "late"),
}
VALUE = {"BIKE-CITY": 2390, "BIKE-CARGO": 4690, "BIKE-TOUR": 3190, "BIKE-USED": 1190, "BIKE-FLEET": 2650}
TYPICAL = {"commuters": "BIKE-CITY", "families": "BIKE-CARGO", "leisure": "BIKE-TOUR", "students": "BIKE-USED"}
EXCESS = {"COVER-BASIC": 150, "COVER-PLUS": 100, "COVER-COMPLETE": 50, "COVER-FLEET": 100}
# Share of thefts among claims on time and late ones (large claims wait for a signature); then the other causes.
THEFT = {"COVER-BASIC": (1.0, 1.0), "COVER-PLUS": (0.15, 0.7), "COVER-COMPLETE": (0.0, 0.0), "COVER-FLEET": (0.1, 0.5)}
OTHER = {
    "COVER-PLUS": {"damage": 1.0},
    "COVER-COMPLETE": {"damage": 0.6, "battery": 0.4},  # thefts with a replacement bike are planned apart
    "COVER-FLEET": {"damage": 0.6, "battery": 0.4},
}


@dataclass(frozen=True)
class Case:
    """A claim before its details are drawn."""

    plan: Plan
    reported: date
    fate: str
    replacement: str = ""


def make_claims(plans: list[Plan], cast: Row) -> list[Row]:
    """Rows of claims.csv, by date of report."""
    d = dice("claims")
    told = {(claim["customer_id"], claim["reported"]): claim for claim in cast["claim"]}
    by_id = {plan.customer_id: plan for plan in plans}
    told_first = {key[0] for key in told if key[1] < SPLIT}
    cases = [_first_year(d, plan) for plan in plans if plan.claim != "none" and plan.customer_id not in told_first]
    cases += _second_year(d, plans, told)
    result = [_claim(d, case) for case in cases] + [_told(by_id[key[0]], claim) for key, claim in told.items()]
    ordered = sorted(result, key=lambda row: (row["reported"], row["customer_id"]))
    return [{"claim_id": f"CL{number:03d}", **row} for number, row in enumerate(ordered, start=1)]


def _first_year(d: Dice, plan: Plan) -> Case:
    return Case(plan, d.day(plan.joined + timedelta(days=20), date(2025, 8, 28)), plan.claim, plan.replacement)


def _second_year(d: Dice, plans: list[Plan], told: dict[tuple[str, date], Row]) -> list[Case]:
    cases: list[Case] = []
    for segment, fates in SECOND_YEAR.items():
        pool = d.shuffled([p for p in plans if p.segment == segment and not p.facts and _covered(p)])
        if segment == "fleets":
            pool = pool + pool  # a fleet can claim twice
        mine = [c for (customer, day), c in told.items() if day >= SPLIT and _segment_of(customer) == segment]
        for fate, count in fates.items():
            wanted = list(REPLACEMENTS.get((segment, fate), ()))
            in_time = sum(claim["days"] <= PROMISED_DAYS for claim in mine)
            already = {"ontime": in_time, "late": len(mine) - in_time}.get(fate, 0)
            for _ in range(count - already):
                plan = pool.pop(_next(pool, fate, bool(wanted)))
                cases.append(Case(plan, _day(d, plan, fate), fate, wanted.pop(0) if wanted else ""))
    return cases


def _next(pool: list[Plan], fate: str, complete: bool) -> int:
    """The first claimant who fits. Those who left before the second year's end had a late claim, if any."""
    for place, plan in enumerate(pool):
        stays = plan.kept or plan.new
        fits = (stays or fate == "late") and (fate == "open" or plan.joined <= date(2026, 7, 1))
        if fits and (plan.tier == "COVER-COMPLETE" or not complete):
            return place
    raise ValueError(f"no claimant left for {fate!r}: lower the numbers of SECOND_YEAR")


def _segment_of(customer_id: str) -> str:
    return {"1": "commuters", "2": "families", "3": "leisure", "4": "students", "5": "fleets"}[customer_id[1]]


def _covered(plan: Plan) -> bool:
    """Had cover in the second year, also if only until it ran out."""
    if plan.segment == "fleets":
        return (plan.kept or plan.new) and plan.habit == "regular"
    if not plan.tier or plan.joined > date(2026, 9, 10):
        return False
    if plan.kept or plan.new:
        return plan.renews or plan.new
    return plan.joined >= date(2025, 3, 1) and plan.claim == "none"


def _day(d: Dice, plan: Plan, fate: str) -> date:
    if fate == "open":
        return d.day(date(2026, 9, 21), NOW - timedelta(days=1))
    first = max(SPLIT, plan.joined + timedelta(days=18))
    last = date(2026, 8, 22)
    if not plan.kept and not plan.new:  # the claim that came before they left
        last = min(last, plan.joined + timedelta(days=340))
    return d.day(min(first, last), last)


def _claim(d: Dice, case: Case) -> Row:
    plan = case.plan
    tier = "COVER-FLEET" if plan.segment == "fleets" else plan.tier
    late = case.fate == "late"
    stolen = bool(case.replacement) or d.chance(THEFT[tier][late])
    cause = "theft" if stolen else d.weighted(OTHER[tier])
    amount = _amount(d, plan, tier, cause, late)
    days = None
    if case.fate != "open":
        days = d.integer(3, PROMISED_DAYS) if case.fate == "ontime" else _late_days(d, amount)
    hours = None
    if case.replacement:
        hours = d.integer(20, 47) if case.replacement == "intime" else d.integer(62, 170)
    refused = case.fate != "open" and cause == "theft" and not case.replacement and d.chance(0.16)
    outcome = "open" if case.fate == "open" else "refused" if refused else "part paid" if d.chance(0.1) else "paid"
    rang = case.fate != "open" and d.chance(0.22)
    calls = (max(0, (days or 0) // 8 + d.integer(0, 3) - (2 if rang else 0))) if late else d.integer(0, 1)
    return _row(plan, tier, case.reported, cause, amount, days, hours, calls, rang, outcome)


def _told(plan: Plan, claim: Row) -> Row:
    tier = "COVER-FLEET" if plan.segment == "fleets" else plan.tier
    return _row(
        plan, tier, claim["reported"], claim["cause"], claim["amount_eur"], claim["days"],
        claim.get("replacement_hours"), claim["calls"], claim["rang_first"], claim["outcome"],
    )  # fmt: skip


def _amount(d: Dice, plan: Plan, tier: str, cause: str, late: bool) -> float:
    if cause == "theft":
        bike = "BIKE-FLEET" if plan.segment == "fleets" else plan.bike or TYPICAL[plan.segment]
        return round(VALUE[bike] * (d.between(0.88, 0.98) if late else d.between(0.66, 0.86)) - EXCESS[tier], 2)
    low, high = (140, 980) if cause == "damage" else (260, 690)
    return round(d.between(low, high), 2)


def _late_days(d: Dice, amount: float) -> int:
    return d.integer(16, 34) if amount > SIGNOFF_ABOVE_EUR else d.integer(11, 24)


def _row(
    plan: Plan, tier: str, reported: date, cause: str, amount: float, days: int | None, hours: int | None,
    calls: int, rang: bool, outcome: str,
) -> Row:  # fmt: skip
    return {
        "customer_id": plan.customer_id,
        "segment": plan.segment,
        "tier": tier,
        "reported": reported,
        "cause": cause,
        "amount_eur": f"{amount:.2f}",
        "signoff": "yes" if amount > SIGNOFF_ABOVE_EUR else "no",
        "promised_days": PROMISED_DAYS,
        "decided": "" if days is None else reported + timedelta(days=days),
        "days_to_decision": "" if days is None else days,
        "outcome": outcome,
        "replacement_promised": "yes" if tier == "COVER-COMPLETE" and cause == "theft" else "no",
        "replacement_hours": "" if hours is None else hours,
        "calls_before_decision": calls,
        "handler_rang_first": "yes" if rang else "no",
    }
