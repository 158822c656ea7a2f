"""complaints.csv, incidents.csv and activities.csv: what people said, and what was done."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tessera_case.dice import NOW, SPLIT, START, Dice, Row, dice
from tessera_case.plans import Plan
from tessera_case.sales import LAST_OF_FIRST, renewal_day

FIRST_YEAR_COMPLAINTS = 52
STAFF = ("Joana", "Farid", "Sanne", "Mei-Ling")
SELLERS = ("Lars", "Fatou")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
BIKE_NAMES = {"BIKE-CITY": "City 2", "BIKE-CARGO": "Cargo 3", "BIKE-TOUR": "Tour 5", "BIKE-USED": "Second Ride"}
STAGE_PRODUCT = {"claims": "cover", "renewal": "cover", "research": "cover", "awareness": "cover"}
OWNERS = {
    "reactive": {"external": ("emp-05", "emp-06", "emp-03"), "internal": ("emp-03", "emp-05", "emp-13")},
    "proactive": {"external": ("emp-08", "emp-09", "emp-10", "emp-03"), "internal": ("emp-02", "emp-03", "emp-12")},
}
# Departments as activities name them, and people of the map who hold a cover.
DESKS = {
    "Claims": "claims", "Workshop": "workshop", "Showroom sales": "sales", "Customer service and renewals": "service",
    "Finance and IT": "finance", "Marketing": "marketing", "Fleets and partners": "partners",
}  # fmt: skip
INSURED = ("C1001", "C1002", "C2001", "C3001")


def make_complaints(
    templates: list[Row], plans: list[Plan], claims: list[Row], transactions: list[Row], towns: list[str]
) -> list[Row]:
    """150 complaints, two from each template: one in each year for 52 of them, else both in the second year."""
    d = dice("complaints")
    desk = Desk(d, plans, claims, {line["customer_id"]: line["date"] for line in transactions}, towns, {})
    told_early = [t for t in templates if "told" in t and t["told"]["date"] < SPLIT]
    others = d.shuffled([t for t in templates if _since(t) < SPLIT and t not in told_early])
    early = {t["text"] for t in [*told_early, *others][:FIRST_YEAR_COMPLAINTS]}
    result: list[Row] = []
    for template in templates:
        told = template.get("told", {})
        for second in (template["text"] not in early, True):
            own = bool(told) and (told["date"] >= SPLIT) == second
            result.append(_complaint(desk, {**template, "told": told if own else {}}, second))
            told = {} if own else told
    ordered = sorted(result, key=lambda row: (row["date"], row["customer_id"], row["text"]))
    return [{"complaint_id": f"CP{number:03d}", **row} for number, row in enumerate(ordered, start=1)]


@dataclass(frozen=True)
class Desk:
    """What a complaint is drawn from. last: day of each account's last purchase; used: complaints by account so far."""

    d: Dice
    plans: list[Plan]
    claims: list[Row]
    last: dict[str, date]
    towns: list[str]
    used: dict[str, int]

    def choose(self, fitting: list[tuple[Plan, Row, date]], text: str) -> tuple[Plan, Row, date]:
        """One of those who have complained least so far."""
        if not fitting:
            raise ValueError(f"nobody fits the complaint {text!r}")
        fewest = min(self.used.get(plan.customer_id, 0) for plan, _, _ in fitting)
        choice = self.d.pick([entry for entry in fitting if self.used.get(entry[0].customer_id, 0) == fewest])
        self.used[choice[0].customer_id] = fewest + 1
        return choice


def _since(template: Row) -> date:
    return date.fromisoformat(template.get("since", START.isoformat()))


