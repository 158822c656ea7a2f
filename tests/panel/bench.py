"""A plain page with one panel on it: what the tests and the gallery drive."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page

from mosaic_exercises.panel.assets import KIT, asset, loader, packed
from mosaic_exercises.panel.sessions.classpage import ClassSession
from mosaic_exercises.panel.sessions.review import ReviewSession
from tests.support import long_profile

from .building import found, pictured
from .targets import small_targets

HERE = Path(__file__).parent
ORIGIN = "http://panel.test"
PATIENCE = 8_000  # ms

# JupyterLab 4's own values, so that contrast is checked against what learners see.
LAB_LIGHT = """--jp-layout-color0:#fff;--jp-layout-color1:#fff;--jp-layout-color2:#eee;
--jp-ui-font-color1:rgba(0,0,0,.87);
--jp-content-font-color1:rgba(0,0,0,.87);--jp-brand-color1:#1976d2;--jp-border-color1:#bdbdbd;"""
LAB_DARK = """--jp-layout-color0:#111;--jp-layout-color1:#212121;--jp-layout-color2:#424242;
--jp-ui-font-color1:rgba(255,255,255,.87);
--jp-content-font-color1:#fff;--jp-brand-color1:#2196f3;--jp-border-color1:#616161;"""
THEMES = {
    "light": ('data-jp-theme-light="true"', LAB_LIGHT),
    "dark": ('data-jp-theme-light="false"', LAB_DARK),
    "plain": ("", ""),
    # VS Code has JupyterLab's light variables in its dark theme, too
    "code": ('data-vscode-theme-kind="vscode-dark"', LAB_LIGHT + "--vscode-editor-background:#1f1f1f;"),
}

# Of the page before: what it stored, and how far it was scrolled, which a browser restores at the same address.
NOTHING_KEPT = "localStorage.clear(); history.scrollRestoration = 'manual';"

# Nobody looks at the page of a test, and to draw what nobody sees costs a third of all: it is laid out, reached and
# clicked as ever, and its pixels are left out. Whoever does look asks for them (``Bench.seen``); axe does.
UNSEEN = '<head><style id="unseen">body { opacity: 0 }</style>'

# Apart: each panel alone on the page. For each text axe looks through all boxes of a page again, so that seven large
# panels side by side cost twice what they cost one by one.
# Contrast is most of what axe costs. Texts of one colour and size on the same grounds have one contrast: of these the
# first and the last are looked at (`whole`: all of them). What is placed over other things is always looked at.
AXE = """async ([apart, whole, options]) => {
  const boxes = [...document.querySelectorAll('.box')], home = boxes[0]?.parentNode, found = [];
  const given = { resultTypes: ['violations'], ...options }, rules = [options.runOnly ?? []].flat();
  const ground = (node, known) => {
    if (!node || node === document.documentElement) return '';
    if (!known.has(node)) {
      const s = getComputedStyle(node);
      const placed = /absolute|fixed|sticky/.test(s.position) || s.float !== 'none' || s.transform !== 'none';
      known.set(node, [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, placed && known.size,
        ground(node.parentElement, known)].join());
    }
    return known.get(node);
  };
  const unlike = () => {
    const known = new Map(), looks = new Map();
    for (const node of document.body.querySelectorAll('*')) {
      const worded = node.matches('input, textarea, select') || [...node.childNodes].some((n) => n.data?.trim());
      if (!worded || !node.checkVisibility({ visibilityProperty: true })) continue;
      const s = getComputedStyle(node);
      const look = [s.color, s.fontSize, s.fontWeight, s.textShadow, node.tagName === 'INPUT',
        node.closest(':disabled, [aria-disabled=true]') === null, node.closest('.mo-unseen') === null,
        ground(node, known)].join();
      looks.set(look, [looks.get(look)?.[0] ?? node, node]);
    }
    return { include: [...new Set([...looks.values()].flat())] };
  };
  const run = async () => {
    const parts = whole ? [[document, given]] : [[unlike(), { ...given, runOnly: ['color-contrast'] }]];
    if (!whole && rules.join() !== 'color-contrast')
      parts.push([document, { ...given, rules: { 'color-contrast': { enabled: false } } }]);
    for (const [where, how] of parts) found.push(...(await axe.run(where, how)).violations);
  };
  const unseen = document.getElementById('unseen')?.sheet ?? {};
  unseen.disabled = true;
  if (!apart) await run();
  for (const alone of apart ? boxes : []) {
    for (const box of boxes) box.remove();
    home.append(alone);
    await run();
  }
  if (apart) home.append(...boxes);
  unseen.disabled = false;
  return found;
}"""

