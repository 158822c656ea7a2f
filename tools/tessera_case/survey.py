"""The June 2026 survey: 120 respondents on quality (22 items), importance, features (Kano), recommendation, effort."""

from dataclasses import dataclass
from datetime import date

from tessera_case.dice import Dice, Row, clip, dice, quota
from tessera_case.plans import Plan

# Respondents by segment: claim late, claim on time, no claim. Each fleet answers twice: manager and rider.
SAMPLE = {
    "commuters": (9, 5, 20),
    "families": (5, 3, 12),
    "leisure": (2, 3, 19),
    "students": (2, 2, 10),
    "fleets": (4, 2, 2),
    "shops": (0, 0, 12),
}
WINDOW = (date(2025, 6, 1), date(2026, 5, 31))
DIMENSIONS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")
EXPECTED = {"tangibles": 4.8, "reliability": 6.45, "responsiveness": 6.15, "assurance": 6.0, "empathy": 5.7}
# Perceived quality by what happened to a claim: none, on time, late.
PERCEIVED = {
    "tangibles": (5.4, 5.4, 5.2),
    "reliability": (5.35, 6.1, 3.2),
    "responsiveness": (4.75, 5.45, 2.5),
    "assurance": (5.65, 6.0, 4.9),
    "empathy": (5.1, 5.5, 4.2),
}
ITEM_SHIFT = {
    "rel5": -0.6,
    "rel2": 0.5,
    "res1": -0.7,
    "res3": 0.9,
    "res4": -0.2,
    "emp2": -0.5,
    "emp3": 0.2,
    "tan2": 0.5,
    "tan4": -0.2,
}
GROUP_SHIFT = {"leisure": 0.35, "students": -0.25, "shops": 0.1, "fleets": -0.15, "riders": -0.5}
IMPORTANCE = {"tangibles": 9.2, "reliability": 33.4, "responsiveness": 22.3, "assurance": 18.4, "empathy": 16.7}
# Exact numbers of promoters, passives, detractors.
NPS = {
    "commuters": (10, 12, 12),
    "families": (7, 7, 6),
    "leisure": (14, 8, 2),
    "students": (3, 4, 7),
    "fleets": (4, 3, 9),
    "shops": (5, 4, 3),
}
# Exact numbers of Kano categories: for everyone, or by group where groups differ.
KANO: dict[str, dict[str, dict[str, int]]] = {
    "k01": {"fleets": {"M": 9, "O": 5, "A": 2}, "others": {"A": 62, "O": 20, "M": 8, "I": 12, "Q": 2}},
    "k02": {"all": {"O": 66, "M": 34, "A": 10, "I": 9, "Q": 1}},
    "k03": {"all": {"M": 78, "O": 24, "A": 2, "I": 14, "Q": 2}},
    "k04": {"all": {"I": 86, "A": 18, "O": 3, "R": 9, "Q": 4}},
    "k05": {"all": {"I": 46, "A": 41, "O": 14, "M": 7, "R": 7, "Q": 5}},
    "k06": {"all": {"O": 49, "M": 38, "A": 8, "I": 23, "Q": 2}},
    "k07": {"all": {"M": 88, "O": 16, "A": 1, "I": 12, "Q": 3}},
    "k08": {"all": {"A": 39, "O": 39, "M": 14, "I": 24, "R": 2, "Q": 2}},
    "k09": {"all": {"R": 47, "I": 30, "A": 14, "O": 12, "M": 13, "Q": 4}},
    "k10": {"all": {"A": 58, "O": 21, "M": 6, "I": 31, "R": 1, "Q": 3}},
    "k11": {
        "fleets": {"O": 8, "M": 6, "A": 1, "I": 1},
        "shops": {"O": 6, "M": 3, "A": 2, "I": 1},
        "others": {"I": 74, "A": 9, "O": 2, "R": 3, "Q": 4},
    },
    "k12": {"all": {"I": 61, "R": 38, "A": 12, "O": 2, "Q": 7}},
}
MIDDLE = ("must-be", "neutral", "live-with")
# category -> (functional answers, dysfunctional answers), the two drawn apart
PAIRS = {
    "A": (("like",), MIDDLE),
    "O": (("like",), ("dislike",)),
    "M": (MIDDLE, ("dislike",)),
    "I": (MIDDLE, MIDDLE),
    "R": (("dislike",), ("like", *MIDDLE)),
    "Q": (("like",), ("like",)),
}