def _complaint(desk: Desk, template: Row, second: bool) -> Row:
    d = desk.d
    first = max(SPLIT if second else START + timedelta(days=75), _since(template))
    last = NOW if second else LAST_OF_FIRST
    told = template["told"]
    if told:
        plan = next(p for p in desk.plans if p.customer_id == told["customer_id"])
        mine = [c for c in desk.claims if c["customer_id"] == plan.customer_id] if template["stage"] == "claims" else []
        claim, day = (mine[0] if mine else {}), told["date"]
    elif "claimant" in template["who"] or template.get("claimed"):
        plan, claim, day = desk.choose(_claimants(desk, template, first, last), template["text"])
    else:
        plan, claim, day = desk.choose(_writers(desk, template, first, last), template["text"])
    waited = claim.get("days_to_decision") or d.integer(12, 26)
    text = template["text"].format(
        days=min(waited, (day - claim["reported"]).days) if claim else d.integer(6, 19),
        n=d.integer(3, 6),
        minutes=d.integer(14, 38),
        town=d.pick(desk.towns) if template["stage"] in ("research", "claims") else plan.town,
        staff=d.pick(STAFF),
        seller=d.pick(SELLERS),
        weekday=told.get("weekday") or d.pick(WEEKDAYS),
        bike=BIKE_NAMES.get(plan.bike, ""),
    )
    resolved, days = _settled(d, template, second, day)
    return {
        "date": day,
        "customer_id": plan.customer_id,
        "segment": plan.segment,
        "product": _product(template, plan),
        "stage": template["stage"],
        "channel": d.weighted({"phone": 0.45, "e-mail": 0.4, "in person": 0.15}),
        "text": text,
        "resolved": resolved,
        "days_to_resolve": days,
        "claim_id": claim.get("claim_id", ""),
        "rater_truth": template["rater"],
        "gap_truth": template["gap"],
        "factor_truth": template["factor"],
    }


def _claimants(desk: Desk, template: Row, first: date, last: date) -> list[tuple[Plan, Row, date]]:
    """Claims to complain about: late ones, from day eleven to a week after the decision; or any, where that will do."""
    by_id = {plan.customer_id: plan for plan in desk.plans}
    fleet, any_claim = template["who"].startswith("fleet"), template.get("claimed", False)
    result: list[tuple[Plan, Row, date]] = []
    for claim in desk.claims:
        plan = by_id[claim["customer_id"]]
        days, hours = claim["days_to_decision"], claim["replacement_hours"]
        wrong = (
            days == ""
            or (days <= claim["promised_days"] and not any_claim)
            or (plan.segment == "fleets") != fleet
            or (plan.consumer and bool(plan.facts))  # people of the story say only what the story says
            or ("replacement" in template["who"] and (hours == "" or hours <= 48))
            or plan.segment not in template.get("segments", [plan.segment])
            or any(template.get(key, claim[key]) != claim[key] for key in ("cause", "signoff"))
        )
        wait = 3 if any_claim else 11
        earliest = max(first, claim["reported"] + timedelta(days=wait))
        latest = min(last, claim["decided"] + timedelta(days=7)) if days != "" else first
        if template["stage"] == "renewal":  # at the renewal that follows the claim
            due = renewal_day(plan)
            wrong = wrong or not due - timedelta(days=365) < claim["reported"] < due
            earliest, latest = max(first, due - timedelta(days=20)), min(last, due + timedelta(days=10))
        if not wrong and earliest <= latest:
            result.append((plan, {} if template["stage"] == "renewal" else claim, desk.d.day(earliest, latest)))
    return result


def _writers(desk: Desk, template: Row, first: date, last: date) -> list[tuple[Plan, Row, date]]:
    """People of the right kind who were with the firm on that day."""
    kind = {"consumer": ("commuters", "families", "leisure", "students"), "fleet": ("fleets",), "shop": ("shops",)}
    segments = template.get("segments", kind[template["who"]])
    stage, consumer = template["stage"], template["who"] == "consumer"
    result: list[tuple[Plan, Row, date]] = []
    for plan in desk.plans:
        if plan.segment not in segments or (consumer and plan.facts):
            continue
        if (stage == "renewal" and consumer and not plan.tier) or ("{bike}" in template["text"] and not plan.bike):
            continue
        since = max(first, plan.joined + timedelta(days=1))
        until = min(last, desk.last[plan.customer_id] + timedelta(days=380))
        if stage == "renewal":
            since = max(since, plan.joined + timedelta(days=340 if consumer and first >= SPLIT else 30))
        if consumer and stage in ("research", "awareness", "purchase"):
            until = min(until, plan.joined + timedelta(days=25))
        if since <= until:
            result.append((plan, {}, desk.d.day(since, until)))
    return result


