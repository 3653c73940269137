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
    LinkSession.objects.filter(transport=transport, closed_at=None).exclude(
        id=UUID(session)
    ).update(closed_at=now)
    LinkSession.objects.get_or_create(
        id=UUID(session), defaults={"transport": transport, "opened_at": now}
    )


def session_read(*, session: str, upto: int) -> None:
    LinkSession.objects.filter(id=UUID(session)).update(read_upto=Greatest(F("read_upto"), upto))


def session_close(*, session: str, now: dt.datetime) -> None:
    LinkSession.objects.filter(id=UUID(session), closed_at=None).update(closed_at=now)
