"""touchpoints.csv: contacts along the five stages, with emotion and waiting. Lowest point: waiting for a decision."""

from dataclasses import dataclass
from datetime import date, timedelta

from tessera_case.dice import NOW, START, Dice, Row, clip, dice
from tessera_case.plans import Plan
from tessera_case.sales import PORTAL, RISE, renewal_day

# Mean emotion (-2 to +2) where nothing special happened.
MOOD = {
    "tp-a1": 0.3, "tp-a2": 1.0, "tp-a3": 0.2, "tp-a4": 0.4,
    "tp-r1": 0.3, "tp-r2": 1.5, "tp-r3": -0.5, "tp-r4": 0.3, "tp-r5": 0.9,
    "tp-p1": 1.0, "tp-p2": 0.5, "tp-p3": 1.8, "tp-p4": 0.5,
    "tp-n1": 0.3, "tp-n2": -0.8, "tp-n3": -0.2, "tp-n4": 0.5, "tp-n5": 1.2,
    "tp-c1": -0.9, "tp-c2": -0.7, "tp-c3": -1.7, "tp-c4": -1.0, "tp-c5": 1.5, "tp-c6": 0.9, "tp-c7": 0.9,
}  # fmt: skip
GROUP = {"commuters": -0.05, "families": 0.0, "leisure": 0.25, "students": -0.3, "fleets": -0.15, "shops": 0.0}
# Waiting in minutes: (low, high). Those that depend on a claim or on the portal are computed.
WAIT = {
    "tp-r1": (2, 9), "tp-r2": (0, 20), "tp-r4": (2, 8), "tp-r5": (2880, 11520), "tp-p1": (3, 18), "tp-p2": (4, 14),
    "tp-p3": (5, 35), "tp-p4": (20, 2880), "tp-n4": (10, 1440), "tp-n5": (5, 25), "tp-c1": (4, 18), "tp-c2": (0, 30),
}  # fmt: skip


@dataclass(frozen=True)
class Log:
    d: Dice
    points: dict[str, Row]
    lines: list[Row]

    def add(self, who: str, segment: str, day: date, point: str, shift: float = 0.0, wait: int | None = None) -> None:
        """One contact. Days outside the two years of the file are left out."""
        if not START <= day <= NOW:
            return
        entry = self.points[point]
        low, high = WAIT.get(point, (0, 0))
        self.lines.append(
            {
                "date": day,
                "customer_id": who,
                "segment": segment,
                "stage": entry["stage"],
                "touchpoint_id": point,
                "touchpoint": entry["name"],
                "channel": entry["channel"],
                "kind": entry["kind"],
                "department": entry["department"],
                "initiative": entry["initiative"],
                "wait_minutes": self.d.integer(low, high) if wait is None else wait,
                "emotion": clip(self.d.normal(MOOD[point] + GROUP[segment] + shift, 0.75), -2, 2),
            }
        )


def make_touchpoints(
    plans: list[Plan], prospects: list[Row], claims: list[Row], catalogue: list[Row], customers: list[Row]
) -> list[Row]:
    """All contacts by date; event_id follows that order. Prospects reach awareness and research only."""
    log = Log(dice("touchpoints"), {point["id"]: point for point in catalogue}, [])
    referred = {row["customer_id"] for row in [*customers, *prospects] if row["referred_by"]}
    for plan in plans:
        _before(log, plan.customer_id, plan.segment, plan.joined, plan.customer_id in referred)
        _purchase(log, plan)
        if not plan.new:
            _renewal(log, plan, [c for c in claims if c["customer_id"] == plan.customer_id])
    for row in prospects:
        if row["status"] == "open":
            _before(log, row["customer_id"], row["segment"], row["first_contact"], row["customer_id"] in referred)
    by_id = {plan.customer_id: plan for plan in plans}
    for claim in claims:
        _claim(log, by_id[claim["customer_id"]], claim)
    ordered = sorted(log.lines, key=lambda line: (line["date"], line["customer_id"], line["touchpoint_id"]))
    return [{"event_id": f"E{number:04d}", **line} for number, line in enumerate(ordered, start=1)]


def _before(log: Log, who: str, segment: str, day: date, referred: bool) -> None:
    """Awareness and research in the weeks before the purchase (or, for a prospect, around the first contact)."""
    d = log.d
    first = max(START, day - timedelta(days=d.integer(8, 40)))
    heard = {"tp-a1": 0.35, "tp-a3": 0.45, "tp-a4": 0.2}
    if segment in ("fleets", "shops"):
        heard = {"tp-a2": 0.6, "tp-a3": 0.4}
    log.add(who, segment, first, "tp-a2" if referred else d.weighted(heard))
    if segment in ("fleets", "shops"):
        log.add(who, segment, max(START, day - timedelta(days=d.integer(3, 14))), "tp-r5")
        return
    weights = {"tp-r1": 0.4, "tp-r2": 0.24, "tp-r3": 0.26, "tp-r4": 0.1}
    picked: list[str] = []
    for _ in range(1 if d.chance(0.55) else 2):
        point = d.weighted({key: value for key, value in weights.items() if key not in picked})
        picked.append(point)
        log.add(who, segment, max(START, day - timedelta(days=d.integer(1, 7))), point)