@dataclass(frozen=True)
class Person:
    """One respondent. claim: none, on time, late."""

    respondent_id: str
    customer_id: str
    segment: str
    role: str
    day: date
    claim: str

    @property
    def group(self) -> str:
        return "riders" if self.role == "user" else self.segment


def make_survey(
    plans: list[Plan], claims: list[Row], transactions: list[Row], items: list[Row]
) -> dict[str, list[Row]]:
    """The tables respondents, servqual, importance, kano and nps."""
    people = _people(plans, claims, transactions)
    return {
        "respondents": [
            {
                "respondent_id": p.respondent_id,
                "customer_id": p.customer_id,
                "segment": p.segment,
                "role": p.role,
                "date": p.day,
                "claim": p.claim,
            }
            for p in people
        ],
        "servqual": _servqual(people, items),
        "importance": _importance(people),
        "kano": _kano(people),
        "nps": _scores(people),
    }


def _people(plans: list[Plan], claims: list[Row], transactions: list[Row]) -> list[Person]:
    d = dice("respondents")
    fate: dict[str, str] = {}
    for claim in claims:
        if WINDOW[0] <= claim["reported"] <= WINDOW[1] and claim["days_to_decision"] != "":
            late = claim["days_to_decision"] > claim["promised_days"]
            fate[claim["customer_id"]] = "late" if late else fate.get(claim["customer_id"], "on time")
    last = {line["customer_id"]: line["date"] for line in transactions if line["date"] < WINDOW[1]}
    chosen: list[tuple[Plan, str, str]] = []
    for segment, wanted in SAMPLE.items():
        pool = d.shuffled([p for p in plans if p.segment == segment and last.get(p.customer_id, date.min) >= WINDOW[0]])
        picked: list[Plan] = []
        for kind, count in zip(("late", "on time", "none"), wanted, strict=True):
            fitting = [p for p in pool if fate.get(p.customer_id, "none") == kind and p not in picked]
            if len(fitting) < count:
                raise ValueError(f"survey: {segment} has {len(fitting)} accounts with claim {kind!r}, wanted {count}")
            picked += fitting[:count]
        chosen += [(p, "buyer", fate.get(p.customer_id, "none")) for p in picked]
        if segment == "fleets":
            chosen += [(p, "user", fate.get(p.customer_id, "none")) for p in picked]
    return [
        Person(
            f"R{number:03d}", plan.customer_id, plan.segment, role, d.day(date(2026, 6, 1), date(2026, 6, 26)), claim
        )
        for number, (plan, role, claim) in enumerate(d.shuffled(chosen), start=1)
    ]


def _servqual(people: list[Person], items: list[Row]) -> list[Row]:
    d = dice("servqual")
    result: list[Row] = []
    for person in people:
        column = ("none", "on time", "late").index(person.claim)
        mood, strict = d.normal(0, 0.45), d.normal(0, 0.3)
        for item in items:
            dimension = item["dimension"]
            shift = ITEM_SHIFT.get(item["id"], 0.0) + GROUP_SHIFT.get(person.group, 0.0) * (dimension != "tangibles")
            result.append(
                {
                    "respondent_id": person.respondent_id,
                    "item_id": item["id"],
                    "dimension": dimension,
                    "expectation": clip(d.normal(EXPECTED[dimension] + strict, 0.65), 1, 7),
                    "perception": clip(d.normal(PERCEIVED[dimension][column] + shift + mood, 0.85), 1, 7),
                }
            )
    return result


