"""Scores back to the learning system, by its grade service (AGS 2.0).

Where a learner came from is kept at each launch, so scores can be sent whenever they are ready. A score has the time at
which it was first sent as it is; sent again (a lost answer, a second run) it has the same time, and the learning system
takes it once. A score that has not changed is not sent.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit, urlunsplit

import msgspec

from mosaic_exercises.handover.names import folder_name
from mosaic_exercises.service.lti.keys import OwnKey
from mosaic_exercises.service.lti.launch import LtiLaunch, LtiLearner
from mosaic_exercises.service.lti.platforms import LtiError, LtiSettings, Platform, safe
from mosaic_exercises.workbook.disk import replace_file

FOLDER = "lti"
SCORE, LINE_ITEM = (f"https://purl.imsglobal.org/spec/lti-ags/scope/{name}" for name in ("score", "lineitem"))
LINE_ITEMS_TYPE = "application/vnd.ims.lis.v2.lineitemcontainer+json"
LINE_ITEM_TYPE = "application/vnd.ims.lis.v2.lineitem+json"
SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"
BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
RESOURCE_ID = "mosaic"
TRIES = 4
MOST = 1_000_000  # bytes of an answer
SECONDS = 30.0
Send = Callable[[str, str, bytes | None, Mapping[str, str]], tuple[int, bytes]]
"""Ask an address: (method, address, body, heads) -> (status, body). Status 0: it could not be reached."""


class LtiScore(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's score here; ``waiting``: something waits for a person."""

    name: str
    given: float
    most: float
    waiting: bool = False


