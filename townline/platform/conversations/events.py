"""What this room tells others, in the same transaction as the change."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingAccepted:
    """The network has taken every segment of a text."""

    text_id: int
    kind: str
    reference: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingSettled:
    """The fate of a text is known: ``state`` delivered, failed, or held as unknown."""

    text_id: int
    kind: str
    reference: str
    state: str
    at: dt.datetime
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosLooked:
    """A photo of a claimed text has been looked at: it can be shown now, or never."""

    reference: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCompleted:
    """A late part has filled a gap of a text that had gone on without it: its body changed."""

    text_id: int
    reference: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWhileHeld:
    """A text came from a number to which nothing automatic goes; ``reference``: for what matter."""

    resident_id: int
    text_id: int
    reference: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomaticStopped:
    """A resident said STOP, perhaps not for the first time; it is answered here."""

    resident_id: int
    at: dt.datetime
