from hypothesis import given, strategies as st

from townline.adapters.smpp.bucket import Bucket
from townline.adapters.smpp.link import Backoff


@given(st.floats(1, 1000), st.lists(st.floats(0, 0.5), min_size=2, max_size=200))
def test_no_second_has_more_than_the_rate_and_what_was_saved(
    rate: float, gaps: list[float]
) -> None:
    bucket, now, used = Bucket(rate), 100.0, []
    for gap in gaps:
        now += gap
        used.append(now + bucket.reserve(now))
    assert used == sorted(used)
    for first in used:
        within = sum(1 for at in used if first <= at < first + 1)
        assert within <= rate + max(1.0, rate / 10) + 1


def test_throttling_halves_and_success_brings_back() -> None:
    bucket = Bucket(100)
    for _ in range(20):
        bucket.slow()
    assert bucket.rate == 1
    for _ in range(100):
        bucket.recover()
    assert bucket.rate == 100


def test_waits_double_up_to_the_longest_and_begin_again() -> None:
    backoff = Backoff(1, 10, chance=lambda: 0.0)
    assert [backoff.next() for _ in range(6)] == [1, 2, 4, 8, 10, 10]
    backoff.reset()
    assert backoff.next() == 1


def test_chance_takes_off_up_to_a_half() -> None:
    assert Backoff(8, 60, chance=lambda: 1.0).next() == 4
    assert all(4 <= Backoff(8, 60).next() <= 8 for _ in range(50))
