"""How long the supervisor waits before it starts a process again."""

from townline.platform.core.backoff import LONGEST_SECONDS, Backoff


def test_waits_double_up_to_the_longest() -> None:
    backoff = Backoff()
    waits = [backoff.after(1.0) for _ in range(12)]
    bounds = [min(0.5 * 2**n, LONGEST_SECONDS) for n in range(12)]
    assert all(bound / 2 <= wait <= bound for wait, bound in zip(waits, bounds, strict=True))


def test_a_healthy_run_starts_over() -> None:
    backoff = Backoff(failures=9)
    assert backoff.after(60.0) <= 0.5
    assert backoff.after(59.0) > 0.5 / 2
    assert backoff.failures == 2


def test_waits_differ() -> None:
    assert len({Backoff(failures=5).after(0) for _ in range(20)}) > 1
