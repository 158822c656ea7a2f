"""``mosaic lti``: hand-ins from Moodle or Canvas by LTI 1.3, and scores and pages back."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from mosaic_exercises.commands.telling import complain, say
from mosaic_exercises.commands.values import gradebook_of, port
from mosaic_exercises.errors import MosaicError

PORT = 10_102
NEEDS = 'LTI needs two more packages: pip install "mosaic-exercises[lti]"'
ABOUT = """serve is the service that learners come to from their course: they hand in there, and instructors see who
has. scores sends what a gradebook says back to the learning system, and return gives learners their pages at the
service. docs/hub.md says how to register it in Moodle and Canvas."""
LISTED = 40


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("lti", help="collect from Moodle or Canvas, and send scores back", description=ABOUT)
    parts = parser.add_subparsers(dest="part", metavar="serve | scores | return", required=True)
    serve = parts.add_parser("serve", help="the service, behind a web server that speaks https")
    scores = parts.add_parser("scores", help="send scores back to the learning system")
    back = parts.add_parser("return", help="give each learner of a gradebook their page")
    for one in (scores, back):
        one.add_argument("source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's URL")
    for one in (serve, scores, back):
        one.add_argument("--folder", type=Path, required=True, metavar="DIR", help="where hand-ins and pages are kept")
    for one in (serve, scores):
        one.add_argument("--settings", type=Path, required=True, metavar="TOML", help="the learning systems you know")
    serve.add_argument("--port", type=port, default=PORT, metavar="N", help=f"on this machine alone ({PORT})")
    serve.add_argument("--any-course", action="store_true", help="take hand-ins of other courses, too")
    back.add_argument("--by", default="", metavar="NAME", help="your name, as learners read it")
    back.add_argument("--title", default="Your results", metavar="WORDS", help="what the page is ('Your results')")


def run(args: argparse.Namespace) -> int:
    """Do the part that was named."""
    if find_spec("jwt") is None or find_spec("cryptography") is None or find_spec("tornado") is None:
        raise MosaicError(NEEDS)
    if args.part == "serve":
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(serve(args))
        return 0
    return send(args) if args.part == "scores" else give_back(args)


async def serve(args: argparse.Namespace) -> None:
    """Serve until somebody stops it."""
    from tornado.log import enable_pretty_logging

    from mosaic_exercises.course import load
    from mosaic_exercises.service.app import make_app
    from mosaic_exercises.service.desk import CollectingDesk
    from mosaic_exercises.service.lti.door import LtiDoor, fetched
    from mosaic_exercises.service.lti.keys import OwnKey, PlatformKeys
    from mosaic_exercises.service.lti.platforms import read_settings

    settings = read_settings(args.settings)
    enable_pretty_logging()
    course = load()
    desk = CollectingDesk(args.folder, "" if args.any_course else course.course)
    door = LtiDoor(settings, OwnKey(args.folder), desk, PlatformKeys(fetched), course.title)
    server = make_app(desk, door, "/", os.urandom(32)).listen(args.port, "127.0.0.1", xheaders=True)
    stop = asyncio.Event()
    for name in ("SIGTERM", "SIGINT"):
        with contextlib.suppress(NotImplementedError, AttributeError):  # Windows
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
    told = {"login": "lti/login", "launch (redirect)": "lti/launch", "public keys": "lti/keys.json"}
    print(f"Listening on 127.0.0.1:{args.port}. Give your learning system:", flush=True)
    print("\n".join(f"  {name:<18}{settings.url}{at}" for name, at in told.items()), flush=True)
    await stop.wait()
    server.stop()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(server.close_all_connections(), 5)


def send(args: argparse.Namespace) -> int:
    """Send the scores of a gradebook."""
    from mosaic_exercises.grading.gradebook.store import Gradebook
    from mosaic_exercises.service.lti.keys import OwnKey
    from mosaic_exercises.service.lti.platforms import read_settings
    from mosaic_exercises.service.lti.scores import GradeService, LtiScore

    service = GradeService(read_settings(args.settings), OwnKey(args.folder), args.folder)

    def scores(book: Gradebook) -> Iterator[LtiScore]:
        for entry in book.entries():
            grade = entry.grade
            if grade.score is not None and entry.items:
                waiting = grade.status == "needs-review"
                yield LtiScore(name=grade.learner_id, given=grade.score, most=grade.max_score, waiting=waiting)

    with contextlib.closing(Gradebook(gradebook_of(args.source))) as book:
        return tell([(one.name, one.state, one.reason) for one in service.send(scores(book))], "sent")


def give_back(args: argparse.Namespace) -> int:
    """Give each learner their page."""
    from mosaic_exercises.commands.report import learner_pages
    from mosaic_exercises.course import load
    from mosaic_exercises.grading.gradebook.store import Gradebook
    from mosaic_exercises.grading.marking.answers import Explainer
    from mosaic_exercises.handover.returning import PageCard
    from mosaic_exercises.service.desk import CollectingDesk
    from mosaic_exercises.service.who import Refusal

    desk = CollectingDesk(args.folder)
    card = PageCard(title=args.title, by=args.by, at=time.time())
    done: list[tuple[str, str, str]] = []
    with contextlib.closing(Gradebook(gradebook_of(args.source))) as book:
        for entry, html in learner_pages(book, Explainer(load())):
            if entry.items:
                try:
                    given = desk.give_back(entry.grade.learner_id, html, card)
                    done.append((entry.grade.learner_id, given.state, ""))
                except Refusal as error:
                    done.append((entry.grade.learner_id, "left out", error.words))
    return tell(done, "returned")


def tell(done: list[tuple[str, str, str]], verb: str) -> int:
    """Say what became of it; 1 where something was left out."""
    from mosaic_exercises.commands.grade import printable

    counts = Counter(state for _, state, _ in done)
    say(f"{verb.capitalize():<10}{counts[verb]:,}; {counts['unchanged']:,} are as they were")
    left = [(name, reason) for name, state, reason in done if state == "left out"]
    for name, reason in left[:LISTED]:
        complain(printable(f"Left out  {name}: {reason}"))
    if len(left) > LISTED:
        complain(f"          and {len(left) - LISTED:,} more")
    return 1 if left else 0