def _importance(people: list[Person]) -> list[Row]:
    """Whole points that sum to 100 for everyone: what is lost in rounding goes to the largest remainders."""
    d = dice("importance")
    result: list[Row] = []
    for person in people:
        raw = [max(2.0, IMPORTANCE[name] * d.between(0.62, 1.38)) for name in DIMENSIONS]
        if person.segment == "students":
            raw[1] *= 0.93
        total = 0.0
        for value in raw:
            total += value
        exact = [100 * value / total for value in raw]
        points = [int(value) for value in exact]
        order = sorted(range(5), key=lambda i: (points[i] - exact[i], i))
        for place in order[: 100 - sum(points)]:
            points[place] += 1
        result += [
            {"respondent_id": person.respondent_id, "dimension": name, "points": value}
            for name, value in zip(DIMENSIONS, points, strict=True)
        ]
    return result


def _kano(people: list[Person]) -> list[Row]:
    d = dice("kano")
    answers: dict[tuple[str, str], tuple[str, str]] = {}
    for feature, groups in KANO.items():
        for group, counts in groups.items():
            members = [
                p for p in people if group in ("all", p.segment) or (group == "others" and p.segment not in groups)
            ]
            categories = d.shuffled(quota(counts))
            for person, category in zip(members, categories, strict=True):
                functional, dysfunctional = PAIRS[category]
                answers[person.respondent_id, feature] = (d.pick(functional), d.pick(dysfunctional))
    return [
        {
            "respondent_id": person.respondent_id,
            "feature_id": feature,
            "functional": answers[person.respondent_id, feature][0],
            "dysfunctional": answers[person.respondent_id, feature][1],
        }
        for person in people
        for feature in KANO
    ]


def _scores(people: list[Person]) -> list[Row]:
    """Recommendation by exact numbers in each segment; a late claim pulls down, a claim on time lifts."""
    d = dice("nps")
    kind: dict[str, str] = {}
    for segment, (promoters, passives, detractors) in NPS.items():
        members = [p for p in people if p.segment == segment]
        pull = {"late": -2.0, "none": 0.0, "on time": 1.2}
        warmth = {p.respondent_id: d.normal(0, 1.9) + pull[p.claim] - (p.role == "user") for p in members}
        ranked = sorted(members, key=lambda p: warmth[p.respondent_id], reverse=True)
        words = quota({"promoter": promoters, "passive": passives, "detractor": detractors})
        for person, word in zip(ranked, words, strict=True):
            kind[person.respondent_id] = word
    result: list[Row] = []
    for person in people:
        word = kind[person.respondent_id]
        nps = _nps(d, word, person.claim)
        result.append(
            {
                "respondent_id": person.respondent_id,
                "nps": nps,
                "csat": _csat(d, word),
                "ces": "" if person.claim == "none" else _ces(d, person.claim),
            }
        )
    return result


def _nps(d: Dice, word: str, claim: str) -> int:
    if word == "promoter":
        return 10 if d.chance(0.4) else 9
    if word == "passive":
        return 8 if d.chance(0.55) else 7
    low = 0 if claim == "late" else 2
    return max(d.integer(low, 6), d.integer(low, 6)) if claim != "late" else d.integer(low, 6)


def _csat(d: Dice, word: str) -> int:
    weights = {
        "promoter": {"5": 0.65, "4": 0.35},
        "passive": {"5": 0.1, "4": 0.6, "3": 0.3},
        "detractor": {"4": 0.3, "3": 0.3, "2": 0.25, "1": 0.15},
    }
    return int(d.weighted(weights[word]))


def _ces(d: Dice, claim: str) -> int:
    return clip(d.normal(2.6 if claim == "late" else 5.6, 0.9), 1, 7)
