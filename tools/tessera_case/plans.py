"""Who the customers are and what is planned for them: first-year claims and who stays, by exact numbers."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tessera_case.dice import NOW, SPLIT, START, Dice, Row, dice, quota

CONSUMERS = ("commuters", "families", "leisure", "students")
FIRST_ID = {"commuters": 1001, "families": 2001, "leisure": 3001, "students": 4001, "fleets": 5001, "shops": 6001}
# First-year accounts by claim and by what they did in the second year: retention follows from this table.
SLOTS = {
    "commuters": {
        "ontime-kept": 14,
        "ontime-gone": 2,
        "late-kept": 2,
        "late-gone": 5,
        "none-kept": 34,
        "none-gone": 21,
    },
    "families": {"ontime-kept": 7, "ontime-gone": 1, "late-kept": 1, "late-gone": 2, "none-kept": 25, "none-gone": 8},
    "leisure": {"ontime-kept": 6, "late-kept": 1, "none-kept": 41, "none-gone": 12},
    "students": {"ontime-kept": 4, "ontime-gone": 2, "late-gone": 3, "none-kept": 11, "none-gone": 20},
    "fleets": {"ontime-kept": 7, "late-kept": 2, "late-gone": 1, "none-kept": 8, "none-gone": 2},
    "shops": {"none-kept": 27, "none-gone": 3},
}
NEW = {"commuters": 42, "families": 28, "leisure": 24, "students": 20, "fleets": 8, "shops": 6}
# How many buy regularly, of those kept, gone and new.
REGULAR = {
    "commuters": (7, 1, 2),
    "families": (8, 0, 2),
    "leisure": (18, 2, 3),
    "students": (1, 0, 0),
    "fleets": (14, 2, 5),
    "shops": (21, 2, 4),
}
# Joins by month, October to September: few in winter, many in spring.
SEASON = {
    "10": 8,
    "11": 5,
    "12": 4,
    "01": 4,
    "02": 5,
    "03": 10,
    "04": 13,
    "05": 14,
    "06": 12,
    "07": 9,
    "08": 8,
    "09": 8,
}
TIERS = {
    "commuters": {"COVER-BASIC": 0.25, "COVER-PLUS": 0.45, "COVER-COMPLETE": 0.30},
    "families": {"COVER-BASIC": 0.10, "COVER-PLUS": 0.40, "COVER-COMPLETE": 0.50},
    "leisure": {"COVER-BASIC": 0.25, "COVER-PLUS": 0.50, "COVER-COMPLETE": 0.25},
    "students": {"COVER-BASIC": 0.85, "COVER-PLUS": 0.15},
}
# What a consumer first buys: bike and cover, cover alone, bike alone, a service.
BASKETS = {
    "commuters": {"both": 0.42, "cover": 0.40, "bike": 0.10, "service": 0.08},
    "families": {"both": 0.52, "cover": 0.34, "bike": 0.08, "service": 0.06},
    "leisure": {"both": 0.42, "cover": 0.34, "bike": 0.10, "service": 0.14},
    "students": {"both": 0.34, "cover": 0.36, "bike": 0.14, "service": 0.16},
}
BIKES = {
    "commuters": {"BIKE-CITY": 0.8, "BIKE-USED": 0.2},
    "families": {"BIKE-CARGO": 0.85, "BIKE-CITY": 0.15},
    "leisure": {"BIKE-TOUR": 0.85, "BIKE-CITY": 0.15},
    "students": {"BIKE-USED": 1.0},
}


@dataclass(frozen=True)
class Plan:
    """One account before its purchases are drawn. claim: that of the first year; habit: oneoff, occasional, regular."""

    customer_id: str
    name: str
    contact: str
    segment: str
    town: str
    joined: date
    claim: str
    kept: bool
    habit: str
    tier: str = ""
    bike: str = ""
    renews: bool = True
    bikes: int = 0
    discount: float = 0.0
    replacement: str = ""  # a stolen bike's replacement in the first year: intime, late
    facts: Row = field(default_factory=dict)

    @property
    def new(self) -> bool:
        return self.joined >= SPLIT

    @property
    def consumer(self) -> bool:
        return self.segment in CONSUMERS


def join_date(d: Dice, first: date, last: date) -> date:
    """A day within first..last, in the rhythm of the season, never a Sunday."""
    while True:
        month = d.weighted({key: float(value) for key, value in SEASON.items()})
        year = first.year if int(month) >= 10 else first.year + 1
        day = date(year, int(month), d.integer(1, 28))
        if first <= day <= last and day.weekday() != 6:
            return day


def names(d: Dice, people: Row, count: int, taken: set[str]) -> list[str]:
    """Distinct invented names; no family name in a row twice."""
    result: list[str] = []
    while len(result) < count:
        name = f"{d.pick(people['first'])} {d.pick(people['last'])}"
        if name not in taken:
            taken.add(name)
            result.append(name)
    return result


def make_plans(people: Row, cast: Row, towns: list[str]) -> list[Plan]:
    """All 400 external accounts, by segment, the cast first, then in the order in which they joined."""
    d = dice("plans")
    taken = {member["name"] for member in cast["cast"] if "name" in member}
    by_segment: dict[str, list[Row]] = {}
    for member in cast["cast"]:
        segment = next(s for s, first in FIRST_ID.items() if member["customer_id"][1] == str(first)[0])
        by_segment.setdefault(segment, []).append(member)
    plans: list[Plan] = []
    for segment, first in FIRST_ID.items():
        plans += _segment(d, segment, first, by_segment.get(segment, []), people, towns, taken)
    return _replacements(d, plans)


def _segment(
    d: Dice, segment: str, first: int, cast: list[Row], people: Row, towns: list[str], taken: set[str]
) -> list[Plan]:
    slots = d.shuffled(quota(SLOTS[segment]) + ["new"] * NEW[segment])
    for member in cast:
        slots.remove(member["slot"])
    count = len(slots) + len(cast)
    organisations: list[str] = people.get(segment, [])
    named = organisations or [member["name"] for member in cast] + names(d, people, len(slots), taken)
    contacts = names(d, people, count, taken) if organisations else named
    habits = _habits(d, segment, slots, cast)
    drawn = [(_joined(d, slot, habit), slot, habit) for slot, habit in zip(slots, habits, strict=True)]
    drawn.sort(key=lambda item: item[0])
    plans: list[Plan] = []
    for index in range(count):
        member = cast[index] if index < len(cast) else {}
        joined, slot, habit = (
            (member["joined"], member["slot"], member["habit"]) if member else drawn[index - len(cast)]
        )
        plan = Plan(
            customer_id=f"C{first + index}",
            name=named[index],
            contact=member.get("contact", contacts[index]),
            segment=segment,
            town=member.get("town") or _town(d, segment, towns),
            joined=joined,
            claim=slot.split("-")[0] if slot != "new" else "none",
            kept=slot.endswith("kept"),
            habit=habit,
            discount=member.get("discount", 0.0),
            facts=dict(member),
        )
        plans.append(_things(d, plan, member))
    return plans


def _habits(d: Dice, segment: str, slots: list[str], cast: list[Row]) -> list[str]:
    """Exactly as many regulars as REGULAR says, the cast's counted in; the others buy once or now and then."""
    left = list(REGULAR[segment])
    kinds = ("kept", "gone", "new")
    for member in cast:
        if member["habit"] == "regular":
            left[kinds.index(member["slot"].split("-")[-1])] -= 1
    habits = ["oneoff" if d.chance(0.6 if slot.endswith("gone") else 0.45) else "occasional" for slot in slots]
    for place in sorted(d.shuffled(range(len(slots))), key=lambda place: slots[place].startswith(("ontime", "late"))):
        kind = kinds.index(slots[place].split("-")[-1])
        if left[kind] > 0:
            left[kind] -= 1
            habits[place] = "regular"
    return habits


