"""Bound sessions of a transport, and how far the network has read our responses in each."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from townline.platform.conversations.models import LinkSession


@transaction.atomic
def session_open(*, transport: str, session: str, now: dt.datetime) -> None:
    # A killed process closes nothing: whoever binds next ends what it left open.
    """Note that a transport is bound. ``session`` is a UUID that is new for each bind.

    Sessions of the same transport that a killed process left open are ended. Calling it twice
    changes nothing.
    """
    LinkSession.objects.filter(transport=transport, closed_at=None).exclude(
        id=UUID(session)
    ).update(closed_at=now)
    LinkSession.objects.get_or_create(
        id=UUID(session), defaults={"transport": transport, "opened_at": now}
    )


def session_read(*, session: str, upto: int) -> None:
    """Note that the network has certainly read our responses up to this sequence.

    A link knows it when an answer comes to something it sent after those responses. Never
    goes back.
    """
    LinkSession.objects.filter(id=UUID(session)).update(read_upto=Greatest(F("read_upto"), upto))


def session_close(*, session: str, now: dt.datetime) -> None:
    """Note that a session has ended: what the network may not have read may come again."""
    LinkSession.objects.filter(id=UUID(session), closed_at=None).update(closed_at=now)
