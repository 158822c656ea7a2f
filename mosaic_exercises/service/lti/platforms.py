"""The learning systems that may send learners here: one table each in a file of TOML."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from mosaic_exercises.errors import MosaicError

LOCAL = ("127.0.0.1", "::1", "localhost")


class LtiError(MosaicError):
    """Something of LTI does not work: the message says what and what to do."""


class Platform(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One registration, as the learning system's own page of the tool shows it. ``learner``: what of a launch names the
    learner (and is the id on your roster); ``prefix``: put before it, where several systems could have the same."""

    issuer: str
    client_id: str
    deployments: tuple[str, ...]
    login: str
    token: str
    keys: str
    audience: str = ""
    learner: Literal["sub", "sourcedid", "email"] = "sub"
    prefix: str = ""


class LtiSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``url``: where this service is, as browsers reach it, with a slash at its end."""

    url: str
    platform: tuple[Platform, ...]

    def found(self, issuer: str, client_id: str = "") -> Platform | None:
        """The platform of this issuer; a client's id decides between several registrations of one."""
        all_ = [one for one in self.platform if one.issuer == issuer and client_id in ("", one.client_id)]
        return all_[0] if len(all_) == 1 else None


def read_settings(path: Path) -> LtiSettings:
    """The file of settings. Raises LtiError with what is wrong and where."""
    try:
        said = msgspec.toml.decode(path.read_bytes(), type=LtiSettings)
    except OSError as error:
        raise LtiError(f"{path}: cannot be read: {error.strerror}") from None
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError) as error:
        raise LtiError(f"{path}: {error}. docs/hub.md has an example.") from None
    for one in said.platform:
        for name in ("login", "token", "keys"):
            if not safe(getattr(one, name)):
                raise LtiError(f"{path}: {name} = '{getattr(one, name)}' has to begin with https://")
        if not one.deployments:
            raise LtiError(f"{path}: deployments of {one.issuer} is empty: name at least one")
    if not safe(said.url) or not said.url.endswith("/"):
        raise LtiError(f"{path}: url = '{said.url}' has to begin with https:// and to end with a slash")
    if len({one.prefix for one in said.platform}) < len({one.issuer for one in said.platform}):
        raise LtiError(f"{path}: give each platform a prefix of its own, or two people could have one name here")
    return said


def safe(url: str) -> bool:
    """Whether an address may be asked: by https, or on this very machine."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL))
