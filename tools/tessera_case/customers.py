"""customers.csv and prospects.csv: who they are, how they came, whom they sent, and why some left."""

from datetime import date, timedelta

from tessera_case.dice import NOW, SPLIT, START, Dice, Row, dice, quota
from tessera_case.plans import Plan, names

PROSPECTS = {"qualified": 36, "suspect": 58, "disqualified": 8}
# Referred accounts: first year, second year (the story's own included), and referred prospects.
REFERRED = (16, 33, 12)
# Who in the story sent whom: referrer, segments, joined within, how many.
SENT = (
    ("C3001", ("leisure",), date(2025, 3, 1), date(2026, 6, 10), 5),
    ("C1002", ("commuters",), date(2025, 8, 1), date(2026, 6, 10), 2),
    ("C6001", ("commuters", "families", "students"), date(2026, 1, 1), date(2026, 7, 20), 4),
)
SOURCES = {
    "consumer": {"showroom": 0.34, "website": 0.22, "search advert": 0.2, "partner shop": 0.14, "poster": 0.1},
    "fleets": {"account manager": 0.5, "trade fair": 0.25, "website": 0.25},
    "shops": {"account manager": 0.6, "trade fair": 0.3, "website": 0.1},
}
REASONS = {
    "commuters": {"close to work or home": 4, "replacement bike promise": 4, "advice in the showroom": 3, "price": 2},
    "families": {
        "test ride with the children": 4,
        "replacement bike promise": 4,
        "advice in the showroom": 3,
        "price": 1,
    },
    "leisure": {"the workshop": 5, "a friend's word": 3, "advice in the showroom": 2, "price": 1},
    "students": {"price": 5, "refurbished bikes": 4, "close to work or home": 2},
    "fleets": {"service and cover from one hand": 5, "the account manager": 3, "price": 2},
    "shops": {"quality of parts": 4, "cover to sell at the counter": 4, "the account manager": 2},
}
# Why those left who gave notice. The others just stayed away: no reason on file.
LEFT = {
    "late": {"claim too slow": 1},
    "ontime": {"price": 2, "moved away": 1},
    "none": {"price": 13, "renewal trouble": 9, "moved away": 5, "sold the bike": 5},
    "fleets": {"price": 1},
    "shops": {"better offer elsewhere": 1},
}
PAYMENT = {
    "consumer": {"card": 0.5, "direct debit": 0.35, "bank transfer": 0.15},
    "fleets": {"invoice, 30 days": 1.0},
    "shops": {"invoice, 30 days": 0.6, "direct debit": 0.4},
}
BUYING = {
    "consumer": {"at the counter": 0.66, "online": 0.34},
    "fleets": {"approved supplier": 0.4, "tender": 0.22, "direct offer": 0.38},
    "shops": {"trade account": 1.0},
}
TYPES = {"fleets": "B2B client", "shops": "intermediary"}


def _kind(segment: str) -> str:
    return segment if segment in TYPES else "consumer"


def make_customers(
    plans: list[Plan], claims: list[Row], transactions: list[Row], people: Row, prospects: list[Row]
) -> list[Row]:
    """408 rows: 400 external accounts and 8 internal customers. Fills in who sent which of the prospects."""
    d = dice("customers")
    referred_by = _referrals(d, plans)
    _refer_prospects(d, plans, prospects)
    sent: dict[str, int] = {}
    for referrer in [*referred_by.values(), *(p["referred_by"] for p in prospects if p["referred_by"])]:
        sent[referrer] = sent.get(referrer, 0) + 1
    last = {line["customer_id"]: line["date"] for line in transactions}
    late = {c["customer_id"] for c in claims if c["days_to_decision"] != "" and c["days_to_decision"] > 10}
    result: list[Row] = []
    for plan in plans:
        kind = _kind(plan.segment)
        referrer = referred_by.get(plan.customer_id, "")
        status, reason = _left(d, plan, last[plan.customer_id], plan.customer_id in late)
        result.append(
            {
                "customer_id": plan.customer_id,
                "name": plan.name,
                "contact": plan.contact,
                "type": TYPES.get(plan.segment, "consumer"),
                "level": {"fleets": "company", "shops": "intermediary"}.get(plan.segment, "person"),
                "segment": plan.segment,
                "town": plan.town,
                "joined": plan.joined,
                "source_channel": "referral" if referrer else d.weighted(SOURCES[kind]),
                "referred_by": referrer,
                "qualified": "yes",
                "referrals": sent.get(plan.customer_id, 0),
                "bikes": plan.bikes if plan.segment == "fleets" else 0 if plan.segment == "shops" else 1,
                "payment_method": d.weighted(PAYMENT[kind]),
                "buying_process": _process(d, plan, kind),
                "reason_bought": d.weighted({k: float(v) for k, v in REASONS[plan.segment].items()}),
                "status": status,
                "reason_left": reason,
            }
        )
    return result + _internal(people)


def _process(d: Dice, plan: Plan, kind: str) -> str:
    drawn = d.weighted(BUYING[kind])
    return "approved supplier" if plan.customer_id == "C5001" else drawn


def _left(d: Dice, plan: Plan, last: date, late: bool) -> tuple[str, str]:
    """active: bought in the last 365 days. lost: gave notice, with a reason. lapsed: stayed away without a word."""
    if last >= SPLIT:
        return "active", ""
    if "reason_left" in plan.facts:
        return "lost", plan.facts["reason_left"]
    cause = "late" if late else plan.claim
    if plan.segment in TYPES and cause != "late":
        cause = plan.segment
    if cause in ("none", "fleets", "shops") and d.chance(0.5):
        return "lapsed", ""
    return "lost", d.weighted({k: float(v) for k, v in LEFT[cause].items()})


