"""What guards the processes never ends by a fault of its own."""

import asyncio
import threading

import pytest

from townline.platform.processes import watch


class Clumsy:
    """A database that has ended, and cannot be brought back at the first try."""

    def __init__(self, error: Exception) -> None:
        self.alive, self.tries, self._error = False, 0, error

    def ensure(self) -> None:
        self.tries += 1
        if self.tries == 1:
            raise self._error
        self.alive = True


@pytest.mark.parametrize("error", [OSError("no room"), RuntimeError("never seen before")])
def test_the_database_is_brought_back_whatever_the_first_try_met(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(watch, "LOOK_SECONDS", 0.01)
    server = Clumsy(error)

    async def watch_server() -> None:
        guard = asyncio.create_task(watch.unending(lambda: watch.keep_database(server)))  # type: ignore[arg-type]
        for _ in range(500):
            await asyncio.sleep(0.01)
            if server.alive:
                break
        assert not guard.done()
        guard.cancel()

    asyncio.run(watch_server())
    assert (server.alive, server.tries) == (True, 2)


class Slow:
    """A database that replays its log for a long time."""

    alive = False

    def __init__(self) -> None:
        self.asked, self.given_up = threading.Event(), threading.Event()

    def ensure(self) -> None:
        self.asked.set()
        self.given_up.wait(60)

    def give_up(self) -> None:
        self.given_up.set()


def test_a_stop_does_not_wait_for_a_database_that_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watch, "LOOK_SECONDS", 0.01)
    server = Slow()

    async def watch_server() -> None:
        guard = asyncio.create_task(watch.keep_database(server))  # type: ignore[arg-type]
        await asyncio.to_thread(server.asked.wait, 30)
        guard.cancel()
        await asyncio.gather(guard, return_exceptions=True)
        assert server.given_up.is_set()

    asyncio.run(watch_server())
