"""The pages of the service. Everything of a learner's is escaped; there is no script in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from mosaic_exercises.handover.hand_ins import HandInVersion
from mosaic_exercises.handover.names import told
from mosaic_exercises.handover.returning import ReturnedPage
from mosaic_exercises.models.frames import counted
from mosaic_exercises.service.desk import ClassRow
from mosaic_exercises.service.who import Asking, Surroundings

STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --soft: #526070; --line: #d5dbe3; --paper: #fff; --wash: #f4f6f9;
  --accent: #0b5cad; --good: #1d6b3a }
@media (prefers-color-scheme: dark) { :root { --ink: #e9edf3; --soft: #a9b4c2; --line: #3a4552; --paper: #151a21;
  --wash: #1e252e; --accent: #7db8f5; --good: #7fd19b } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif }
header { border-bottom: 1px solid var(--line); background: var(--wash) }
header > div { max-width: 56rem; margin: 0 auto; padding: .6rem 1.25rem; display: flex; flex-wrap: wrap;
  gap: .25rem 1.5rem; align-items: baseline }
header p { margin: 0; font-weight: 600; margin-inline-end: auto }
header nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem }
header a { padding: .2rem 0 }
main { max-width: 56rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem }
p { margin: .5rem 0; max-width: 42rem }
a { color: var(--accent) }
.soft, caption, th { color: var(--soft) }
.card { background: var(--wash); border: 1px solid var(--line); border-inline-start: 4px solid var(--accent);
  border-radius: .5rem; padding: .75rem 1rem; margin: 1.25rem 0 }
.card.good { border-inline-start-color: var(--good) }
.wide { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem }
.wide:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { text-align: start; padding: .5rem .85rem; border-bottom: 1px solid var(--line); white-space: nowrap }
th { font-weight: 600; background: var(--wash) }
tbody tr:last-child > * { border-bottom: 0 }
tbody th { color: var(--ink); background: none; white-space: normal; overflow-wrap: anywhere }
.number { text-align: end }
p:has(> .button) { margin: 1rem 0 }
@media (max-width: 40rem) { td { white-space: normal } th, td { padding: .4rem .6rem } }
.button { display: inline-block; background: var(--accent); color: var(--paper); padding: .55rem 1rem;
  border: 0; border-radius: .4rem; text-decoration: none; font: inherit; font-weight: 600; cursor: pointer }
.button:disabled { opacity: .6 }
input { font: inherit; max-width: 100% }
button:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
pre { background: var(--wash); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem;
  white-space: pre-wrap; overflow-wrap: anywhere }
code { font: .92em/1.5 ui-monospace, monospace }
"""


NOWHERE = Surroundings()


def page(title: str, body: str, around: Surroundings | None = None) -> str:
    """A whole page, with what is around it at its head."""
    around = around or NOWHERE
    links = "".join(f'<a href="{escape(at)}">{escape(words)}</a>' for words, at in around.ways)
    ways = f'<nav aria-label="Elsewhere">{links}</nav>' if links else ""
    named = f"<p>{escape(around.course)}</p>" if around.course else ""
    head = f"<header><div>{named}{ways}</div></header>" if named or ways else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{head}<main>{body}</main></body></html>"
    )


def refused(status: int, words: str, around: Surroundings | None = None) -> str:
    """Why something is not served."""
    title = {401: "Please log in", 403: "Not for you", 404: "Nothing here"}.get(status, "That did not work")
    return page(title, f'<h1>{title}</h1><div class="card" role="alert"><p>{escape(words)}</p></div>', around)


def home(
    asking: Asking,
    mine: Sequence[HandInVersion],
    returned: Sequence[ReturnedPage],
    rows: Sequence[ClassRow] | None,
    receipt: str = "",
    *,
    around: Surroundings = NOWHERE,
    form: str = "",
    up: str = "",
) -> str:
    """What somebody comes to. ``rows``: the class, for instructors; ``receipt``: of the newest; ``around``: what
    the page leads to; ``form``: put before the learner's own part; ``up``: the way from here to the service's own
    address."""
    taught = "" if rows is None else the_class(rows, around, up)
    own = form + (own_part(mine, returned, receipt, up) if mine or not (form or rows is not None) else "")
    return page(
        "Hand-ins",
        f'<h1>Hand-ins</h1><p class="soft">You are {escape(told(asking.shown))}.</p>{taught}{own}',
        around,
    )


