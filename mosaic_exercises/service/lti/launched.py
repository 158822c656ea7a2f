"""What a launch shows: the page to hand in at, and the answer to a teacher who makes a link."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from html import escape
from typing import Any

import msgspec

from mosaic_exercises.handover.hand_ins import HandInVersion
from mosaic_exercises.handover.returning import ReturnedPage
from mosaic_exercises.service import pages
from mosaic_exercises.service.desk import ClassRow
from mosaic_exercises.service.lti.launch import DEEP, LTI, LtiLaunch
from mosaic_exercises.service.who import Asking, Surroundings

SCRIPT = """
const form = document.querySelector("#hand-in");
const said = document.querySelector("#said");
const button = form.querySelector("button");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const [file] = form.elements.file.files;
  if (!file) return void (said.textContent = "Choose the file first.");
  button.disabled = true;
  said.textContent = "Handing in …";
  try {
    const head = { Authorization: `token ${form.dataset.ticket}` };
    const answer = await fetch("../api/hand-in", { method: "POST", headers: head, body: file });
    const told = await answer.json();
    const cut = (told.sha256 ?? "").slice(0, 16).match(/.{4}/g)?.join(" ");
    said.textContent = answer.ok ? `Your work has arrived: version ${told.version}. Receipt: ${cut}.` : told.problem;
  } catch {
    said.textContent = "The service cannot be reached. What you handed in before is safe; try again in a moment.";
  }
  button.disabled = false;
});
"""


class Launched(msgspec.Struct, frozen=True, kw_only=True):
    """What the page is made of. ``ticket``: hands in; ``nonce``: lets the page's own script run."""

    asking: Asking
    mine: Sequence[HandInVersion]
    returned: Sequence[ReturnedPage]
    rows: Sequence[ClassRow] | None
    receipt: str
    ticket: str
    nonce: str
    around: Surroundings


def page_of(is_: Launched) -> str:
    """The page."""
    form = (
        f'<form id="hand-in" class="card" data-ticket="{escape(is_.ticket)}"><p><label for="file"><strong>Hand in your '
        "work</strong><br>Choose the file that the workbook made for you (it ends in .mosaic.json)</label></p>"
        '<p><input id="file" name="file" type="file" accept=".json"></p>'
        '<p><button class="button">Hand in</button></p><p id="said" role="status" aria-live="polite"></p></form>'
        f'<script nonce="{is_.nonce}">{SCRIPT}</script>'
    )
    return pages.home(is_.asking, is_.mine, is_.returned, is_.rows, is_.receipt, around=is_.around, form=form, up="../")


def deep_link(launch: LtiLaunch, url: str) -> dict[str, Any]:
    """The message with which a link to this service goes into a course."""
    now = int(time.time())
    link = {
        "type": "ltiResourceLink",
        "title": "Hand in your workbook",
        "text": "Upload the file that the workbook made for you.",
        "url": url,
        "lineItem": {"scoreMaximum": 100, "label": "Workbook", "resourceId": "mosaic"},
        "window": {"targetName": "_blank"},
    }
    claims = {
        "iss": launch.platform.client_id,
        "aud": [launch.platform.issuer],
        "iat": now,
        "exp": now + 300,
        "nonce": uuid.uuid4().hex,
        f"{LTI}deployment_id": launch.deployment,
        f"{LTI}message_type": "LtiDeepLinkingResponse",
        f"{LTI}version": "1.3.0",
        f"{DEEP}content_items": [link],
    }
    return claims | ({f"{DEEP}data": launch.data} if launch.data else {})


def posted(where: str, signed: str, nonce: str) -> str:
    """A page that goes on by itself to ``where``, and by a button where scripts are off. Both are escaped."""
    return pages.page(
        "Link",
        f'<form method="post" action="{where}"><input type="hidden" name="JWT" value="{signed}">'
        '<p>The link is ready.</p><p><button class="button">Put it into the course</button></p></form>'
        f'<script nonce="{nonce}">document.forms[0].submit()</script>',
    )