def _settled(d: Dice, template: Row, second: bool, day: date) -> tuple[str, int | str]:
    """Settled in most cases; slower in the second year, slowest at claims."""
    slow = (1.5 if second else 1.0) * (1.25 if template["stage"] == "claims" else 0.8)
    days = max(1, int(d.between(1.5, 11.0) * slow))
    if d.chance(0.22 if second else 0.1) or day + timedelta(days=days) > NOW:
        return "no", ""
    return "yes", days


def _product(template: Row, plan: Plan) -> str:
    if plan.segment == "fleets":
        return "fleet contract"
    if plan.segment == "shops":
        return "cover" if template["stage"] == "claims" else "trade order"
    if template["stage"] == "purchase" and template["rater"] in ("tangibles",):
        return "e-bike"
    if template["stage"] == "purchase" and "{bike}" in template["text"]:
        return "e-bike"
    return STAGE_PRODUCT.get(template["stage"], "cover")


def make_incidents(factors: list[Row], plans: list[Plan], claims: list[Row]) -> list[Row]:
    """The critical incidents told in June 2026: what pleased, what annoyed."""
    d = dice("incidents")
    claimants = {c["customer_id"] for c in claims}
    result: list[Row] = []
    told: set[str] = set()
    for factor in factors:
        for note in factor["notes"]:
            who = {"fleet": ("fleets",), "shop": ("shops",), "leisure": ("leisure",)}
            segments = who.get(note["who"], ("commuters", "families", "leisure", "students"))
            pool = [p for p in plans if p.segment in segments and (p.kept or p.new) and p.joined < date(2026, 5, 1)]
            if note["stage"] == "claims" and note["who"] == "consumer":
                pool = [p for p in pool if p.customer_id in claimants]
            plan = d.pick([p for p in pool if p.customer_id not in told] or pool)
            told.add(plan.customer_id)
            result.append(
                {
                    "date": d.day(date(2026, 6, 1), date(2026, 6, 26)),
                    "customer_id": plan.customer_id,
                    "segment": plan.segment,
                    "stage": note["stage"],
                    "text": note["text"],
                    "sign": note["sign"],
                    "factor_truth": factor["id"],
                    "type_truth": factor["type"],
                }
            )
    ordered = sorted(d.shuffled(result), key=lambda row: row["date"])
    return [{"incident_id": f"IN{number:02d}", **row} for number, row in enumerate(ordered, start=1)]


def make_activities(
    relationships: list[Row], kinds: list[Row], story: list[Row], customers: list[Row], claims: list[Row]
) -> list[Row]:
    """The contact log of the second year: the numbers of firm.toml for each party. Every action has an outcome.

    What a contact was about fits the party, the day and the state of its claims; `story` overrides what is told.
    """
    d = dice("activities")
    known = {row["customer_id"]: row for row in customers}
    result: list[Row] = []
    for party in relationships:
        who = Party.of(party["party_id"], known, claims)
        for kind in ("reactive", "proactive"):
            entry = next(k for k in kinds if k["side"] == party["side"] and k["kind"] == kind)
            order = d.shuffled(entry["entries"])
            used: dict[str, list[Any]] = {"texts": [], "quarterly": []}
            told = [row for row in story if (row["party_id"], row["kind"]) == (party["party_id"], kind)]
            for number in range(party[kind]):
                tale = told[number] if number < len(told) else {}
                result.append(_contact(d, who, {**party, "kind": kind}, entry, order, number, tale, used))
    ordered = sorted(result, key=lambda row: (row["date"], row["party_id"], row["activity"]))
    return [{"activity_id": f"AC{number:03d}", **row} for number, row in enumerate(ordered, start=1)]


