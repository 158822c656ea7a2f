"""Puts the case together: every table and every figure, from the parts that people wrote."""

from typing import Any

from tessera_case import claims, customers, figures, journey, plans, sales, survey, voices
from tessera_case.book import Tables
from tessera_case.dice import Row


def build(firm: dict[str, Any], items: dict[str, Any], parts: dict[str, Any]) -> tuple[dict[str, list[Row]], list[Row]]:
    """(tables by file name without .csv, figures). `parts`: people, cast, complaints, incidents."""
    people, cast, towns = parts["people"], parts["cast"], firm["firm"]["towns"]
    accounts = plans.make_plans(people, cast, towns)
    claim_rows = claims.make_claims(accounts, cast)
    lines = sales.make_transactions(accounts, {p["id"]: p for p in firm["product"]}, claim_rows)
    taken = {plan.name for plan in accounts} | {plan.contact for plan in accounts}
    prospects = customers.make_prospects(people, towns, taken)
    customer_rows = customers.make_customers(accounts, claim_rows, lines, people, prospects)
    contacts = journey.make_touchpoints(accounts, prospects, claim_rows, firm["touchpoint"], customer_rows)
    answers = survey.make_survey(accounts, claim_rows, lines, items["item"])
    tables = Tables(
        customers=customer_rows,
        prospects=prospects,
        transactions=lines,
        claims=claim_rows,
        complaints=voices.make_complaints(parts["complaints"]["complaint"], accounts, claim_rows, lines, towns),
        touchpoints=contacts,
        incidents=voices.make_incidents(parts["incidents"]["factor"], accounts, claim_rows),
        activities=voices.make_activities(
            firm["relationship"], people["activity"], cast["log"], customer_rows, claim_rows
        ),
        relationships=_relationships(firm, customer_rows),
        focus=_focus(firm),
        **answers,
    )
    found = figures.compute(tables, firm["firm"], due_days(firm))
    written = {name: getattr(tables, name) for name in Tables.__dataclass_fields__}
    written["competitors"] = _competitors(firm)
    written["pest"] = [{"factor_id": row["id"], **{k: v for k, v in row.items() if k != "id"}} for row in firm["pest"]]
    written["scorecard"] = _scorecard(firm, {row["id"]: row["value"] for row in found})
    return written, found


def due_days(firm: Row) -> dict[str, int]:
    """Days until a product falls due, for those that do."""
    return {product["id"]: product["due_days"] for product in firm["product"] if "due_days" in product}


def _relationships(firm: Row, customer_rows: list[Row]) -> list[Row]:
    known = {row["customer_id"]: row for row in customer_rows} | {row["id"]: row for row in firm["partner"]}
    columns = ("satisfaction", "gain", "reactive", "proactive", "wanted_satisfaction", "wanted_gain", "note")
    return [
        {
            "party_id": row["party_id"],
            "name": known[row["party_id"]]["name"],
            "side": row["side"],
            "type": known[row["party_id"]].get("type", "partner"),
            **{name: row[name] for name in columns},
        }
        for row in firm["relationship"]
    ]


def _focus(firm: Row) -> list[Row]:
    names = {row["id"]: row["name"] for row in firm["employee"]}
    raters = list(firm["focus"][0]["ratings"])
    return [
        {
            "rater_id": rater,
            "rater": names[rater],
            "date": "2026-08-31",
            "row": row["row"],
            "dimension": row["dimension"],
            "rating": row["ratings"][rater],
        }
        for rater in raters
        for row in firm["focus"]
    ]


def _competitors(firm: Row) -> list[Row]:
    return [{"competitor_id": row["id"], **{k: v for k, v in row.items() if k != "id"}} for row in firm["competitor"]]


def _scorecard(firm: Row, figure: dict[str, Any]) -> list[Row]:
    """Baseline and actual are numbers of firm.toml, or figures named there."""
    result: list[Row] = []
    for row in firm["scorecard"]:
        values = {k: figure[row[f"{k}_figure"]] if f"{k}_figure" in row else row[k] for k in ("baseline", "actual")}
        result.append(
            {
                "objective_id": row["id"],
                "perspective": row["perspective"],
                "objective": row["objective"],
                "measure": row["measure"],
                "unit": row["unit"],
                "baseline": values["baseline"],
                "target": row["target"],
                "actual": values["actual"],
                "direction": row["direction"],
                "initiative": row["initiative"],
                "owner": row["owner"],
                "supports": ";".join(row["supports"]),
            }
        )
    return result
