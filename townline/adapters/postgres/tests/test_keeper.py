import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from townline.adapters.postgres import keeper


@pytest.fixture(autouse=True)
def interrupt() -> Iterator[None]:
    """Keep the keeper from switching off Ctrl+C for the tests after it."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_server_that_hangs_while_stopping_is_ended_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "FAST_STOP_SECONDS", 0.1)
    lock = tmp_path / "users"
    lock.touch()
    # It inherits that SIGINT is ignored, so it does not end when asked to.
    assert keeper.keep(["sleep", "60"], lock, {}) == -signal.SIGQUIT
