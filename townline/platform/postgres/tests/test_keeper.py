import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from townline.platform.postgres import keeper

pytestmark = pytest.mark.server


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """Keep the keeper from switching off Ctrl+C for the tests after it.

    A shell that runs the tests in the background has SIGQUIT ignored, and children inherit that.
    """
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGQUIT)}
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    yield
    for number, action in before.items():
        signal.signal(number, action)


def test_a_server_that_hangs_while_stopping_is_ended_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "FAST_STOP_SECONDS", 0.1)
    lock = tmp_path / "users"
    lock.touch()
    # It inherits that SIGINT is ignored, so it does not end when asked to.
    assert keeper.keep(["sleep", "60"], lock, {}) == -signal.SIGQUIT
