"""The plan as one HTML page that needs nothing else: no script, nothing from elsewhere, every text escaped."""

from __future__ import annotations

from functools import cache, singledispatch
from pathlib import Path

from mosaic_exercises.drawing.blocks import Bullets, Facts, Heading, Picture, Table, Words
from mosaic_exercises.drawing.page import POLICY, own
from mosaic_exercises.drawing.page import safe as t
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.plan.records import Chapter, Gap, Part, Plan

SIGNS = {"made": ("✓", "made"), "open": ("◐", "begun"), "missing": ("○", "not made yet")}


def html(plan: Plan) -> str:
    """The whole page, as text."""
    done, all_ = plan.counted
    who = own(plan.learner.name) if plan.learner.name else "Name not given yet"
    cover = (
        f'<header class="cover"><p class="kind">Mosaic · Customer Development</p><h1>{t(plan.title)}</h1>'
        f'<p class="who">{who}<span> · {t(plan.date)} · Track: {t(plan.track)}</span></p>'
        f'<figure class="mosaic">{svg(plan.cover)}<figcaption>{t(plan.cover.alt)}</figcaption></figure>'
        f'<p class="count"><strong>{done} of {all_}</strong> parts of the plan are made.</p></header>'
    )
    held = {c.id for c in plan.held}
    contents = "".join(
        f"<li>{link(c.id, c.title) if c.id in held else t(c.title)} "
        f"<span>{sum(p.state == 'made' for p in c.parts)} of {len(c.parts)}</span></li>"
        for c in plan.chapters
    )
    chained = f"<li>{link('chain', 'How the pieces hang together')}</li>" if plan.chain else ""
    body = (
        f'{cover}<nav aria-label="Contents"><h2>Contents</h2><ol>{contents}{chained}'
        f"<li>{link('missing', 'What is still missing')}</li></ol></nav>"
        f"{''.join(map(chapter, plan.held))}{chain(plan)}{missing(plan)}"
    )
    name = f"{plan.title}: {plan.learner.name}" if plan.learner.name else plan.title
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{t(name)}</title><style>{style()}</style></head>\n<body><main>{body}</main></body></html>\n"
    )


def link(id_: str, title: str) -> str:
    """A line of the contents."""
    return f'<a href="#{t(id_)}">{t(title)}</a>'


@cache
def style() -> str:
    """The look, from the file beside this one."""
    return (Path(__file__).parent / "plan.css").read_text(encoding="utf-8")


def chapter(one: Chapter) -> str:
    """One chapter."""
    intro = f'<p class="intro">{t(one.intro)}</p>' if one.intro else ""
    return f'<section id="{t(one.id)}"><h2>{t(one.title)}</h2>{intro}{"".join(map(part, one.parts))}</section>'


def part(one: Part) -> str:
    """One part, as far as it is made; what it lacks stands in the one list at the end."""
    sign, word = SIGNS[one.state]
    state = f' <span class="state {one.state}"><span aria-hidden="true">{sign}</span> {word}</span>'
    head = f"<h3>{t(one.title)}{state if one.state != 'made' else ''}</h3>"
    return f"<article>{head}{''.join(block(b) for b in one.blocks)}</article>"


def chain(plan: Plan) -> str:
    """How the pieces follow from each other, where they do."""
    inside = "".join(block(b) for b in plan.chain)
    return f'<section id="chain"><h2>How the pieces hang together</h2>{inside}</section>' if inside else ""


def missing(plan: Plan) -> str:
    """The one list of what this track still asks for, and of links that lead nowhere."""
    rows = "".join(map(gap, plan.gaps))
    inside = f"<ul>{rows}</ul>" if rows else "<p>Nothing. Every part that your track asks for is here.</p>"
    lost = "".join(f"<li>{own(text)}</li>" for text in plan.broken)
    broken = f'<h3>Links that lead nowhere</h3><ul class="broken">{lost}</ul>' if lost else ""
    return f'<section id="missing"><h2>What is still missing</h2>{inside}{broken}</section>'


def gap(one: Gap) -> str:
    """What one notebook still owes."""
    titles = f": {'; '.join(map(t, one.missing))}" if one.missing else ""
    begun = "".join(f"<li>{own(text)}</li>" for text in one.begun)
    return f"<li><strong>{t(one.where)}</strong>{titles}{f'<ul>{begun}</ul>' if begun else ''}</li>"


@singledispatch
def block(one: object) -> str:
    """One block."""
    raise TypeError(f"the plan has no such block: {one!r}")


@block.register
def _(one: Words) -> str:
    return f"<p{f' class={one.tone}' if one.tone else ''}>{own(one.text)}</p>"


@block.register
def _(one: Heading) -> str:
    return f"<h4>{own(one.text)}</h4>"


@block.register
def _(one: Facts) -> str:
    return f"<dl>{''.join(f'<div><dt>{own(a)}</dt><dd>{own(b)}</dd></div>' for a, b in one.rows)}</dl>"


@block.register
def _(one: Bullets) -> str:
    html, depth = "", -1
    for level, text in one.items:
        level = min(level, depth + 1)
        html += "<ul><li>" if level > depth else "</li></ul>" * (depth - level) + "</li><li>"
        html += own(text)
        depth = level
    return html + "</li></ul>" * (depth + 1)


@block.register
def _(one: Table) -> str:
    head = "".join(f'<th scope="col">{own(c)}</th>' for c in one.columns)
    rows = "".join(
        f'<tr><th scope="row">{own(row[0])}</th>{"".join(f"<td>{own(cell)}</td>" for cell in row[1:])}</tr>'
        for row in one.rows
    )
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{t(one.caption)}"><table>'
        f"<caption>{own(one.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


@block.register
def _(one: Picture) -> str:
    name = t(one.drawing.title)
    return f'<figure class="wide" role="region" tabindex="0" aria-label="{name}">{svg(one.drawing)}</figure>'
