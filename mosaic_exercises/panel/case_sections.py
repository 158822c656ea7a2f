"""The case at hand, laid out for reading: what stands in which part, in words."""

from __future__ import annotations

from hashlib import sha256

from mosaic_exercises.drawing.portrait import portrait_svg, traits_of
from mosaic_exercises.errors import FormatError, MosaicError
from mosaic_exercises.panel.wire.case import CaseNoteView, CasePersonView, CaseSectionView, CaseTableView
from mosaic_exercises.panel.wire.replies import CaseFileReply
from mosaic_exercises.running_case import Interview, day
from mosaic_exercises.running_case.file import CaseFile, Claim, Complaint, Firm, Happening, NamedPart, case_file


def asked() -> CaseFileReply:
    """The whole case, or in words why it cannot be had."""
    try:
        return CaseFileReply(sections=sections(case_file()))
    except MosaicError as error:
        return CaseFileReply(problem=str(error))


def sections(found: CaseFile) -> tuple[CaseSectionView, ...]:
    """The parts of the case in the order to read them."""
    firm = found.firm
    segments = names(firm.segments)
    tiers = {one.product: one.name for one in firm.tiers}
    dates = (*firm.history, *firm.events)
    return (
        part("interviews", "Interviews", "interview", people=tuple(map(interviewed, found.interviews))),
        part("colleagues", "People at Tessera", "colleague", people=colleagues(firm)),
        part("prices", "Prices and cover", "row", tables=(prices(firm), covers(firm))),
        part("promises", "Promises to customers", "promise", notes=promises(firm)),
        part("dates", "Dates", "date", notes=tuple(map(happened, dates))),
        part("accounts", "One event, two accounts", "account", notes=accounts(firm)),
        part("complaints", "Complaints", "complaint", notes=tuple(complaint(c, segments) for c in found.complaints)),
        part(
            "claims",
            "Claims file",
            "claim",
            "Amounts in EUR. Days run from the report to the decision; an empty place means none or not yet.",
            tables=(claims(found.claims, segments, tiers),),
        ),
    )


def part(
    id: str,
    title: str,
    noun: str,
    note: str = "",
    *,
    people: tuple[CasePersonView, ...] = (),
    notes: tuple[CaseNoteView, ...] = (),
    tables: tuple[CaseTableView, ...] = (),
) -> CaseSectionView:
    """A part; what it has not got is empty."""
    return CaseSectionView(id=id, title=title, noun=noun, note=note, people=people, notes=notes, tables=tables)


def interviewed(one: Interview) -> CasePersonView:
    """Who was interviewed, and their words in full."""
    text = " ".join(one.text.split())
    return CasePersonView(
        id=one.id,
        key=sha256(text.encode()).hexdigest()[:10],
        person=one.person,
        role=one.role,
        about=", ".join(p for p in (one.place, day(one.date)) if p),
        name=one.title,
        text=text,
        face=portrait(one.face, one.person),
    )


def portrait(face: str, who: str) -> str:
    """A face drawn; "" for whom none was written down. Raises FormatError, with whose it is."""
    try:
        return portrait_svg(traits_of(face)) if face else ""
    except FormatError as error:
        raise FormatError(f"The face of {who}, in the files of the case: {error}") from None


def colleagues(firm: Firm) -> tuple[CasePersonView, ...]:
    """Who works at the firm, and where."""
    where = names(firm.departments)
    return tuple(
        CasePersonView(
            id=one.id,
            key="",
            person=one.name,
            role=one.role,
            about=where.get(one.department, ""),
            name="",
            text="",
            face=portrait(one.face, one.name),
        )
        for one in firm.employees
    )


def prices(firm: Firm) -> CaseTableView:
    """What things cost. A product of one euro is an order's sum, counted in euros: it has no price."""
    rows = tuple((p.name, euros(p.price), euros(p.later)) for p in firm.products if p.price != 1)
    return CaseTableView(title="Prices in EUR", head=("What", "Price", "Since 1 March 2026"), rows=rows)


def covers(firm: Firm) -> CaseTableView:
    """The sorts of cover."""
    rows = tuple((t.name, t.covers, euros(t.excess), t.promise) for t in firm.tiers)
    head = ("Cover", "What it covers", "The customer pays first, EUR", "What is promised")
    return CaseTableView(title="Sorts of cover", head=head, rows=rows)


def promises(firm: Firm) -> tuple[CaseNoteView, ...]:
    """What customers are told, who says so, and the rule behind it."""
    where = names(firm.departments)
    return tuple(
        CaseNoteView(
            head=one.text, text=f"The rule behind it: {one.standard}", foot=f"Made by {where.get(one.made_by, '')}"
        )
        for one in firm.promises
    )


def happened(one: Happening) -> CaseNoteView:
    """A day, or a year, and what happened."""
    on = day(one.date) or str(one.year or "")
    return CaseNoteView(head=f"{on}: {one.title}" if one.title else on, text=one.text, foot="")


def accounts(firm: Firm) -> tuple[CaseNoteView, ...]:
    """What people tell of an event, each from their place."""
    on = {one.id: one for one in firm.events}
    return tuple(
        CaseNoteView(head=one.who, text=one.text, foot=f"{day(on[one.event].date)}: {on[one.event].title}")
        for one in firm.told
        if one.event in on
    )


def complaint(one: Complaint, segments: dict[str, str]) -> CaseNoteView:
    """A complaint as it was written down, and what became of it."""
    foot = f"Resolved after {one.days} days" if one.days else "Resolved" if one.resolved == "yes" else "Not resolved"
    about = (day(one.date), segments.get(one.segment, one.segment), one.stage, one.channel)
    claim = f"claim {one.claim}" if one.claim else ""
    return CaseNoteView(
        head=", ".join(p for p in about if p), text=one.text, foot=", ".join(p for p in (foot, claim) if p)
    )


def claims(found: tuple[Claim, ...], segments: dict[str, str], tiers: dict[str, str]) -> CaseTableView:
    """The claims file, a claim a row."""
    head = (
        "Claim",
        "Reported",
        "Customer",
        "Cover",
        "Cause",
        "Amount",
        "Days",
        "Outcome",
        "Calls",
        "Bike after, hours",
    )
    rows = tuple(
        (
            one.id,
            day(one.reported),
            segments.get(one.segment, one.segment),
            tiers.get(one.tier, one.tier),
            one.cause,
            one.amount,
            one.days,
            one.outcome,
            one.calls,
            one.hours,
        )
        for one in found
    )
    return CaseTableView(title="Claims", head=head, rows=rows)


def names(listed: tuple[NamedPart, ...]) -> dict[str, str]:
    """Names by id."""
    return {one.id: one.name for one in listed}


def euros(amount: float | None) -> str:
    """A price as it is written; "" for none."""
    return "" if amount is None else f"{amount:,.0f}"
