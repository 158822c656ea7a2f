"""What ``mosaic check`` prints of the editor's reading: give-aways by notebook, rules with their ceilings, tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mosaic_exercises.course import Course
from mosaic_exercises.course.sources import cited, reference
from mosaic_exercises.editor import EditorReading, Remark, editions, minutes, read, rules
from mosaic_exercises.editor.accepted import (
    Ceilings,
    as_toml,
    counted,
    lowered,
    read_accepted,
    read_ceilings,
    risen,
    totals,
)
from mosaic_exercises.editor.giveaways import GiveawayRow, TestWise, rows, testwise
from mosaic_exercises.editor.minutes import rows as times
from mosaic_exercises.editor.tagged import tagged

MEASURED = {
    "test-wise": "See the last line of the give-away table: shorten right options, balance true and false.",
    "longest-is-right": "So many items too many: see the give-away table, and mosaic check --list much-longer.",
    "right-is-longer": "Points of per cent beyond +15%: see the give-away table.",
    "true-false-balance": "So many items to turn: see the give-away table.",
    "all-same-count": "So many 'choose all' too many with the same number of right options.",
    "minutes-untrue": "Write the formula's minutes (table of minutes) into the manifest and at the notebook's head.",
    "sitting-too-long": "Minutes beyond an hour: name a tile after which a sitting ends (stops, in the manifest).",
}
SHOWN = 12  # remarks of one rule that are printed where its ceiling is passed


def run(course: Course, folder: Path, word: str | None, *, lower: bool = False) -> int:
    """Read the course, print what was found; 1 where a count is above its ceiling. Layers over the base are advised."""
    base, over = editions(course, folder)
    content = Path(course.layers[0])
    accepted, ceilings = read_accepted(content), read_ceilings(content)
    found = read(base, accepted)
    if word is not None:
        print("\n".join(str(r) for r in found.remarks if word in f"{r.rule} {r.place} {r.place.notebook}"))
        return 0
    table = counted(found.remarks, found.measures)
    if lower:
        ceilings = lowered(ceilings or Ceilings(), table)
        (content / "ceilings.toml").write_text(as_toml(ceilings), encoding="utf-8")
    print("\n".join(giveaway_table(rows(base), testwise(base))))
    print("\n".join(time_table(times(base))))
    print("\n".join(rule_table(table, ceilings or Ceilings())))
    if over.slugs:
        print("\n".join(advice(read(over, accepted), over.course.layers[1:])))
    if ceilings is None:
        return 0
    above = risen(ceilings, table)
    print("\n".join(passed(above, found)))
    return 1 if above else 0


def giveaway_table(table: list[GiveawayRow], wise: TestWise) -> Iterator[str]:
    """What a test-wise learner could use, by notebook."""
    line = "{:<30}{:>17}{:>14}{:>16}{:>17}".format
    yield ""
    yield line("give-aways", "longest right", "right longer", "true", "same count")
    for row in table:
        longer = "-" if row.longer is None else f"{row.longer:+.0%}"
        longest, true = share(row.longest, row.one), share(row.true, row.true_false)
        yield line(row.notebook, longest, longer, true, share(row.same_count, row.many))
    longest = share(sum(r.longest for r in table), sum(r.one for r in table))
    true = share(sum(r.true for r in table), sum(r.true_false for r in table))
    yield line("all", longest, "", true, "")
    yield line("wanted in each notebook", "at most 40%", "up to +15%", "40 to 60%", "up to 50%")
    yield (
        f"'The longest' and 'false' throughout: {wise.score:.1%} of {wise.items} one-answer and true/false items, "
        f"{100 * (wise.score - wise.chance):+.1f} points against guessing ({wise.chance:.1%}); wanted: at most +5."
    )


def share(part: int, whole: int) -> str:
    """ "8 of 9, 89%"."""
    return f"{part} of {whole}, {part / whole:.0%}" if whole else "-"


def time_table(table: list[minutes.MinutesRow]) -> Iterator[str]:
    """How long each notebook takes, and each of its sittings, by the formula of editor/minutes.py."""
    line = "{:<30}{:>7}{:>11}{:>8}{:>7}{:>6}{:>9}{:>8}  {}".format
    yield ""
    yield line("minutes", "words", "decisions", "fields", "write", "labs", "minutes", "stated", "sittings")
    for row in table:
        load = (row.load.read, row.load.decisions, row.load.fields, row.load.write, row.load.labs)
        each = " + ".join(map(str, row.sittings))
        yield line(row.notebook, *(f"{value:.0f}" for value in load), row.minutes, row.stated, each)


def rule_table(table: Mapping[str, Mapping[str, int]], ceilings: Ceilings) -> Iterator[str]:
    """Each rule: the first edition's count, its ceiling, today's count, the target."""
    whole, most = totals(table), totals(ceilings.now)
    yield ""
    yield f"{'rule':<26}{'first':>7}{'ceiling':>9}{'now':>6}{'target':>8}  what it wants"
    for rule in rules():
        first = ceilings.first.get(rule.id, whole[rule.id])
        target = int(rule.share * first)
        yield f"{rule.id:<26}{first:>7}{most[rule.id]:>9}{whole[rule.id]:>6}{target:>8}  {rule.wants}"


def passed(above: list[tuple[str, str, int, int]], found: EditorReading) -> Iterator[str]:
    """Each ceiling that is passed, with the remarks of that notebook."""
    for section, rule, count, most in above:
        yield f"\n{section}: {rule}: {count}, and at most {most} may be left (content/ceilings.toml)."
        if rule in MEASURED:
            yield f"    {MEASURED[rule]}"
        here = [r for r in found.remarks if r.rule == rule and (r.place.notebook or "course") == section]
        yield from map(str, here[:SHOWN])
        if len(here) > SHOWN:
            yield f"... and {len(here) - SHOWN} more: mosaic check --list {rule}"


def advice(found: EditorReading, layers: tuple[str, ...]) -> Iterator[str]:
    """What the rules say of the layers laid over the course: never an error."""
    yield f"\nAdvice on {', '.join(layers)}:"
    remarks: tuple[Remark, ...] = found.remarks
    yield from map(str, remarks) if remarks else ("nothing to say.",)


def source_list(course: Course) -> str:
    """Every source: its citation in an exercise, and the line of a notebook's list of sources."""
    return "\n".join(f"[@{key}] {cited(s)}\n    - {reference(s)}<!-- @{key} -->" for key, s in course.sources.items())


def tag_table(course: Course) -> str:
    """Tag, wrong answer and mistake, side by side."""
    lines = []
    last = ""
    for one in tagged(course):
        record = course.misconceptions[one.tag]
        if one.tag != last:
            lines.append(f"\n{one.tag} | {record.name}")
            lines.append(f"    mistake: {record.mistake or '(none is named yet)'}")
            lines.append(f"    truth: {record.truth}")
            last = one.tag
        lines.append(f"    {one.slug} | {one.answer} | {one.why}")
    return "\n".join(lines)