@dataclass(frozen=True)
class Party:
    """Whom a contact is with. spans: the days on which a claim of theirs was running."""

    group: str
    manager: str
    joined: date
    insured: bool
    referrals: int
    spans: list[tuple[date, date]]

    @staticmethod
    def of(party_id: str, known: dict[str, Row], claims: list[Row]) -> "Party":
        row = known.get(party_id, {})
        spans = [(c["reported"], c["decided"] or NOW) for c in claims if c["customer_id"] == party_id]
        if not row:
            group = {"PT01": "underwriter", "PT02": "club"}[party_id]
        elif row["type"] == "internal":
            group = {"C9008": "owner"}.get(party_id) or DESKS[row["name"]]
        else:
            group = row["segment"] if row["segment"] in ("fleets", "shops") else "consumers"
        manager = {"fleets": "emp-08", "shops": "emp-09", "underwriter": "emp-03", "club": "emp-12"}
        # A shop's own claims are those of its riders, in a list of its own.
        insured = group == "fleets" or any(span[1] >= SPLIT for span in spans) or party_id in INSURED
        return Party(
            group, manager.get(group, "emp-10"), row.get("joined", START), insured, row.get("referrals", 0), spans
        )  # fmt: skip

    def fits(self, entry: Row, day: date) -> bool:
        running = self.group in ("shops", "underwriter") or any(first <= day <= last for first, last in self.spans)
        until = (self.joined.timetuple().tm_yday - day.timetuple().tm_yday) % 365
        has = {
            "renewal": self.insured and 20 <= until <= 45,
            "claim": running,
            "cover": self.insured or self.group == "shops",
            "referral": self.referrals > 0,
        }
        return (
            self.group in entry.get("with", [self.group])
            and day.month in entry.get("months", [day.month])
            and day >= entry.get("since", day)
            and has.get(entry.get("needs", ""), True)
        )


def _contact(
    d: Dice, who: Party, party: Row, kind: Row, order: list[Row], number: int, tale: Row, used: dict[str, list[Any]]
) -> Row:
    """One contact: the fitting text that this party has had least so far; a quarterly review once a quarter."""
    drawn = _workday(d)
    day = tale.get("date", drawn)
    turn = number % len(order)
    quarter = (day.year, (day.month - 1) // 3)
    fitting = [
        entry
        for entry in order[turn:] + order[:turn]
        if who.fits(entry, day) and (entry["text"], quarter) not in used["quarterly"]
    ]
    if not fitting:
        raise ValueError(f"no activity fits {party['party_id']} on {day}")
    entry = min(fitting, key=lambda entry: used["texts"].count(entry["text"]))
    text = tale.get("activity", entry["text"])
    used["texts"].append(text)
    used["quarterly"] += [(text, quarter)] if "quarterly" in text else []
    channel = d.weighted({"phone": 0.5, "e-mail": 0.3, "visit": 0.2})
    staff = entry.get("by", OWNERS[party["kind"]][party["side"]])
    by = d.pick([who.manager if name == "manager" else name for name in staff])
    outcome = d.pick(entry.get("outcomes", kind["outcomes"]))
    return {
        "date": day,
        "party_id": party["party_id"],
        "side": party["side"],
        "kind": party["kind"],
        "activity": text,
        "channel": tale.get("channel", entry.get("channel", channel)),
        "by": tale.get("by", by),
        "outcome": tale.get("outcome", outcome),
        "minutes": d.integer(4, 25) if party["kind"] == "reactive" else d.integer(10, 60),
    }


def _workday(d: Dice) -> date:
    day = d.day(SPLIT, NOW)
    return day if day.weekday() < 5 else day - timedelta(days=2)
