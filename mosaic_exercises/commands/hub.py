"""``mosaic hub``: the workbook on a JupyterHub: its settings, the service that collects, pages back to learners."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import re
import signal
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.values import gradebook_of, port
from mosaic_exercises.delivery.folder import is_course, is_free
from mosaic_exercises.errors import MosaicError

CONFIG = Path(__file__).parents[1] / "service" / "jupyterhub_config.py.txt"
PORT = 10_101
COURSE = "mosaic-course"
PULLED = "# The course."  # the part of the settings that is left out where something else brings it
ABOUT = """config prints settings for a JupyterHub; serve is the service that the hub then starts (a page for everybody
with what has arrived, the class for instructors); server is what each user's server is started by, so that it finds the
course; return gives each learner their page. docs/hub.md has the whole."""
NEEDS = 'The service needs JupyterHub. Install it beside the workbook: pip install "mosaic-exercises[hub]"'


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("hub", help="collect on a JupyterHub, and return pages there", description=ABOUT)
    parts = parser.add_subparsers(dest="part", metavar="config | serve | server | return", required=True)
    config = parts.add_parser("config", help="print settings for jupyterhub_config.py")
    config.add_argument("--instructor", action="append", default=[], metavar="NAME", help="may be given several times")
    config.add_argument("--folder", default="/srv/mosaic", metavar="DIR", help="where hand-ins are kept (/srv/mosaic)")
    config.add_argument("--port", type=port, default=PORT, metavar="N", help=f"of the service, here ({PORT})")
    config.add_argument(
        "--hub", default="http://127.0.0.1:8000", metavar="URL", help="the hub as users' servers reach it (as shown)"
    )
    config.add_argument(
        "--course", default=COURSE, metavar="DIR", help=f"the course's folder in each user's home ({COURSE})"
    )
    config.add_argument(
        "--pulled", action="store_true", help="nbgitpuller brings the course: leave out the lines for it"
    )
    server = parts.add_parser("server", help="a user's server, with the course in it; the hub starts it")
    server.add_argument("--course", default=COURSE, metavar="DIR", help=f"its folder, in the user's home ({COURSE})")
    server.add_argument("rest", nargs="*", metavar="...", help="after --, what goes to jupyterhub-singleuser")
    serve = parts.add_parser("serve", help="the service itself; the hub starts it")
    serve.add_argument("--folder", type=Path, required=True, metavar="DIR", help="where hand-ins and pages are kept")
    serve.add_argument("--course", default="", metavar="DIR", help="the course's folder in users' homes, for the link")
    serve.add_argument("--any-course", action="store_true", help="take hand-ins of other courses, too")
    back = parts.add_parser("return", help="give each learner of a gradebook their page")
    back.add_argument("source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's URL")
    back.add_argument("--to", metavar="URL", help="the service (default: MOSAIC_COLLECT, as on the hub)")
    back.add_argument("--title", default="Your results", metavar="WORDS", help="what the page is ('Your results')")
    back.add_argument(
        "--token-file", type=Path, metavar="FILE", help="the token (default: MOSAIC_TOKEN, else it is asked for)"
    )


def run(args: argparse.Namespace) -> int:
    """Do the part that was named."""
    if args.part == "config":
        said = {"INSTRUCTORS": args.instructor, "FOLDER": args.folder, "PORT": args.port, "HERE": args.hub}
        print(settings({**said, "COURSE": args.course}, pulled=args.pulled))
        return 0
    if args.part == "return":
        return give_back(args)
    if args.part == "server":
        return become_server(args.course, args.rest)
    if find_spec("jupyterhub") is None:
        raise MosaicError(NEEDS)
    return serve(args)


def settings(said: Mapping[str, object], *, pulled: bool = False) -> str:
    """The settings, filled in. ``pulled``: without the lines that bring the course."""
    if urlsplit(str(said["HERE"])).scheme not in ("http", "https"):
        raise UsageError(f"--hub {said['HERE']}: write the whole address, as in http://127.0.0.1:8000")
    course = PurePosixPath(str(said["COURSE"]))
    if course.is_absolute() or not course.parts or ".." in course.parts:
        raise UsageError(f"--course {said['COURSE']}: name a folder in the users' homes, as in {COURSE}")
    text = CONFIG.read_text(encoding="utf-8")
    text = text[: text.index(PULLED)].rstrip() if pulled else text.rstrip()
    return re.sub("@([A-Z]+)@", lambda m: json.dumps(said[m[1]]), text)


def become_server(course: str, rest: list[str]) -> int:
    """Bring the course into the home, or up to date, and become this user's server. Whatever is wrong with the course,
    the server starts: a line in its log says what."""
    from mosaic_exercises.commands.start import prepared

    root = Path(course).resolve()
    try:
        if not (is_course(root) or is_free(root)):
            raise MosaicError(
                f"{root} holds something else: the course was not brought. Name another folder (--course)."
            )
        prepared(root)
    except (MosaicError, OSError) as error:
        print(f"mosaic hub server: {error}", file=sys.stderr, flush=True)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "jupyterhub.singleuser", *rest])


def serve(args: argparse.Namespace) -> int:
    """Serve until the hub, or somebody, stops it."""
    address = urlsplit(os.environ.get("JUPYTERHUB_SERVICE_URL", ""))
    if not address.hostname or not os.environ.get("JUPYTERHUB_API_TOKEN"):
        raise UsageError("serve is started by the hub, which tells it where to listen. See: mosaic hub config")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(args, address.hostname, address.port or PORT))
    return 0


async def _serve(args: argparse.Namespace, host: str, port: int) -> None:
    from tornado.log import enable_pretty_logging

    from mosaic_exercises.course import load
    from mosaic_exercises.service.app import make_app
    from mosaic_exercises.service.desk import CollectingDesk
    from mosaic_exercises.service.hub import HubDoor

    enable_pretty_logging()
    course = load()
    desk = CollectingDesk(args.folder, "" if args.any_course else course.course)
    first = f"{args.course}/notebooks/{course.notebooks[0].file}" if args.course else ""
    app = make_app(desk, HubDoor(course.title, first), os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/"), os.urandom(32))
    server = app.listen(port, host, xheaders=True)
    stop = asyncio.Event()
    for name in ("SIGTERM", "SIGINT"):
        if hasattr(signal, name):
            with contextlib.suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
    print(f"Hand-ins are kept in {args.folder}", flush=True)
    await stop.wait()
    server.stop()  # what is on its way arrives
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(server.close_all_connections(), 5)


def give_back(args: argparse.Namespace) -> int:
    """Give each learner of the gradebook their page."""
    from mosaic_exercises.commands.report import learner_pages
    from mosaic_exercises.course import load
    from mosaic_exercises.grading.gradebook.store import Gradebook
    from mosaic_exercises.grading.marking.answers import Explainer
    from mosaic_exercises.models.frames import counted
    from mosaic_exercises.workbook.sending import SendingError, called, place

    to = service_at(args.to or place())
    where = gradebook_of(args.source)
    token = token_of(args.token_file)
    done, left = 0, 0
    with contextlib.closing(Gradebook(where)) as book:
        for entry, html in learner_pages(book, Explainer(load())):
            if not entry.items:
                continue
            name = entry.grade.learner_id
            try:
                called(f"{to}api/return/{quote(name, safe='')}?title={quote(args.title)}", token, html.encode())
                done += 1
            except SendingError as error:
                left += 1
                print(f"not returned: {name}: {error}", file=sys.stderr)
    print(f"Returned  {counted(done, 'page')}" + (f"; {left} not returned" if left else ""))
    return 0 if not left else 1


def service_at(said: str) -> str:
    """The service's address, with a slash at its end. Raises UsageError where this is none."""
    try:
        parts = urlsplit(said.strip())
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment:
        what = f"'{said}' is no address of it. Say" if said else "say"
        raise UsageError(f"{what} where the service is: --to https://hub.example.org/services/mosaic/")
    return said.strip().rstrip("/") + "/"


def token_of(file: Path | None) -> str:
    """The token, from wherever it is. It is no argument: arguments can be read by everybody on a machine."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise UsageError(f"{file}: cannot be read: {error.strerror}") from None
    said = os.environ.get("MOSAIC_TOKEN", "").strip()
    if said or not sys.stdin.isatty():
        if not said:
            raise UsageError("a token is needed: --token-file FILE, or MOSAIC_TOKEN")
        return said
    from getpass import getpass

    return getpass("Token of the hub (its page Token makes one): ").strip()
