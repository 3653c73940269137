"""Who hears of an event, and what becomes of a page that reads too slowly."""

import pytest

from townline.platform.processes.events import QUEUE_EVENTS, RESYNC, Hub, LiveEvent

ROADS, WASTE = frozenset({"roads"}), frozenset({"waste"})


@pytest.mark.parametrize(
    ("of", "visible", "is_received"),
    [
        (ROADS, None, True),
        (ROADS, ROADS, True),
        (ROADS | WASTE, WASTE, True),
        (ROADS, WASTE, False),
        (ROADS, frozenset(), False),
        (frozenset(), ROADS, False),
        (frozenset(), None, True),
        (None, frozenset(), True),
    ],
)
def test_who_hears(
    of: frozenset[str] | None, visible: frozenset[str] | None, *, is_received: bool
) -> None:
    hub = Hub()
    with hub.page(visible) as page:
        hub.publish(LiveEvent("case", "H7-1", of))
        assert page.queue.qsize() == int(is_received)


def test_a_slow_page_is_told_once_to_load_anew() -> None:
    hub = Hub()
    with hub.page(None) as page:
        for number in range(QUEUE_EVENTS + 1):
            hub.publish(LiveEvent("case", str(number), None))
        assert page.queue.qsize() == 1
        assert page.queue.get_nowait() == RESYNC


def test_a_closed_page_hears_nothing() -> None:
    hub = Hub()
    with hub.page(None) as page:
        pass
    hub.publish(LiveEvent("case", "1", None))
    assert page.queue.empty()


@pytest.mark.parametrize("payload", ["", "7", '{"kind": "case"}', '{"kind": 1, "departments": 5}'])
def test_other_payloads_are_refused(payload: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        LiveEvent.parse(payload)
