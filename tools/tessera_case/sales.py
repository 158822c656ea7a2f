"""Purchases of two years. Exact: who buys again in the second year, and who buys regularly (four dates in 365 days)."""

from dataclasses import dataclass
from datetime import date, timedelta

from tessera_case.dice import NOW, SPLIT, Dice, Row, dice
from tessera_case.plans import Plan

RISE = date(2026, 3, 1)
PORTAL = date(2026, 2, 16)
LAST_OF_FIRST = SPLIT - timedelta(days=1)
QUARTERS = [
    date(year, month, 5)
    for year, months in ((2024, (10,)), (2025, (1, 4, 7, 10)), (2026, (1, 4, 7)))
    for month in months
]
TIER_LADDER = ("COVER-BASIC", "COVER-PLUS", "COVER-COMPLETE")


@dataclass(frozen=True)
class Shelf:
    """Products by id, as firm.toml lists them."""

    products: dict[str, Row]

    def price(self, product: str, day: date) -> float:
        entry = self.products[product]
        if day >= RISE and "price_from_2026_03_eur" in entry:
            return float(entry["price_from_2026_03_eur"])
        return float(entry["price_eur"])


@dataclass(frozen=True)
class Till:
    """Collects the lines of transactions.csv."""

    d: Dice
    shelf: Shelf
    lines: list[Row]

    def sell(self, plan: Plan, day: date, product: str, channel: str, quantity: int = 1, factor: float = 1.0) -> None:
        """One line. `factor` multiplies the price (a discount, or the rise after a claim); costs stay as they are."""
        entry = self.shelf.products[product]
        listed = self.shelf.price(product, day) * quantity
        cost = listed * (1 - (entry["margin_pct"] + self.d.between(-1.5, 1.5)) / 100)
        amount = round(listed * factor, 2)
        self.lines.append(
            {
                "customer_id": plan.customer_id,
                "date": day,
                "product_id": product,
                "product": entry["name"],
                "channel": channel,
                "quantity": quantity,
                "amount_eur": f"{amount:.2f}",
                "margin_eur": f"{amount - round(cost, 2):.2f}",
            }
        )


def make_transactions(plans: list[Plan], products: dict[str, Row], claims: list[Row]) -> list[Row]:
    """All purchases of all accounts, by date; transaction_id follows that order."""
    claimed: dict[str, list[date]] = {}
    for claim in claims:
        claimed.setdefault(claim["customer_id"], []).append(claim["reported"])
    till = Till(dice("sales"), Shelf(products), [])
    for plan in plans:
        if plan.consumer:
            _consumer(till, plan, claimed.get(plan.customer_id, []))
        elif plan.segment == "fleets":
            _fleet(till, plan)
        else:
            _shop(till, plan)
    ordered = sorted(till.lines, key=lambda line: (line["date"], line["customer_id"], line["product_id"]))
    return [{"transaction_id": f"T{number:05d}", **line} for number, line in enumerate(ordered, start=1)]


def renewal_day(plan: Plan) -> date:
    """A year after joining, kept within the second year (the year of the case in which covers of the first run out)."""
    day = plan.joined + timedelta(days=365 - int(plan.customer_id[1:]) % 9)
    return min(max(day, SPLIT + timedelta(days=1)), NOW - timedelta(days=1))


def _consumer(till: Till, plan: Plan, claims: list[date]) -> None:
    d = till.d
    if plan.bike:
        till.sell(plan, plan.joined, plan.bike, "showroom" if d.chance(0.86) else "online")
    if plan.tier:
        alone = d.weighted({"online": 0.68, "phone": 0.14, "partner shop": 0.18})
        till.sell(plan, plan.joined, plan.tier, "showroom" if plan.bike else alone)
    if not plan.bike and not plan.tier:
        till.sell(plan, plan.joined, "SERVICE", "workshop")
    renewed = renewal_day(plan) if plan.kept and plan.tier and plan.renews else None
    if renewed:
        _renew(till, plan, renewed, claims)
    for day in _visits(d, plan, renewed):
        _visit(till, plan, day)


def _renew(till: Till, plan: Plan, day: date, claims: list[date]) -> None:
    d = till.d
    place = TIER_LADDER.index(plan.tier)
    moved = place + (1 if d.chance(0.08) else -1 if d.chance(0.05) else 0)
    tier = plan.tier if plan.facts or plan.segment == "students" else TIER_LADDER[max(0, min(2, moved))]
    recent = any(day - timedelta(days=365) <= reported < day for reported in claims)
    before_portal = "phone" if d.chance(0.7) else "online"
    channel = before_portal if day < PORTAL else "online" if d.chance(0.8) else "phone"
    till.sell(plan, day, tier, channel, factor=1.18 if recent and day >= RISE else 1.0)