# The theme's attribute and variables; those that were before.
THEME = """([name, value, css]) => {
  const before = [document.body.getAttribute(name), document.body.getAttribute('style')];
  value === null ? document.body.removeAttribute(name) : document.body.setAttribute(name, value);
  css === null ? document.body.removeAttribute('style') : document.body.setAttribute('style', css);
  return before;
}"""

STYLE = """css => { const sheet = document.createElement('style');
  sheet.dataset.test = '';
  sheet.textContent = css;
  document.head.append(sheet); }"""

# The focus, to a few steps of Tab before the next thing that is wanted.
NEARER = """([left, wanted]) => {
  if (document.activeElement === left && left !== document.body) return; // it holds the focus: Tab ends here
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter((n) => n.tabIndex >= 0 && !n.disabled && n.checkVisibility({ visibilityProperty: true }));
  const now = all.indexOf(document.activeElement);
  const to = all.findIndex((n, at) => at >= now && n.matches(wanted));
  if (to - now > 4) all[to - 4].focus();
}"""

ONE_PAGE = (HERE / "one_page.js").read_text(encoding="utf-8")
FAKE = (HERE / "fake_jupyter.js").read_text(encoding="utf-8")


def parts(view: dict[str, Any]) -> tuple[str, ...]:
    """The JS parts a view needs, as the sessions name them."""
    if view["kind"] == "quiz":
        return ("quiz", *sorted({q["kind"] for q in view["questions"]}))
    if view["kind"] == "review":
        return ReviewSession.parts
    if view["kind"] == "classpage":
        return ClassSession.parts
    return (view["kind"],)


def retitled(view: dict[str, Any], name: str) -> dict[str, Any]:
    """The view under a name and a title of its own: a notebook shows no exercise twice."""
    return view | {"slug": name, "title": f"{view['title']} ({name})"} if "title" in view else view


def inline(value: Any) -> str:
    """JSON that may stand in a script element."""
    return json.dumps(value).replace("</", chr(60) + chr(92) + "/")


@cache
def travelling(text: bytes) -> str:
    """An asset's JSON as it travels, in base64."""
    return b64encode(packed(text)).decode()


def assets(views: Iterable[dict[str, Any]], swap: dict[str, str] | None = None) -> dict[str, str]:
    """What the panels of these views share: digest -> the packed asset, in base64. `swap` changes its code before."""
    found = {}
    for name in dict.fromkeys(name for view in views for name in (KIT, *parts(view))):
        with suppress(FileNotFoundError):  # a view of a kind that this course is too old for
            text = asset(name)
            for old, new in (swap or {}).items():
                text = msgspec.structs.replace(text, code=text.code.replace(old, new))
            found[text.digest] = travelling(msgspec.json.encode(text))
    return found


KERNELS: dict[bool | str, str] = {True: 'fake.makeKernel(model.get("view"))', False: "null"}


def script(view: dict[str, Any], *, kernel: bool | str = True, target: str = "panel0", packed: str = "") -> str:
    """The module that puts the view's panel into the element `target`, by the loader that anywidget would load.
    `kernel`: the small one, none, or Python's handler of this name (``Bench.asks``). `packed` is the view as a kernel
    sends a large one, in base64."""
    module = loader().replace("export default", "const panel =")
    refs = {digest: f"IPY_MODEL_{digest}" for digest in assets([view])}
    return f"""{module}
const model = fake.makeModel({inline(view)}, {inline(refs)}, {inline(packed)});
if ({json.dumps(bool(kernel))}) model.kernel = {KERNELS.get(kernel, f"fake.asking(model, {json.dumps(kernel)})")};
window.model = model;
const mount = () => {{ const stop = new AbortController(); const el = document.getElementById({json.dumps(target)});
  el.replaceChildren(); const drawn = panel.render({{ model, el, signal: stop.signal }});
  const end = () => {{ stop.abort(); el.replaceChildren(); return drawn.then((clean) => clean?.()); }};
  window.unmount = end;
  window.bench.ends.push(end);
  return drawn.then(() => null); }};
window.remount = () => {{ window.unmount(); return mount(); }}; await mount(); window.bench.stand += 1;
"""