def _joined(d: Dice, slot: str, habit: str) -> date:
    if slot == "new":
        return join_date(d, SPLIT, date(2025, 12, 20) if habit == "regular" else NOW - timedelta(days=4))
    if slot.endswith("gone") and habit == "regular":
        return join_date(d, START, date(2025, 1, 31))
    if slot.startswith("none"):
        return join_date(d, START, SPLIT - timedelta(days=10))
    return join_date(d, START, date(2025, 7, 10))


def _town(d: Dice, segment: str, towns: list[str]) -> str:
    if segment == "students":
        return d.weighted({"Ostermond": 0.7, "Lindhaven": 0.3})
    return d.weighted({town: 4.0 if town == "Lindhaven" else 1.0 for town in towns})


def _things(d: Dice, plan: Plan, member: Row) -> Plan:
    """Bikes and cover. Who has claimed in the first year had cover."""
    if plan.segment == "fleets":
        drawn = d.integer(6, 22) if d.chance(0.5) else d.integer(20, 58)
        return replace(plan, bikes=member.get("bikes", drawn))
    if plan.segment == "shops":
        return plan
    basket = d.weighted(BASKETS[plan.segment])
    tier = d.weighted(TIERS[plan.segment])
    bike = d.weighted(BIKES[plan.segment])
    if plan.claim != "none" and basket not in ("both", "cover"):
        basket = "cover"
    renews = not (plan.claim == "none" and plan.kept and d.chance(0.12))
    return replace(
        plan,
        tier=member.get("tier", tier if basket in ("both", "cover") else ""),
        bike=member.get("bike", bike if basket in ("both", "bike") else ""),
        renews=renews or bool(member),
    )


def _replacements(d: Dice, plans: list[Plan]) -> list[Plan]:
    """Nine stolen bikes of the first year carried Complete cover: seven replacements in 48 hours, two late."""
    wanted = {"ontime": ["intime"] * 7, "late": ["late"] * 2}
    result = list(plans)
    for place in d.shuffled(range(len(result))):
        plan = result[place]
        pool = wanted.get(plan.claim, [])
        if pool and plan.segment in ("commuters", "families") and not plan.facts:
            result[place] = replace(plan, tier="COVER-COMPLETE", replacement=pool.pop())
    return result
