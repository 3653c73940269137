"""The bodies of requests. An unknown field is refused: a slip of the pen must not be ignored."""

from ninja import Schema
from pydantic import ConfigDict, StrictBool

from townline.cases.api import Kind
from townline.cases.views.api.fields import Body, Line, Moment, Reason, Version
from townline.conversations.api import Decision


class Input(Schema):
    model_config = ConfigDict(extra="forbid")


class Nothing(Input):
    """An empty object, or no body at all."""


class Assign(Input):
    department: Line | None = None
    service: Line | None = None
    reason: Reason = ""


class Draft(Input):
    """``base_version`` is the version that was read (0: none); without it the words overwrite."""

    body: Body
    kind: Kind = Kind.ANSWER
    base_version: Version | None = None
    reason: Reason = ""
    remedy: Reason = ""
    next_due_at: Moment | None = None


class Submit(Input):
    send_at: Moment | None = None
    base_version: Version | None = None


class Confirm(Input):
    hash: Line
    send_at: Moment | None = None


class WithReason(Input):
    reason: Reason


class MayReason(Input):
    reason: Reason = ""


class Misroute(Input):
    reason: Reason
    suggestion: Line = ""


class Written(Input):
    body: Body


class Title(Input):
    title: Line


class Danger(Input):
    danger: StrictBool


class Settle(Input):
    decision: Decision
    reason: Reason