def scripts(views: Iterable[dict[str, Any]], **more: Any) -> list[str]:
    """The modules that put a page's panels into its boxes."""
    return [script(view, target=f"panel{n}", **more) for n, view in enumerate(views)]


def html(
    *views: dict[str, Any],
    theme: str = "light",
    width: int = 860,
    kernel: bool | str = True,
    base: str = "/",
    swap: dict[str, str] | None = None,
    packed: str = "",
) -> str:
    """A whole page with the panels of `views`."""
    attribute, variables = THEMES[theme]
    boxes = "".join(f'<div class="box" id="panel{n}"></div>' for n in range(len(views)))
    modules = "".join(f'<script type="module">{code}</script>' for code in scripts(views, kernel=kernel, packed=packed))
    ground = "var(--jp-layout-color1, Canvas)"
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Panel</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
:root{{color-scheme:light dark}} body{{margin:16px;background:{ground};{variables}}}
h1{{position:absolute;clip-path:inset(50%)}} .box{{width:{width}px;max-width:calc(100vw - 32px);margin-bottom:24px}}
</style><script>window.sharedAssets = {inline(assets(views, swap))};
{FAKE}
{ONE_PAGE}</script></head>
<body {attribute} data-base-url="{base}">
<main><h1>Notebook</h1><h2 class="mo-unseen">Section</h2>{boxes}</main>{modules}</body></html>"""


def answer_checks(page: Page) -> None:
    """Python behind the fake kernel: what a check finds in a sample, and a lab's picture."""
    page.expose_function("askCheck", lambda slug, answer: json.dumps(found(slug, json.loads(answer))))
    page.expose_function("askLab", lambda message: json.dumps(pictured(json.loads(message))))