def _visits(d: Dice, plan: Plan, renewed: date | None) -> list[date]:
    """Days of services and accessories between joining and now, without Sundays."""
    days: list[date] = []
    if plan.habit == "regular":
        end = NOW if plan.kept or plan.new else date(2025, 9, 12)
        day = plan.joined + timedelta(days=d.integer(60, 82))
        while day <= end:
            days.append(day)
            day += timedelta(days=d.integer(58, 82))
    elif plan.new:
        if plan.habit == "occasional" and d.chance(0.8):
            days.append(plan.joined + timedelta(days=d.integer(50, 170)))
    else:
        if plan.habit == "occasional":
            first = plan.joined + timedelta(days=d.integer(60, 200))
            days += [first] if first <= LAST_OF_FIRST else []
        if plan.kept and (renewed is None or (plan.habit == "occasional" and d.chance(0.45))):
            earliest = max(SPLIT, plan.joined + timedelta(days=190))
            days.append(d.day(earliest, NOW))
    workdays = [day if day.weekday() != 6 else day + timedelta(days=1) for day in days]
    return [day for day in workdays if day <= NOW]


def _visit(till: Till, plan: Plan, day: date) -> None:
    d = till.d
    if plan.customer_id == "C3002":  # here every month for a free adjustment, buys a little
        till.sell(plan, day, "ADJUSTMENT", "workshop", factor=d.between(0.15, 0.5))
    elif d.chance(0.62):
        till.sell(plan, day, "SERVICE", "workshop", factor=d.between(0.8, 1.5))
    else:
        till.sell(plan, day, "ACCESSORY", "showroom" if d.chance(0.7) else "online", factor=d.between(0.4, 2.4))


def _fleet(till: Till, plan: Plan) -> None:
    """Regular fleets pay cover and service each quarter; the others buy for a season."""
    d = till.d
    factor = (1 - plan.discount) * (0.96 if plan.bikes > 40 else 1.0)
    first_bikes = max(1, plan.bikes // d.integer(4, 7))
    till.sell(plan, plan.joined, "BIKE-FLEET", "account manager", first_bikes, 1 - plan.discount / 4)
    if plan.habit == "regular":
        end = NOW if plan.kept or plan.new else date(2025, 8, 1)
        bikes = plan.bikes if plan.kept else max(5, plan.bikes - 4)
        if plan.joined not in QUARTERS and not plan.new:
            till.sell(plan, plan.joined, "COVER-FLEET", "account manager", bikes, factor)
        for day in QUARTERS:
            if plan.joined < day <= end:
                till.sell(plan, day, "COVER-FLEET", "account manager", bikes, factor)
                till.sell(plan, day, "SERVICE-FLEET", "workshop", bikes, factor)
        if plan.kept and d.chance(0.6):
            day = d.day(date(2026, 1, 10), date(2026, 6, 20))
            till.sell(plan, day, "BIKE-FLEET", "account manager", d.integer(2, 7), 1 - plan.discount / 4)
        return
    till.sell(plan, plan.joined, "COVER-FLEET", "account manager", plan.bikes, factor)
    if plan.kept:
        day = d.day(date(2025, 12, 1), date(2026, 8, 31))
        till.sell(plan, day, "COVER-FLEET", "account manager", plan.bikes, factor)
        if plan.habit == "occasional":
            later = min(day + timedelta(days=d.integer(14, 60)), NOW)
            till.sell(plan, later, "SERVICE-FLEET", "workshop", plan.bikes, factor)


def _shop(till: Till, plan: Plan) -> None:
    """Trade orders: parts, ten covers for the counter, now and then a bike."""
    d = till.d
    size = d.between(0.6, 1.7)
    days = [plan.joined]
    if plan.habit == "regular":
        end = NOW if plan.kept or plan.new else date(2025, 9, 1)
        day = plan.joined + timedelta(days=d.integer(28, 52))
        while day <= end:
            days.append(day)
            day += timedelta(days=d.integer(28, 52))
    elif plan.kept:
        days.append(d.day(date(2025, 11, 1), date(2026, 9, 20)))
        if plan.habit == "occasional":
            days.append(d.day(max(plan.joined, date(2025, 2, 1)), LAST_OF_FIRST))
    elif plan.new and plan.habit == "occasional":
        days.append(min(plan.joined + timedelta(days=d.integer(40, 90)), NOW))
    for day in sorted({day if day.weekday() != 6 else day - timedelta(days=1) for day in days}):
        till.sell(plan, day, "PARTS-TRADE", "online" if d.chance(0.5) else "phone", int(d.between(500, 3300) * size))
        if d.chance(0.55):
            till.sell(plan, day, "COVER-PACK", "account manager", 2 if d.chance(0.2 * size) else 1)
        if d.chance(0.22):
            till.sell(plan, day, "BIKE-TRADE", "account manager", d.integer(1, 2))
