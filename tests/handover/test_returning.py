"""Pages go back to who they are of, and to nobody else; a drop folder takes hand-ins; the round trip of a class."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.errors import HandoverError
from mosaic_exercises.handover import drop, returning
from mosaic_exercises.handover.collect import collect
from mosaic_exercises.handover.hand_ins import HandIns
from mosaic_exercises.handover.returning import GivenPage, PageCard, card_of, give_back, page, read_page, returned_pages
from tests.handover.made import laid, paper
from tests.handover.test_collect import HOSTILE

CARD = PageCard(title="Your results", by="Eva --> <script>", at=1_790_000_000.0)


def given(target: Path, pages: dict[str, str], card: PageCard = CARD, **how: object) -> dict[str, GivenPage]:
    return {one.learner: one for one in give_back(target, pages.items(), card, **how)}  # type: ignore[arg-type]


def test_each_page_goes_to_its_learner_alone_and_once(tmp_path: Path) -> None:
    shown = [name for name in HOSTILE if not name.startswith(".")]
    for name in shown:
        (tmp_path / name).mkdir(mode=0o700)
    pages = {name: f"<p>{n}" for n, name in enumerate(shown)}
    ghosts = dict.fromkeys(("../ana", "/etc", "nobody", "", ".", "..", "a\x00b", "ANA"), "<p>no")
    out = given(tmp_path, pages | ghosts)
    assert {n for n, one in out.items() if one.state == "returned"} == set(shown)
    assert all(out[name].state == "left out" and out[name].reason for name in ghosts)
    assert "there is 'ana'" in out["ANA"].reason
    for name in shown:
        (found,) = returned_pages(tmp_path / name / "returned")
        assert (found.title, found.by, found.at) == (CARD.title, CARD.by, CARD.at)
        assert read_page(tmp_path / name / "returned", found.name).endswith(pages[name])
        assert stat.S_IMODE((tmp_path / name / "returned").stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / name / "returned" / found.name).stat().st_mode) == 0o600
    assert {one.state for one in given(tmp_path, pages).values()} == {"unchanged"}
    again = given(tmp_path, {"ana": "<p>other"}, PageCard(title="Your results", at=CARD.at + 60))
    assert again["ana"].state == "returned"
    assert [one.at for one in returned_pages(tmp_path / "ana" / "returned")] == [CARD.at + 60, CARD.at]


def test_the_head_of_a_page_cannot_be_left_and_any_page_is_shown_as_what_it_is(tmp_path: Path) -> None:
    data = page("<p>x", CARD)
    assert data.count(b"-->") == 1
    assert b"<script" not in data
    assert card_of(data) == CARD
    assert card_of(b"<!-- mosaic-returned {} --><p>") is None
    laid(tmp_path / "returned", b"<h1>By hand", "note.html")
    laid(tmp_path / "returned", b'<!-- mosaic-returned {"title": 3} -->\n<p>', "odd.html")
    (tmp_path / "returned" / "away.html").symlink_to("/etc/passwd")
    (tmp_path / "returned" / "pipe.html").unlink(missing_ok=True)
    os.mkfifo(tmp_path / "returned" / "pipe.html")
    assert {one.title for one in returned_pages(tmp_path / "returned")} == {"note.html", "odd.html"}
    with pytest.raises(HandoverError):
        read_page(tmp_path / "returned", "../note.html")
    assert returned_pages(tmp_path / "nowhere") == []


def test_links_that_a_learner_laid_lead_nowhere(tmp_path: Path) -> None:
    for name in ("ana", "bob", "cy"):
        (tmp_path / "homes" / name / "my_work").mkdir(parents=True)
    (tmp_path / "homes" / "ana" / "my_work" / "returned").symlink_to(tmp_path / "homes" / "bob" / "my_work")
    (tmp_path / "homes" / "bob" / "my_work").rmdir()
    (tmp_path / "homes" / "bob" / "my_work").symlink_to(tmp_path / "homes" / "cy")
    (tmp_path / "homes" / "eve").symlink_to(tmp_path / "homes" / "cy")
    out = given(tmp_path / "homes", dict.fromkeys(("ana", "bob", "cy", "eve"), "<p>"), inside=("my_work",))
    assert {n: one.state for n, one in out.items()} == {
        "ana": "left out", "bob": "left out", "cy": "returned", "eve": "left out",
    }  # fmt: skip
    assert len(list((tmp_path / "homes").rglob("*.html"))) == 1
    two = tmp_path / "two" / "ana"
    for course in ("a", "b"):
        (two / course / "my_work").mkdir(parents=True)
    assert "several places" in given(tmp_path / "two", {"ana": "<p>"})["ana"].reason


def test_a_page_is_not_returned_where_others_could_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "ana"
    folder.mkdir()
    here = folder.stat()

    def rights(mode: int, me: int, uid: int, gid: int = 4_444, mine: tuple[int, ...] = ()) -> returning.PageRights:
        monkeypatch.setattr(returning.os, "geteuid", lambda: me)
        monkeypatch.setattr(returning.os, "getgroups", lambda: [*mine])
        made = os.stat_result((stat.S_IFDIR | mode, here.st_ino, here.st_dev, 1, uid, gid, 0, 0, 0, 0))
        return returning.rights_in(made, made)

    assert rights(0o755, 0, 1_001, 1_001) == returning.PageRights(0o600, 0o700, (1_001, 1_001))
    assert rights(0o755, 1_000, 1_000) == returning.PageRights(0o600, 0o700)
    assert rights(0o2770, 1_000, 1_000) == returning.PageRights(0o640, 0o2750)
    assert rights(0o700, 1_000, 1_001).owner is None
    assert rights(0o770, 1_000, 1_001, 50, (50,)).file == 0o644
    for mode, mine in ((0o755, ()), (0o701, ()), (0o770, ()), (0o775, (50,))):
        with pytest.raises(HandoverError, match="others on this machine"):
            rights(mode, 1_000, 1_001, 50, mine)


def test_root_gives_the_page_to_the_learner(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    (tmp_path / "ana").mkdir()
    os.chown(tmp_path / "ana", 4_001, 4_002)
    name = given(tmp_path, {"ana": "<p>"})["ana"].file
    for path in (tmp_path / "ana" / "returned", tmp_path / "ana" / "returned" / name):
        assert (path.stat().st_uid, path.stat().st_gid, path.stat().st_mode & 0o077) == (4_001, 4_002, 0)


def test_the_drop_folder_is_found_and_takes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "disk"
    (tmp_path / "mosaic.toml").write_text('course = "c"\ndrop = "disk"\n')
    monkeypatch.chdir(tmp_path)
    assert drop.drop_root() == root
    monkeypatch.setenv("MOSAIC_DROP", str(root))
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    with pytest.raises(HandoverError, match="cannot be opened"):
        drop.put(root, "ana.mosaic.json", paper("a"))
    root.mkdir()
    assert drop.handed_in(root) == 0
    where = drop.put(root, "ana.mosaic.json", paper("a"))
    assert where.read_bytes() == paper("a")
    assert stat.S_IMODE(where.stat().st_mode) == 0o600
    assert stat.S_IMODE(where.parent.stat().st_mode) == 0o700
    assert drop.handed_in(root) > 0
    drop.put(root, "ana.mosaic.json", paper("b"))
    assert where.read_bytes() == paper("b")
    (root / "grouped").mkdir()
    root.chmod(0o2770)
    monkeypatch.setenv("JUPYTERHUB_USER", "bo")
    shared = drop.put(root, "bo.mosaic.json", paper("b"))
    assert stat.S_IMODE(shared.stat().st_mode) == 0o640
    assert shared.parent.stat().st_gid == root.stat().st_gid
    for name in ("../eve", ".", "a/b"):
        monkeypatch.setenv("JUPYTERHUB_USER", name)
        with pytest.raises(HandoverError):
            drop.put(root, "x.mosaic.json", b"")


def test_nothing_is_put_into_a_folder_that_somebody_else_made_in_this_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drop.os, "geteuid", lambda: 4_001)
    for owner in (4_001, 0, 7):
        drop.mine(owner, keeper=7)
    with pytest.raises(HandoverError, match=r"belongs to another account.*Nothing was put there"):
        drop.mine(4_002, keeper=7)


def test_a_class_of_thirty_goes_round(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each learner puts a file; all are collected and graded; each page comes back to its own learner."""
    shown = [name for name in HOSTILE if not name.startswith(".")]
    names = shown + [f"s{n:04d}" for n in range(30 - len(shown))]
    root = tmp_path / "disk"
    for name in names:
        laid(root / name, paper(f"by {name[:8]}", id_="s0001", course="mosaic-customer-development"))
    assert main(["collect", str(root), "--into", str(tmp_path / "in"), "--wait", "0"]) == 0
    assert main(["grade", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 0
    assert main(["return", str(tmp_path / "out"), "--to", str(root), "--by", "Eva"]) == 0
    said = capsys.readouterr().out
    assert f"Returned  {len(names)} pages" in said
    assert "Left out" not in said
    for name in names:
        (found,) = returned_pages(root / name / "returned")
        assert found.by == "Eva"
    assert main(["return", str(tmp_path / "out"), "--to", str(root), "--by", "Eva"]) == 0
    assert f"Returned  0 pages to {root}; {len(names)} are as they were" in capsys.readouterr().out


def test_the_store_is_one_that_collect_fills_twice(tmp_path: Path) -> None:
    laid(tmp_path / "disk" / "ana", paper("a"))
    into = HandIns(tmp_path / "disk" / "all", "tiles")
    assert [row.state for row in collect(tmp_path / "disk", into, wait=0)] == ["new"], "its own folder is no learner's"