def _referrals(d: Dice, plans: list[Plan]) -> dict[str, str]:
    """referred account -> who sent them. Exact totals; nobody is sent by one who joined later."""
    result = {"C1003": "C1002"}
    order = d.shuffled([p for p in plans if p.segment not in TYPES and not p.facts])
    for referrer, segments, first, last, count in SENT:
        fitting = [p for p in order if p.segment in segments and first <= p.joined <= last]
        for plan in [p for p in fitting if p.customer_id not in result][:count]:
            result[plan.customer_id] = referrer
    pool = _pool(d, plans)
    for wanted, is_new in ((REFERRED[0], False), (REFERRED[1], True)):
        have = sum(p.customer_id in result and p.new == is_new for p in plans)
        open_places = [p for p in order if p.customer_id not in result and p.new == is_new]
        earliest = START + timedelta(days=60)
        for plan in [p for p in open_places if p.joined > earliest][: wanted - have]:
            senders = [s for s in pool if s.joined + timedelta(days=45) < plan.joined and s is not plan]
            result[plan.customer_id] = d.pick(senders).customer_id
    return result


def _pool(d: Dice, plans: list[Plan]) -> list[Plan]:
    """Who recommends: two regulars in three, and a few who bought only once or twice."""
    regular = [p for p in plans if p.habit == "regular" and (p.kept or p.new) and not p.facts]
    rare = [p for p in plans if p.habit != "regular" and p.kept and p.consumer and not p.facts]
    shuffled = d.shuffled([p for p in regular if p.segment not in TYPES])
    trade = d.shuffled([p for p in regular if p.segment in TYPES])
    return shuffled[: len(shuffled) * 2 // 3] + trade[: len(trade) // 4] + d.shuffled(rare)[:8]


def _refer_prospects(d: Dice, plans: list[Plan], prospects: list[Row]) -> None:
    pool = [p for p in _pool(d, plans) if p.consumer]
    for row in [p for p in prospects if p["source_channel"] == "referral"]:
        senders = [p for p in pool if p.joined + timedelta(days=45) < row["first_contact"]]
        row["referred_by"] = d.pick(senders).customer_id


def make_prospects(people: Row, towns: list[str], taken: set[str]) -> list[Row]:
    """102 rows: who has not bought yet. qualified = yes: need and means are confirmed (a prospect); no: a suspect."""
    d = dice("prospects")
    organisations = list(people["prospects"])
    fates = d.shuffled(quota(PROSPECTS))
    fates.remove("qualified")
    fates.insert(0, "qualified")
    count = len(fates)
    named = ["Oskar Lund", *names(d, people, count - 1 - len(organisations), taken)]
    kinds = d.shuffled(range(1, count))[: len(organisations)]
    result: list[Row] = []
    referred = d.shuffled([i for i in range(1, count) if i not in kinds and fates[i] == "qualified"])[: REFERRED[2]]
    for index, fate in enumerate(fates):
        organisation = organisations.pop(0) if index in kinds else ""
        segment = d.weighted({"commuters": 0.45, "families": 0.2, "leisure": 0.15, "students": 0.2})
        if organisation:
            segment = "fleets" if len(organisations) >= 6 else "shops"
        segment = "commuters" if index == 0 else segment
        first = date(2026, 8, 25) if index == 0 else d.day(date(2026, 1, 10), NOW - timedelta(days=10))
        source = "referral" if index in referred else d.weighted(SOURCES[_kind(segment)])
        result.append(
            {
                "customer_id": f"P{index + 1:03d}",
                "name": organisation or named.pop(0),
                "type": TYPES.get(segment, "consumer"),
                "segment": segment,
                "town": "Marskirk" if index == 0 else d.pick(towns),
                "first_contact": first,
                "last_contact": date(2026, 9, 15) if index == 0 else d.day(first, NOW),
                "source_channel": "website" if index == 0 else source,
                "referred_by": "",
                "qualified": "yes" if fate == "qualified" else "no",
                "status": "disqualified" if fate == "disqualified" else "open",
                "note": _note(d, fate, segment),
            }
        )
    return result


def _note(d: Dice, fate: str, segment: str) -> str:
    if fate == "disqualified":
        return d.pick(
            [
                "lives outside the delta",
                "no e-bike and none planned",
                "wants cover for a motor cycle",
                "competitor's staff",
            ]
        )
    if fate == "suspect":
        return d.pick(
            ["left an address at the open day", "used the price calculator", "follows us online", "took a leaflet"]
        )
    if segment == "fleets":
        return d.pick(["asked for an offer", "must be an approved supplier first", "tender expected in 2027"])
    return d.pick(["asked for a price", "had a test ride", "cover elsewhere runs out soon", "compares three offers"])


def _internal(people: Row) -> list[Row]:
    blank = {"contact": "", "town": "Lindhaven", "joined": START, "source_channel": "internal", "referred_by": ""}
    rest = {"qualified": "yes", "referrals": 0, "bikes": 0, "payment_method": "none", "buying_process": "other"}
    return [
        {
            "customer_id": f"C{9001 + index}",
            "name": name,
            "contact": blank["contact"] or name,
            "type": "internal",
            "level": "corporate" if name == "Orrin Holding" else "department",
            "segment": "internal",
            **{key: blank[key] for key in ("town", "joined", "source_channel", "referred_by")},
            **rest,
            "reason_bought": "receives our work",
            "status": "internal",
            "reason_left": "",
        }
        for index, name in enumerate(people["internal"])
    ]
