"""How many notebooks have a Python of their own, from one to the next: a few; the others sleep and wake unseen."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from harness import (
    PATIENCE,
    REPOSITORY,
    STAND_IN,
    Server,
    begin_anew,
    code,
    command,
    copy_course,
    markdown,
    open_in_lab,
    open_notebook,
    state,
    wait_for_state,
    watch_errors,
    write_notebook,
)
from playwright.sync_api import Page, expect

NOTEBOOKS = sorted(p.name for p in (REPOSITORY / "notebooks").glob("[0-9]*.ipynb"))
CALLS = ("start()", 'exercise("who-is-right")', "submit()")


def small(root: Path) -> None:
    """The course's first notebook with its top, its foot and one exercise only, and three in which a stand-in is the
    course's package: the first is the one to fall asleep."""
    for name in NOTEBOOKS[:4]:
        calls, kernel = (CALLS, "python3") if name == NOTEBOOKS[0] else (CALLS[:1], STAND_IN)
        cells = [code(f"from mosaic_exercises import {call.partition('(')[0]}\n\n{call}") for call in calls]
        write_notebook(root / "notebooks" / name, [markdown("# Small"), *cells], kernel=kernel)
    copy_course(root, "data")


def opened_one_by_one(page: Page, server: Server, names: list[str]) -> None:
    """Goes from the notebook in front to the next, by its link where it has one, until all are open."""
    for count, name in enumerate(names, start=2):
        link = state(page).locator(f'.mo-panel a[data-mosaic-open="{name}"]').first
        if state(page).locator(".mo-panel").count():
            link.evaluate("a => a.click()")
        else:
            open_in_lab(page, server, f"notebooks/{name}")
        expect(
            page.locator(".jp-NotebookPanel[data-mosaic=ready], .jp-NotebookPanel[data-mosaic=asleep]")
        ).to_have_count(count)
        wait_for_state(page, "ready")


def wait_for_kernels(server: Server, most: int) -> int:
    """Wait until at most so many kernels are left; returns how many there are."""
    end = time.monotonic() + PATIENCE
    while len(found := server.api("kernels")) > most and time.monotonic() < end:
        time.sleep(0.5)
    return len(found)


# Four small notebooks of its own, or the course's own twelve.
@pytest.mark.parametrize("number", [4, pytest.param(12, marks=pytest.mark.slow)])
def test_few_notebooks_have_a_python_and_the_others_wake_unseen(lab: Page, shared: Server, number: int) -> None:
    page, server = lab, shared.add(small, "small") if number == 4 else shared
    if number == 12:
        command(page, "application:close-all")
        begin_anew(page, server)
    errors = watch_errors(page)
    open_in_lab(page, server, "notebooks/00_start.ipynb")
    opened_one_by_one(page, server, NOTEBOOKS[1:number])
    assert wait_for_kernels(server, 3) <= 3
    command(page, "docmanager:open", path=f"{server.prefix}notebooks/00_start.ipynb")
    front = state(page)
    expect(front).to_have_attribute("data-mosaic", "asleep")
    exercise = front.locator('.mo-exercise[data-kind="choice"]').first
    exercise.evaluate("e => { e.dataset.before = 'here'; }")
    log = server.home / "answers.jsonl"
    before = log.read_text() if log.exists() else ""
    exercise.locator(".mo-option").nth(1).click()
    exercise.locator("[data-act=check]").click()
    expect(exercise.locator(".mo-feedback")).to_be_visible()
    expect(exercise.locator('[data-part="status"]')).to_have_attribute("data-state", "saved")
    expect(exercise).to_have_attribute("data-before", "here")  # nothing was drawn anew
    wait_for_state(page, "ready")
    expect(page.locator(".jp-Dialog, .mosaic-visible")).to_have_count(0)
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    (kept,) = log.read_text().removeprefix(before).splitlines()  # the one check, once
    assert '"type":"check"' in kept
    assert wait_for_kernels(server, 3) == 3
    assert [error for error in errors if "mosaic" in error] == []

    if number == 4:
        return
    # Now one notebook a page: of those that the page before left behind, one sleeps too.
    open_notebook(page, server, f"notebooks/{NOTEBOOKS[4]}", "doc")
    assert wait_for_kernels(server, 3) == 3
    assert f"{server.prefix}notebooks/{NOTEBOOKS[4]}" in {session["path"] for session in server.api("sessions")}
