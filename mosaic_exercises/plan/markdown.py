"""The plan as Markdown, for a wiki, a text editor or a document that goes on. What a learner wrote stays text."""

from __future__ import annotations

from collections.abc import Iterator

from mosaic_exercises.drawing.markdown import block
from mosaic_exercises.drawing.markdown import escaped as t
from mosaic_exercises.plan.records import Plan


def markdown(plan: Plan) -> str:
    """The whole plan, as text."""
    return "\n".join(_lines(plan)).rstrip() + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    done, all_ = plan.counted
    yield f"# {t(plan.title)}\n"
    yield f"{t(plan.learner.name) or 'Name not given yet'} · {t(plan.date)} · Track: {t(plan.track)}\n"
    yield f"{t(plan.cover.alt)}\n"
    yield f"**{done} of {all_}** parts of the plan are made.\n"
    for chapter in plan.held:
        yield f"## {t(chapter.title)}\n"
        if chapter.intro:
            yield f"{t(chapter.intro)}\n"
        for part in chapter.parts:
            yield f"### {t(part.title)}{' (begun)' if part.state == 'open' else ''}\n"
            for one in part.blocks:
                yield from block(one)
    if plan.questions:
        yield f"## What the board may ask\n\n{t(plan.asked_about)}\n"
        for n, asked in enumerate(plan.questions, start=1):
            yield f"{n}. {t(asked.text)}{f' ({t(asked.about)})' if asked.about else ''}"
        yield ""
    if plan.chain:
        yield "## How the pieces hang together\n"
        for one in plan.chain:
            yield from block(one)
    yield "## What is still missing\n"
    for gap in plan.gaps:
        yield f"- **{t(gap.where)}**{': ' if gap.missing else ''}{t('; '.join(gap.missing))}"
        yield from (f"  - {t(text)}" for text in gap.begun)
    if not plan.gaps:
        yield "Nothing. Every part that your track asks for is here."
    yield ""
    if plan.broken:
        yield "### Links that lead nowhere\n"
        yield from (f"- {t(text)}" for text in plan.broken)
