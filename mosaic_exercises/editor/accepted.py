"""What is right in spite of a rule, and the ceilings: how often each rule may still be broken, which only falls.

Two files of the course's content hold them: ``accepted.toml`` (places that the editor has read and found right, with
the reason) and ``ceilings.toml`` (per notebook and rule; ``first`` is the count of the first edition). Neither is
needed: a course without ceilings gets the remarks as advice.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from mosaic_exercises.editor.records import Measure, Remark

COURSE = "course"  # the section of what belongs to no notebook


class AcceptedRemark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place where a rule is wrong: the exercise, tag or notebook, a part of the text seen, and the reason."""

    rule: str
    item: str
    because: str
    seen: str = ""


class Ceilings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``first``: rule -> the first edition's count. ``now``: section -> rule -> the most there may be."""

    first: dict[str, int] = {}
    now: dict[str, dict[str, int]] = {}

    def of(self, section: str, rule: str) -> int:
        """The ceiling of one rule in one notebook (or the course's own tables); what is not named may not occur."""
        return self.now.get(section, {}).get(rule, 0)


def read_accepted(folder: Path) -> tuple[AcceptedRemark, ...]:
    """The accepted places of a course folder; () without the file."""
    path = folder / "accepted.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", []) if path.is_file() else []
    return msgspec.convert(raw, tuple[AcceptedRemark, ...])


def read_ceilings(folder: Path) -> Ceilings | None:
    """The ceilings of a course folder, or None where it has none."""
    path = folder / "ceilings.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Ceilings) if path.is_file() else None


def takes(accepted: AcceptedRemark, remark: Remark) -> bool:
    """Whether a remark is one of the accepted."""
    at = (remark.place.item, remark.place.at, remark.place.notebook)
    return accepted.rule == remark.rule and accepted.item in at and accepted.seen.casefold() in remark.seen.casefold()


def counted(remarks: Iterable[Remark], measures: Iterable[Measure]) -> dict[str, Counter[str]]:
    """Section -> rule -> how many remarks there are, or how far the notebook is beyond the rule's limit."""
    table: dict[str, Counter[str]] = {}
    for remark in remarks:
        table.setdefault(remark.place.notebook or COURSE, Counter())[remark.rule] += 1
    for measure in measures:
        if measure.beyond:
            table.setdefault(measure.notebook, Counter())[measure.rule] += measure.beyond
    return table


def totals(table: Mapping[str, Mapping[str, int]]) -> Counter[str]:
    """Rule -> its count over all sections."""
    whole: Counter[str] = Counter()
    for counts in table.values():
        whole.update(counts)
    return whole


def risen(ceilings: Ceilings, table: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str, int, int]]:
    """(section, rule, count, ceiling) of each count above its ceiling. A section without ceilings is a new notebook:
    what moved there is no rise as long as the whole course has none."""
    whole, most = totals(table), totals(ceilings.now)
    return [
        (section, rule, count, ceilings.of(section, rule))
        for section, counts in sorted(table.items())
        for rule, count in sorted(counts.items())
        if count > ceilings.of(section, rule) and (section in ceilings.now or whole[rule] > most[rule])
    ]


def lowered(ceilings: Ceilings, table: Mapping[str, Mapping[str, int]]) -> Ceilings:
    """The ceilings brought down to today's counts where these are lower; the first count of a new rule, and what moved
    into a new notebook, is kept."""
    whole, before = totals(table), totals(ceilings.now)
    first = {rule: ceilings.first.get(rule, whole[rule]) for rule in sorted(set(ceilings.first) | set(whole))}
    now: dict[str, dict[str, int]] = {}
    for section in sorted(set(table) | set(ceilings.now)):
        for rule in sorted(set(table.get(section, {})) | set(ceilings.now.get(section, {}))):
            count = table.get(section, {}).get(rule, 0)
            moved = section not in ceilings.now and whole[rule] <= before[rule]
            new = rule not in ceilings.first or moved
            most = count if new else min(count, ceilings.of(section, rule))
            if most:
                now.setdefault(section, {})[rule] = most
    return Ceilings(first, now)


HEAD = """\
# How often each rule of `mosaic check` may still be broken, by notebook: a ceiling that only falls.
# `mosaic check --lower` writes today's counts here where they are lower; nothing raises them.
# [first] is the count of the first edition, by which the targets are measured (docs/editing.md).
"""


def as_toml(ceilings: Ceilings) -> str:
    """The file, one rule a line, so that two people's changes to two notebooks do not meet."""
    lines = [HEAD, "[first]", *(f"{rule} = {count}" for rule, count in ceilings.first.items())]
    for section, counts in ceilings.now.items():
        lines += ["", f"[now.{section}]", *(f"{rule} = {count}" for rule, count in counts.items())]
    return "\n".join(lines) + "\n"
