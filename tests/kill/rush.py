"""Two hundred texts a second while the database goes, and how long their receipts take."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread
from typing import Any

from tests.kill import cutting, residents
from tests.kill.network import Network
from tests.kill.office import Office
from tests.kill.residents import MarkedText

A_SECOND, STEP = 200, 0.05
BEFORE, BETWEEN, AFTER, FROZEN = 1.0, 1.5, 3.0, 1.0
# Phones of its own, of which each writes once: whoever gets a text then, gets the receipt.
FIRST_PHONE = 1000


@dataclass
class Rush:
    """``trouble`` is from when until when the database was being taken away (epoch seconds)."""

    first: int
    chance: Random
    texts: list[MarkedText] = field(default_factory=list)
    handed: dict[str, float] = field(default_factory=dict)
    trouble: tuple[float, float] = (0.0, 0.0)
    waits: dict[str, float] = field(default_factory=dict)

    def run(self, office: Office, line: Network) -> None:
        """Let texts come, cut, freeze and kill the database meanwhile, and go on for a while."""
        with self._writing(line):
            time.sleep(BEFORE)
            begun = time.time()
            ways: tuple[Callable[[], object], ...] = (
                lambda: cutting.connections(office),
                lambda: cutting.freeze(office, FROZEN),
                lambda: cutting.kill(office),
            )
            for way in ways:
                way()
                time.sleep(self.chance.uniform(BETWEEN / 2, BETWEEN))
            cutting.wait_back(office)
            self.trouble = (begun, time.time())
            time.sleep(AFTER)

    @contextmanager
    def _writing(self, line: Network) -> Iterator[None]:
        over = Event()
        thread = Thread(target=self._write, args=(line, over))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _write(self, line: Network, over: Event) -> None:
        due = time.monotonic()
        while not over.is_set():
            texts = [self._text() for _ in range(int(A_SECOND * STEP))]
            self.handed |= dict.fromkeys((text.sender for text in texts), time.time())
            line.queue([unit for text in texts for unit in text.units])
            due += STEP
            over.wait(max(0.0, due - time.monotonic()))

    def _text(self) -> MarkedText:
        number = self.first + len(self.texts)
        phone = residents.number_of(FIRST_PHONE + len(self.texts))
        self.texts.append(residents.write(number, phone, self.chance, 1))
        return self.texts[-1]

    def unsent(self, submits: list[dict[str, Any]]) -> int:
        """Take what was submitted; give how many phones got no receipt."""
        sent: dict[str, float] = {}
        for each in submits:
            sent.setdefault(each["to"], each["at"] / 1000)
        self.waits = {p: sent[p] - at for p, at in self.handed.items() if p in sent}
        return len(self.handed) - len(self.waits)

    def report(self) -> str:
        """Say how long receipts took, of texts that came during the trouble and afterwards."""
        begun, ended = self.trouble
        return "\n".join(
            f"receipts of texts that came {name}: {_shares(self._between(since, until))}"
            for name, since, until in (
                ("while the database went", begun, ended),
                ("afterwards", ended, float("inf")),
            )
        )

    def _between(self, since: float, until: float) -> list[float]:
        some = {phone for phone, at in self.handed.items() if since <= at < until}
        return sorted(wait for phone, wait in self.waits.items() if phone in some)


def _shares(waits: list[float]) -> str:
    if not waits:
        return "none"
    shares = {share: waits[min(len(waits) - 1, len(waits) * share // 100)] for share in (50, 99)}
    return f"{len(waits)}, p50 {shares[50]:.2f} s, p99 {shares[99]:.2f} s"
