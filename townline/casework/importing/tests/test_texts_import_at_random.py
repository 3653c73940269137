"""Whatever was said on a phone, however often and in whatever parts it is brought along: once."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.importing import api
from townline.casework.importing.services.old_text import OldText
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit

pytestmark = pytest.mark.usefixtures("district")
START = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
NOW = START + dt.timedelta(days=200)
BODIES = [
    "가로등이 꺼졌어요",
    "어디인가요?",
    "오늘 오전에 전구를 바꿨습니다",
    "감사합니다",
    "중지",
    "",
]

texts = st.builds(
    lambda who, hour, outgoing, body: OldText(
        number=f"+82100000000{who}",
        at=START + dt.timedelta(hours=hour),
        outgoing=outgoing,
        body=body,
    ),
    st.integers(1, 3),
    st.integers(0, 1500),
    st.booleans(),
    st.sampled_from(BODIES),
)


def _bring(old_texts: list[OldText]) -> tuple[api.Imported, set[str]]:
    """Bring texts along; gives what came of it, and the keys of all that belong somewhere."""
    exchanges, lying = [], set()
    once = list({text.key: text for text in old_texts}.values())
    for number in sorted({text.number for text in once}):
        own = [text for text in once if text.number == number]
        own.sort(key=lambda text: (text.at, text.outgoing))
        found, _ = api.texts_paired(own, window=api.USUAL_WINDOW)
        exchanges += found
        lying |= {text.key for matter in found for text in matter.said}
    done = api.texts_import(
        exchanges=exchanges, destination_addr="0200000100", actor=audit.SYSTEM, now=NOW
    )
    return done, lying


def _there() -> list[tuple[str, str]]:
    ids = Case.objects.order_by("id").values_list("id", flat=True)
    threads = conversations.thread_many([f"case:{pk}" for pk in ids])
    return sorted((t.direction, t.at.isoformat() + t.body) for own in threads.values() for t in own)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts, max_size=14), st.integers(0, 14))
def test_in_parts_and_again_every_text_is_there_once(texts: list[OldText], cut: int) -> None:
    with transaction.atomic():
        by_time = sorted(texts, key=lambda text: text.at)
        first, early = _bring(by_time[:cut])
        _, lying = _bring(texts)
        keys = {text.key for text in texts}
        stored = conversations.history_known(transport="import", keys=keys)
        assert set(stored) == early | lying
        assert len(_there()) == len(early | lying)
        again, _ = _bring(texts)
        assert (again.cases, again.texts, again.more) == (0, 0, 0)
        assert first.texts == len(early)
        for case in Case.objects.all():
            assert case.state == cases.CaseState.CLOSED
            assert case.finished_at is not None
            assert case.first_text_at <= case.last_text_at <= case.finished_at
        transaction.set_rollback(True)
