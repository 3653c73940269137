"""Answers out: claimed, submitted, reported."""

from bench import line
from bench.scratch import Scratch, truncate_tables
from bench.table import Figure, log_progress, rate
from townline.platform.conversations import api
from townline.platform.core import clock

COUNT = 3_000


def measure(_place: Scratch) -> list[Figure]:
    """Queue answers to as many phones, and let a link send them."""
    log_progress("texts to answer")
    truncate_tables()
    line.play(api, texts=COUNT)
    _queue()
    log_progress("answers out")
    seen = line.play(api, submits=COUNT)
    seconds = _seconds()
    name = "answers out over one link, claimed, submitted and reported"
    submitted = rate(seen["submitted"] / seen["submit_seconds"], "answers")
    return [
        Figure(name=name, value=rate(COUNT / seconds, "answers")),
        Figure(name="of these, as the network sees them", value=submitted),
    ]


def _queue() -> None:
    from django.db import transaction

    from townline.platform.conversations.models import IncomingText
    from townline.platform.conversations.services.residents import residents_ensure

    now = clock.now()
    with transaction.atomic():
        residents = residents_ensure(IncomingText.objects.all(), now=now)
        for number, resident in enumerate(residents.values()):
            api.text_queue(
                resident_id=resident.pk,
                kind="answer",
                body=f"{number}: 오늘 메웠습니다. 불편을 드려 죄송합니다. - 한들구 도로과",
                reference="",
                now=now,
            )


def _seconds() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(accepted_at), extract(epoch FROM max(accepted_at) - min(accepted_at))"
            " FROM conversations_outgoingtext"
        )
        accepted, seconds = cursor.fetchone()
    assert accepted == COUNT, accepted
    return float(seconds)