def own_part(mine: Sequence[HandInVersion], returned: Sequence[ReturnedPage], receipt: str, up: str) -> str:
    """A learner's own hand-ins."""
    if not mine:
        return (
            '<div class="card"><p><strong>Nothing of yours has arrived yet.</strong></p><p>Go to the end of any '
            "notebook of the course and choose <em>Hand in</em>. What has arrived is listed here.</p></div>"
        )
    newest = mine[-1]
    back = "".join(
        f'<li><a href="{up}returned/{escape(one.name)}">{escape(told(one.title))}</a>, {when(one.at)}'
        f"{f', from {escape(told(one.by))}' if one.by else ''}</li>"
        for one in returned
    )
    listed = "".join(
        f'<tr><th scope="row">{one.number}</th><td>{when(one.at)}</td>'
        f'<td class="number">{size(one.file.stat().st_size)}</td></tr>'
        for one in reversed(mine[-50:])
    )
    cut = " ".join(receipt[at : at + 4] for at in range(0, 16, 4))
    heads = '<th scope="col">Version</th><th scope="col">Arrived</th><th scope="col" class="number">Size</th>'
    return (
        f'<div class="card good"><p><strong>Your work has arrived:</strong> {counted(len(mine), "version")}, the '
        f"newest on {when(newest.at)}.</p><p>The newest one counts. Earlier ones are kept.</p>"
        f'<p class="soft">Receipt: <code title="{receipt}">{cut}</code></p></div>'
        + (f"<h2>What came back to you</h2><ul>{back}</ul>" if back else "")
        + '<h2 id="mine">What has arrived</h2><div class="wide" tabindex="0" role="region" aria-labelledby="mine">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{listed}</tbody></table></div>"
    )


def the_class(rows: Sequence[ClassRow], around: Surroundings, up: str) -> str:
    """The class, for its instructor."""
    if not rows:
        return (
            '<div class="card"><p><strong>Nobody has handed in yet.</strong></p><p>Learners hand in at the end of any '
            f"notebook of the course; who has is listed here.</p></div>{invited(around)}"
        )
    listed = "".join(
        f'<tr><th scope="row">{escape(told(row.name))}</th><td>{when(row.at)}</td>'
        f'<td class="number">{row.versions}</td><td class="number">{size(row.bytes)}</td>'
        f"<td>{when(row.returned) if row.returned else 'not yet'}</td></tr>"
        for row in rows
    )
    heads = "".join(
        f'<th scope="col"{more}>{name}</th>'
        for name, more in (
            ("Learner", ""),
            ("Newest arrived", ""),
            ("Versions", ' class="number"'),
            ("Size", ' class="number"'),
            ("Page returned", ""),
        )
    )
    return (
        f'<h2 id="class">{counted(len(rows), "learner")} handed in</h2>'
        f'<p><a class="button" href="{up}hand_ins.zip">Download everybody’s newest hand-in</a></p>'
        '<div class="wide" tabindex="0" role="region" aria-labelledby="class">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{listed}</tbody></table></div>{invited(around)}"
        f"<h2>Grade, and give pages back</h2><p>Unpack the zip, then:</p>{commands(around)}"
    )


def invited(around: Surroundings) -> str:
    """The link for a class."""
    if not around.invite:
        return ""
    link = escape(around.invite)
    return (
        "<h2>The link for your class</h2><p>Whoever follows it logs in and comes to the first notebook:</p>"
        f"<pre><code>{link}</code></pre>"
    )


def commands(around: Surroundings) -> str:
    """How the class is graded, and how pages come back."""
    lines = "\n".join(map(escape, ("mosaic grade hand_ins --out grades", *around.back)))
    asks = (
        "<p>The last one asks for a token. Make one on the hub’s page <em>Token</em>: let it expire soon, and write "
        f"into <em>Permissions</em></p><pre><code>{escape(around.token)}</code></pre>"
    )
    return (
        f"<pre><code>{lines}</code></pre>{asks if around.token else ''}"
        "<p>Add <code>--roster roster.csv</code> to the first for whoever has handed in nothing. Each learner sees "
        "only their own page.</p>"
    )


def size(count: int) -> str:
    """Bytes in words."""
    return f"{max(1, round(count / 1000)):,} kB"


def when(at: float) -> str:
    """A time, to the minute, in UTC."""
    return f'<time datetime="{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}">' + (
        f"{datetime.fromtimestamp(at, UTC).day} {datetime.fromtimestamp(at, UTC):%B %Y, %H:%M} UTC</time>"
    )
