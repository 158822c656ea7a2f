"""Messages of the instructor's class page, told apart by ``type``."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from mosaic_exercises.panel.wire.messages import (
    FilePart,
    FromBrowser,
    HelloMessage,
    PageMessage,
    RefreshMessage,
    Short,
    Words,
)


class ClassTabMessage(FromBrowser, frozen=True, kw_only=True, tag="tab"):
    """A page of the class's page: a tab, and which part of its list."""

    tab: Short
    search: Short = ""
    filter: Short = ""
    order: Short = "class"
    page: int = 0


class ClassPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a dropped file, in base64: from which byte on; ``last``: with it the file is whole."""

    id: Short
    name: Words
    at: int
    base64: FilePart
    last: bool


class ClassDropMessage(FromBrowser, frozen=True, kw_only=True, tag="put"):
    """Files that were dropped, part by part. ``where``: hand-ins, roster, or upload (a field of an action)."""

    parts: Annotated[list[ClassPart], Meta(max_length=1_000)]
    where: Short


class ClassFolderMessage(FromBrowser, frozen=True, kw_only=True, tag="folder"):
    """Hand-ins in a folder elsewhere count, too, or (``on`` false) no more."""

    folder: Annotated[str, Meta(max_length=4_000)]
    on: bool


class ClassRunMessage(FromBrowser, frozen=True, kw_only=True, tag="run"):
    """Do this action, with what is filled in; ``then``: what was looked at."""

    action: Short
    filled: dict[Short, Words] = msgspec.field(default_factory=dict)
    then: bool = False


class ClassTypedMessage(FromBrowser, frozen=True, kw_only=True, tag="typed"):
    """What is typed into a form and not done yet, as the page will want it back; "" for nothing more."""

    form: Short
    text: Annotated[str, Meta(max_length=400_000)]


class ClassPollMessage(FromBrowser, frozen=True, kw_only=True, tag="poll"):
    """How far is it?"""


class ClassStopMessage(FromBrowser, frozen=True, kw_only=True, tag="stop"):
    """Stop the work that is under way."""


class ClassFileMessage(FromBrowser, frozen=True, kw_only=True, tag="fetch"):
    """A file that was made, to download, by its path in the class's folder."""

    name: Annotated[str, Meta(max_length=4_000)]


class ClassNotebookRow(msgspec.Struct, frozen=True, kw_only=True):
    """One notebook's row of the settings."""

    id: Short
    due: Short = ""
    weight: Short = ""


class ClassItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """One item that is treated apart."""

    name: Short
    does: Short = "exclude"
    why: Annotated[str, Meta(max_length=2_000)] = ""


class ClassSettingsForm(msgspec.Struct, frozen=True, kw_only=True):
    """The form of the settings as it is filled in."""

    total: Short = ""
    tracks: Short = ""
    answer: Short = ""
    file: Short = ""
    zone: Short = ""
    due: Short = ""
    late: dict[Short, Short] = msgspec.field(default_factory=dict)
    notebooks: Annotated[tuple[ClassNotebookRow, ...], Meta(max_length=500)] = ()
    items: Annotated[tuple[ClassItemRow, ...], Meta(max_length=5_000)] = ()
    partial: dict[Short, Short] = msgspec.field(default_factory=dict)


class ClassSettingsMessage(FromBrowser, frozen=True, kw_only=True, tag="settings"):
    """The settings as they are filled in on the form ``before``, to be checked, or (``save``) to be written."""

    mine: ClassSettingsForm
    before: ClassSettingsForm
    save: bool = False


ClassMessage = (
    HelloMessage
    | RefreshMessage
    | ClassTabMessage
    | ClassDropMessage
    | ClassFolderMessage
    | ClassRunMessage
    | ClassTypedMessage
    | ClassPollMessage
    | ClassStopMessage
    | ClassFileMessage
    | ClassSettingsMessage
    | PageMessage
)
