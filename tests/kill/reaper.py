"""Kills one process after the other, each kind several times, in a random order."""

import time
from collections.abc import Callable
from random import Random

from tests.amount import ALL
from tests.kill import cutting, processes
from tests.kill.network import Network
from tests.kill.office import Office
from tests.kill.processes import Process

PATIENCE = 40

# How often each is killed. The database ends all its processes when one of them is killed.
OWN = {"texts": 5, "worker": 4, "web": 3, "web's worker": 3, "live": 3, "forkserver": 2}
DATABASE = {
    "postmaster": 2,
    "checkpointer": 1,
    "background writer": 1,
    "walwriter": 1,
    "autovacuum launcher": 1,
    "logical replication launcher": 1,
    "io worker": 1,
    "[local]": 3,  # one that serves a connection of ours
    "keeper": 1,
}
_IO_WORKERS_SINCE = 18
NETWORK = "the connection"
# The whole database at once: every connection of it, and all of it without a word for a while.
EVERY, FROZEN = "every connection", "a frozen database"
FROZEN_SECONDS = 0.3, 3.0


def _times(number: int) -> int:
    """Give how often in fact: one of each kind, or all of them before a release."""
    return number if ALL else 1


class Reaper:
    """``before`` is called just before each kill, so that there is something to lose."""

    def __init__(
        self, office: Office, network: Network, chance: Random, before: Callable[[], None]
    ) -> None:
        self._office, self._network = office, network
        self._chance, self._before = chance, before
        wanted = {**OWN, **DATABASE, NETWORK: 5, EVERY: 4, FROZEN: 3}
        if office.database_version < _IO_WORKERS_SINCE:
            del wanted["io worker"]
        self._left = [name for name, times in wanted.items() for _ in range(_times(times))]
        chance.shuffle(self._left)
        self.killed: dict[str, int] = dict.fromkeys(wanted, 0)

    @property
    def left(self) -> int:
        return len(self._left)

    def step(self) -> None:
        """Kill the next of those that live just now."""
        deadline = time.monotonic() + PATIENCE
        while not self._one():
            assert time.monotonic() < deadline, f"none of {sorted(set(self._left))} came back"
            time.sleep(0.1)

    def _one(self) -> bool:
        for place, name in enumerate(self._left):
            if self._alive(name):
                self._before()
                time.sleep(self._chance.uniform(0, 0.12))
                if self._kill(name):
                    self.killed[name] += 1
                    del self._left[place]
                    return True
        return False

    def _alive(self, name: str) -> list[Process]:
        if name == NETWORK:
            return [Process(0, 0, NETWORK)]
        if name == "keeper":
            below = processes.below(self._office.supervisor)
            return [each for each in below if "keeper.py" in each.words]
        if name in {EVERY, FROZEN}:
            return self._database("postmaster")
        if name in DATABASE:
            return self._database(name)
        kind, _, worker = name.partition("'")
        found = processes.processes_named(self._office.supervisor, kind)
        return found[1:] if worker else found[:1]

    def _database(self, name: str) -> list[Process]:
        servers = processes.database(self._office.server.places.data)
        if name == "postmaster":
            return [each for each in servers if " -D " in each.words]
        return [each for each in servers if name in each.words]

    def _kill(self, name: str) -> bool:
        if name == NETWORK:
            self._network.cut()
            return True
        if name == EVERY:
            return cutting.connections(self._office)
        if name == FROZEN:
            return cutting.freeze(self._office, self._chance.uniform(*FROZEN_SECONDS))
        found = self._alive(name)
        return bool(found) and self._chance.choice(found).kill()
