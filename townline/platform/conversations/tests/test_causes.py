"""Each cause of an automatic text counts by itself: receipts use up no answers."""

import datetime as dt

import pytest

from townline.platform.conversations import api
from townline.platform.conversations.models import OutgoingText, Resident
from townline.platform.conversations.rules import AFTER_STOP, HOURLY, Cause
from townline.platform.conversations.tests import line as lines
from townline.platform.conversations.tests.line import START
from townline.platform.core.tests.deciding import decide

pytestmark = pytest.mark.usefixtures("district")


def queue(resident: Resident, cause: Cause, now: dt.datetime = START) -> int | None:
    return api.automatic_queue(
        resident_id=resident.pk, body="말", reference="", now=now, cause=cause
    )


def use_up(resident: Resident, cause: Cause) -> int:
    """Queue until no more goes, thirty at most; give how many went."""
    return sum(queue(resident, cause) is not None for _ in range(30))


def test_each_has_its_own_hour(resident: Resident) -> None:
    assert [use_up(resident, cause) for cause in HOURLY] == [3, 10, 6, 5, 1]
    assert all(queue(resident, cause, START + dt.timedelta(hours=1)) for cause in HOURLY)


@pytest.mark.parametrize("cause", [Cause.PROMISED, Cause.FOLLOWS, Cause.URGENT])
def test_what_was_promised_is_never_held_back_nor_counted(resident: Resident, cause: Cause) -> None:
    use_up(resident, Cause.OWN)
    assert use_up(resident, cause) == 30
    other = lines.resident("01000000099")
    use_up(other, cause)
    assert use_up(other, Cause.OWN) == 3


@pytest.mark.parametrize("cause", list(Cause))
def test_after_a_stop_goes_what_they_asked_for(resident: Resident, cause: Cause) -> None:
    Resident.objects.filter(pk=resident.pk).update(stopped_at=START)
    wanted = {Cause.ASKED, Cause.SWITCHED, Cause.PROMISED, Cause.URGENT}
    assert wanted == AFTER_STOP
    assert (queue(resident, cause) is not None) == (cause in wanted)


def test_a_district_sets_them(resident: Resident, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(monkeypatch, receipt={"hourly_answers_per_number": 1})
    assert use_up(resident, Cause.ASKED) == 1
    assert set(OutgoingText.objects.values_list("cause", flat=True)) == {Cause.ASKED.value}