class Bench:
    """One page with one panel (the last, where there are several), and the fake model behind it."""

    def __init__(self, page: Page, *, stays: bool = True) -> None:
        self.page = page
        self.stays = stays  # whether a page may take the panels of the next test
        page.set_default_timeout(PATIENCE)
        answer_checks(page)
        self.errors: list[str] = []
        self.handlers: dict[str, Callable[[dict[str, Any]], list[dict[str, Any]]]] = {}
        self.names = count()
        self.body = ""
        self.emptied = True
        self.look: tuple[Any, ...] | None = None  # of the page that stands, where its panels may be replaced by others
        self.there: set[str] = set()  # the assets that it has
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.route(
            f"{ORIGIN}/**",
            lambda route: route.fulfill(body=self._served(), content_type="text/html; charset=utf-8"),
        )

    def _served(self) -> str:
        """The page, and for the first of a test a word before it that nothing is kept."""
        first = UNSEEN if self.emptied else f"{UNSEEN}<script>{NOTHING_KEPT}</script>"
        self.emptied = True
        return self.body.replace("<head>", first, 1)

    def seen(self) -> None:
        """The page is drawn from now on, until another is loaded: for pictures, and for times that count pixels."""
        self.look = None
        self.page.evaluate("document.getElementById('unseen')?.remove()")

    @contextmanager
    def fresh(self) -> Iterator[None]:
        """One test's use of the page: an empty localStorage before it, no unexpected error in the page after it."""
        self.emptied = False  # the first page that is opened empties it, before anything else of it runs
        self.errors.clear()
        yield
        if self.errors:
            self.look = None
        assert self.errors == []

    def open(
        self,
        *views: dict[str, Any],
        path: str = "/lab/tree/notebooks/03_x.ipynb",
        swap: dict[str, str] | None = None,
        **more: Any,
    ) -> Locator:
        """Load a page with the panels of `views`; returns the last panel. `swap` changes its text and code before."""
        self.body = html(*views, swap=swap, **more)
        for old, new in (swap or {}).items():
            self.body = self.body.replace(old, new)
        width, look = more.get("width", 860), (more.get("theme", "light"), more.get("base"))
        first = not self.emptied
        kept = first and not swap and "packed" not in more and look == self.look and self._clean()
        if kept:
            self.emptied = True
            new = {digest: text for digest, text in assets(views).items() if digest not in self.there}
            self.there |= new.keys()
            modules = scripts(views, kernel=more.get("kernel", True))
            self.page.evaluate("given => bench.again(...given)", [new, width, modules, path])
        else:
            self.page.goto(f"{ORIGIN}{path}")
            self.look = look if self.stays and first and not swap and width == 860 else None
            self.there = set(assets(views, swap))
        panel = self.page.locator(".mo-panel").last
        panel.locator("> *").first.wait_for()
        if self.look and not kept:
            self._clean()  # what it is, for the next test
        return panel

    def _clean(self) -> bool:
        """Whether the page is as it was when its first panels stood."""
        return bool(self.page.evaluate("() => Boolean(window.bench?.clean())"))

    def assert_accessible(self, *, apart: bool = False, **options: Any) -> None:
        """axe finds nothing on the page, or (``apart``) in each panel by itself: panels that are alike have landmarks
        of the same name. No control is too small."""
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(AXE, [apart, long_profile(), options])
        said = [f"{v['id']}: {v['help']}: {n['target']} {n['html'][:200]}" for v in found for n in v["nodes"]]
        said += [] if options else small_targets(self.page)
        assert not said, "\n".join(said)

    def sent(self, type_: str) -> list[dict[str, Any]]:
        """The messages of a type that the panel sent so far."""
        found: list[dict[str, Any]] = self.page.evaluate("t => model.sent.filter(m => m.type === t)", type_)
        return found

    def wait_sent(self, type_: str, n: int = 1) -> dict[str, Any]:
        """Wait for the n-th message of a type."""
        self.page.wait_for_function("([t, n]) => model.sent.filter(m => m.type === t).length >= n", arg=[type_, n])
        return self.sent(type_)[n - 1]

    @contextmanager
    def themed(self, theme: str) -> Iterator[None]:
        """The page's theme is changed for a while, and its panels stay."""
        attribute, variables = THEMES[theme]
        name, _, value = attribute.partition("=")
        before = self.page.evaluate(THEME, [name, value.strip('"'), variables])
        try:
            yield
        finally:
            self.page.evaluate(THEME, [name, *before])

    def style(self, css: str) -> None:
        """Rules beside the page's own, until another panel is opened."""
        self.page.evaluate(STYLE, css)

    def asks(self, handle: Callable[[dict[str, Any]], list[dict[str, Any]]]) -> str:
        """The name of a kernel for the next panel: its messages are answered by ``handle``, and those that the panel
        before it still sends as it ends are answered by nobody."""
        if not self.handlers:
            self.page.expose_function("askPython", lambda who, message: self.handlers.get(who, lambda _: [])(message))
        name = f"python {next(self.names)}"
        self.handlers.clear()
        self.handlers[name] = handle
        return name

    def receive(self, **message: Any) -> None:
        """A message from Python."""
        self.page.evaluate("m => model.receive(m)", message)

    def store(self) -> dict[str, Any]:
        """localStorage, read."""
        found: dict[str, str] = self.page.evaluate("({...localStorage})")
        return {key: json.loads(text) for key, text in found.items()}

    def put(self, key: str, value: Any) -> None:
        """An entry of localStorage, before the panel is opened."""
        if not self.emptied:
            self.blank_page()
        self.page.evaluate("([k, v]) => localStorage.setItem(k, JSON.stringify(v))", [key, value])

    def blank_page(self) -> None:
        """The origin with no panel, so that localStorage can be prepared."""
        self.body = "<!doctype html><html><head><title>blank</title></head></html>"
        self.page.goto(f"{ORIGIN}/blank")

    def type(self, words: str) -> None:
        """Type words where the focus is: the first and the last sign by key, what stands between in one go. Each key
        has a page drawn anew."""
        keys = self.page.keyboard
        keys.type(words[:1])
        keys.insert_text(words[1:-1])
        keys.type(words[1:][-1:])

    def focused(self) -> str:
        """The accessible words of the focused element."""
        words: str = self.page.evaluate(
            "() => { const e = document.activeElement; return e.getAttribute('aria-label') ?? e.textContent; }"
        )
        return words

    def tab_to(self, selector: str, limit: int = 60) -> None:
        """Press Tab until the element that `selector` names has the focus, as a keyboard user would.

        What has the focus must let it go, and the last steps are taken by key; what lies between is passed over in
        `make test`, because each step costs as much as a click."""
        for step in range(limit):
            if self.page.evaluate("s => document.activeElement?.matches(s)", selector):
                return
            here = self.page.evaluate_handle("document.activeElement") if step == 0 else None
            self.page.keyboard.press("Tab")
            if here and not long_profile():
                self.page.evaluate(NEARER, [here, selector])
        raise AssertionError(f"Tab does not reach {selector}")