class LtiSent(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one score."""

    name: str
    state: Literal["sent", "unchanged", "left out"]
    reason: str = ""


def path_of(root: Path, name: str) -> Path:
    """Where it is kept where a learner came from."""
    return root / FOLDER / f"{folder_name(name)}.json"


def known(root: Path, name: str) -> LtiLearner | None:
    """Where a learner came from; None where they never did."""
    try:
        return msgspec.json.decode(path_of(root, name).read_bytes(), type=LtiLearner)
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def keep_launch(root: Path, launch: LtiLaunch) -> None:
    """Keep where a learner came from; what was sent stays known where scores go to the same place."""
    was, now = known(root, launch.name), launch.learner
    if was is not None and (was.user, was.line_item, was.line_items) == (now.user, now.line_item, now.line_items):
        now = msgspec.structs.replace(now, sent=was.sent, at=was.at)
    if now != was:
        replace_file(path_of(root, launch.name), msgspec.json.encode(now))


class GradeService:
    """The grade services of all platforms, spoken to one after the other."""

    def __init__(
        self,
        settings: LtiSettings,
        key: OwnKey,
        root: Path,
        send: Send | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.settings = settings
        self.key = key
        self.root = root
        self._send = send or over_the_web
        self._sleep = sleep
        self._clock = clock
        self._tokens: dict[tuple[str, str, str], tuple[float, str]] = {}
        self._items: dict[str, str] = {}

    def send(self, scores: Iterator[LtiScore]) -> Iterator[LtiSent]:
        """Send what has changed; say of each what became of it."""
        for score in scores:
            try:
                yield LtiSent(name=score.name, state="sent" if self._one(score) else "unchanged")
            except LtiError as error:
                yield LtiSent(name=score.name, state="left out", reason=str(error))

    def _one(self, score: LtiScore) -> bool:
        learner = known(self.root, score.name)
        if learner is None:
            raise LtiError("they never came here from a learning system")
        platform = self.settings.found(learner.issuer, learner.client_id)
        if platform is None:
            raise LtiError(f"'{learner.issuer[:80]}' is not among your platforms any more")
        said = {
            "userId": learner.user,
            "scoreGiven": score.given,
            "scoreMaximum": score.most,
            "activityProgress": "Completed",
            "gradingProgress": "PendingManual" if score.waiting else "FullyGraded",
        }
        digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
        if digest == learner.sent and not learner.at.endswith("?"):
            return False
        # One that was on its way when this was stopped goes again with its own time.
        before = learner.at.rstrip("?")
        at = before if digest == learner.sent else later(before, self._clock())
        path = path_of(self.root, score.name)
        under_way = msgspec.structs.replace(learner, sent=digest, at=f"{at}?")
        replace_file(path, msgspec.json.encode(under_way))
        address = beside(self._item(platform, learner, score.most), "scores")
        body = json.dumps({**said, "timestamp": at}).encode()
        status, answer = self._asked(platform, learner, SCORE, "POST", address, body, {"Content-Type": SCORE_TYPE})
        if status not in (200, 201, 202, 204, 409):  # 409: it has this score, or a newer one, already
            raise LtiError(f"the learning system answered {status}: {answer[:200].decode('utf-8', 'replace')}")
        replace_file(path, msgspec.json.encode(msgspec.structs.replace(under_way, at=at)))
        return True

    def _item(self, platform: Platform, learner: LtiLearner, most: float) -> str:
        """The address of the column that scores go to; made where the learning system has none for us yet."""
        if learner.line_item:
            return learner.line_item
        if not learner.line_items or LINE_ITEM not in learner.scopes:
            raise LtiError("their activity has no grade (in the learning system, let the tool send grades)")
        where = f"{learner.line_items}\0{learner.resource}"
        if where not in self._items:
            wanted = {"resource_id": RESOURCE_ID, "resource_link_id": learner.resource}
            asked = f"{learner.line_items}{'&' if '?' in learner.line_items else '?'}{urlencode(wanted)}"
            status, answer = self._asked(platform, learner, LINE_ITEM, "GET", asked, None, {"Accept": LINE_ITEMS_TYPE})
            found = [row["id"] for row in rows_in(status, answer) if isinstance(row.get("id"), str)]
            self._items[where] = found[0] if found else self._new_item(platform, learner, most)
        return self._items[where]

    def _new_item(self, platform: Platform, learner: LtiLearner, most: float) -> str:
        item = {"scoreMaximum": most, "label": "Mosaic", "resourceId": RESOURCE_ID, "resourceLinkId": learner.resource}
        heads = {"Content-Type": LINE_ITEM_TYPE, "Accept": LINE_ITEM_TYPE}
        body = json.dumps(item).encode()
        status, answer = self._asked(platform, learner, LINE_ITEM, "POST", learner.line_items, body, heads)
        made = rows_in(status, b"[" + answer + b"]")
        if not made or not isinstance(made[0].get("id"), str):
            raise LtiError("the learning system made no column for the grade")
        return str(made[0]["id"])

    def _asked(
        self,
        platform: Platform,
        learner: LtiLearner,
        scope: str,
        method: str,
        address: str,
        body: bytes | None,
        heads: Mapping[str, str],
    ) -> tuple[int, bytes]:
        """Ask the platform, again where it is out of breath. Raises LtiError where it stays away."""
        if scope not in learner.scopes and not (scope == SCORE and not learner.scopes):
            raise LtiError(f"the learning system does not let this tool do that ({scope.rpartition('/')[2]})")
        if not safe(address):
            raise LtiError("the learning system names an address that is not https")
        status, answer = 0, b""
        for number in range(TRIES):
            token = self._token(platform, scope, fresh=status == 401)
            status, answer = self._send(method, address, body, {**heads, "Authorization": f"Bearer {token}"})
            if status not in (0, 401, 429) and status < 500:
                break
            if number < TRIES - 1 and status != 401:
                self._sleep(2.0**number)
        if status in (0, 401, 429) or status >= 500:
            said = f"answered {status}" if status else "could not be reached"
            raise LtiError(f"the learning system {said}, {TRIES} times; send again later")
        return status, answer

    def _token(self, platform: Platform, scope: str, fresh: bool = False) -> str:
        """A token of the platform's for this scope, remembered while it is good. Raises LtiError."""
        which, now = (platform.issuer, platform.client_id, scope), self._clock()
        until, token = self._tokens.get(which, (0.0, ""))
        if until > now and not fresh:
            return token
        claims = {
            "iss": platform.client_id,
            "sub": platform.client_id,
            "aud": platform.audience or platform.token,
            "iat": int(now),
            "exp": int(now) + 300,
            "jti": uuid.uuid4().hex,
        }
        asked = {
            "grant_type": "client_credentials",
            "client_assertion_type": BEARER,
            "client_assertion": self.key.sign(claims),
            "scope": scope,
        }
        heads = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        status, answer = self._send("POST", platform.token, urlencode(asked).encode(), heads)
        try:
            said = json.loads(answer)
            token, good = str(said["access_token"]), float(said.get("expires_in", 3_600))
        except (ValueError, KeyError, TypeError, RecursionError):
            why = answer[:200].decode("utf-8", "replace")
            raise LtiError(f"the learning system gave no token ({status}: {why})") from None
        self._tokens[which] = (now + good - 60, token)
        return token


def rows_in(status: int, answer: bytes) -> list[dict[str, Any]]:
    """The objects of a list. Raises LtiError."""
    with contextlib.suppress(ValueError, RecursionError):
        rows = json.loads(answer)
        if status in (200, 201) and isinstance(rows, list):
            return [row for row in rows if isinstance(row, dict)]
    raise LtiError(f"the learning system's list of columns cannot be read ({status})")


def beside(line_item: str, name: str) -> str:
    """An address below a line item's: before the query that Moodle's have."""
    parts = urlsplit(line_item)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}"))


def later(before: str, now: float) -> str:
    """A time for a score, to the millisecond, after the one before it."""
    with contextlib.suppress(ValueError):
        now = max(now, datetime.fromisoformat(before).timestamp() + 0.001)
    return datetime.fromtimestamp(round(now, 3), UTC).isoformat(timespec="milliseconds")


class _Staying(urllib.request.HTTPRedirectHandler):
    """A token goes nowhere but where it was sent."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""


def over_the_web(method: str, address: str, body: bytes | None, heads: Mapping[str, str]) -> tuple[int, bytes]:
    """Ask an address."""
    request = urllib.request.Request(address, body, dict(heads), method=method)
    try:
        with urllib.request.build_opener(_Staying).open(request, timeout=SECONDS) as answer:
            return answer.status, answer.read(MOST)
    except urllib.error.HTTPError as error:
        return error.code, error.read(MOST)
    except (OSError, ValueError):
        return 0, b""