def _purchase(log: Log, plan: Plan) -> None:
    d = log.d
    bought_bike = bool(plan.bike) or plan.segment == "fleets"
    if plan.segment == "shops":
        log.add(plan.customer_id, plan.segment, plan.joined, "tp-p1", 0.0)
        return
    counter = bought_bike or not plan.tier or d.chance(0.3)
    log.add(plan.customer_id, plan.segment, plan.joined, "tp-p1" if counter else "tp-p2")
    if bought_bike:
        log.add(plan.customer_id, plan.segment, plan.joined + timedelta(days=d.integer(0, 6)), "tp-p3")
    if plan.tier or plan.segment == "fleets":
        wrong = d.chance(0.05)
        log.add(
            plan.customer_id, plan.segment, plan.joined + timedelta(days=d.integer(0, 2)), "tp-p4", -1.5 if wrong else 0
        )


def _renewal(log: Log, plan: Plan, claims: list[Row]) -> None:
    """A year after joining, with or without a renewal at the end of it. Worse since the portal and the rise."""
    d = log.d
    if not plan.tier and plan.segment not in ("fleets", "shops"):
        return
    if plan.segment == "shops" and not d.chance(0.4):
        return
    due = renewal_day(plan)
    who, segment = plan.customer_id, plan.segment
    late = any(c["days_to_decision"] != "" and c["days_to_decision"] > c["promised_days"] for c in claims)
    shift = (-0.75 if due >= PORTAL else 0.0) + (-0.35 if due >= RISE else 0.0) - (0.3 if late else 0.0)
    shift -= 0.0 if plan.kept else 0.4
    log.add(who, segment, due - timedelta(days=d.integer(18, 30)), "tp-n1", shift)
    if due >= PORTAL and plan.consumer:
        log.add(who, segment, due - timedelta(days=d.integer(2, 10)), "tp-n2", shift / 3, d.integer(6, 42))
    if d.chance(0.3 if due < PORTAL else 0.5):
        wait = d.integer(2, 9) if due < PORTAL else d.integer(10, 27)
        log.add(who, segment, due - timedelta(days=d.integer(1, 9)), "tp-n3", shift / 2, wait)
    if plan.kept:
        log.add(who, segment, due, "tp-n4", shift / 2)
        if d.chance(0.22):
            log.add(who, segment, due + timedelta(days=d.integer(5, 40)), "tp-n5")


def _claim(log: Log, plan: Plan, claim: Row) -> None:
    d = log.d
    who, segment, reported = plan.customer_id, plan.segment, claim["reported"]
    open_ = claim["days_to_decision"] == ""
    days = (NOW - reported).days if open_ else claim["days_to_decision"]
    late = days > claim["promised_days"]
    rang = 0.5 if claim["handler_rang_first"] == "yes" else 0.0
    log.add(who, segment, reported, "tp-c1")
    log.add(who, segment, reported + timedelta(days=d.integer(1, 3)), "tp-c2", -0.4 if late else 0.0)
    if not open_ or days > 4:
        log.add(
            who,
            segment,
            reported + timedelta(days=max(1, days - 1)),
            "tp-c3",
            (-0.8 if late else 0.1) + rang,
            days * 1440,
        )
    for _ in range(min(3, claim["calls_before_decision"])):
        wait = d.integer(3, 12) if reported < date(2025, 9, 19) else d.integer(8, 26)
        asked = reported + timedelta(days=d.integer(4, max(4, days - 1)))
        log.add(who, segment, asked, "tp-c4", -0.25 if late else 0.2, wait)
    if rang:
        log.add(who, segment, reported + timedelta(days=d.integer(2, max(2, days - 1))), "tp-c7", -0.2 if late else 0.2)
    if claim["replacement_hours"] != "":
        hours = claim["replacement_hours"]
        shift = 0.0 if hours <= 48 else -2.4
        log.add(who, segment, reported + timedelta(days=hours // 24), "tp-c5", shift, hours * 60)
    if not open_:
        shift = -2.4 if claim["outcome"] == "refused" else (-0.7 if late else 0.3) + rang / 2
        log.add(who, segment, claim["decided"], "tp-c6", shift, d.integer(60, 4320))
