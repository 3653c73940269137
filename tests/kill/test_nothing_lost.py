"""Every process is killed with -9 again and again: nothing is lost, nothing is sent twice."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import httpx
import pytest

from tests.amount import examples
from tests.kill import evidence, later, network, office, residents
from tests.kill.network import Network
from tests.kill.office import Office
from tests.kill.reaper import Reaper
from tests.kill.residents import MarkedText
from tests.kill.rush import Rush
from tests.kill.staff import Staff

TEXTS, ANSWERS, AGAIN = examples(2000), examples(300), examples(40)
PEOPLE = 4
SENDERS = 250  # of the texts that wait for no answer here
PATIENCE, MOST_PAUSE = 30, 1.5


@pytest.fixture
def home() -> Iterator[Path]:
    """A short path that the database's account may enter, unlike pytest's own (0700)."""
    folder = Path(tempfile.mkdtemp(prefix="tl-kill-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


class WritingResidents:
    """Residents who write in bursts: ``ANSWERS`` of them get an answer, some write again."""

    def __init__(self, chance: Random) -> None:
        answered = [residents.number_of(n + 1) for n in range(ANSWERS)]
        others = [residents.number_of(ANSWERS + 1 + n) for n in range(SENDERS)]
        senders = answered + [chance.choice(others) for _ in range(TEXTS - ANSWERS - AGAIN)]
        chance.shuffle(senders)
        # Late, so that some come in while their answer is being written or on its way.
        late = TEXTS // 2
        senders = senders[:late] + _shuffle_together(
            senders[late:], chance.sample(answered, AGAIN), chance
        )
        self._written = Counter[str]()
        self.texts = [self._text(n, sender, chance) for n, sender in enumerate(senders, 1)]
        first = {text.sender: text for text in reversed(self.texts)}
        answers = {sender: _answer(first[sender], chance) for sender in answered}
        # By the mark of each text of theirs: cut links may bring the second one first.
        self.answers = {t.mark: answers[t.sender] for t in self.texts if t.sender in answers}
        self._left = [unit for text in self.texts for unit in text.units]

    def _text(self, number: int, sender: str, chance: Random) -> MarkedText:
        self._written[sender] += 1
        return residents.write(number, sender, chance, self._written[sender] % 256)

    def write(self, line: Network, bursts_left: int) -> None:
        """Hand over the next burst."""
        size = -(-len(self._left) // bursts_left)
        burst, self._left = self._left[:size], self._left[size:]
        if burst:
            line.queue(burst)


def _shuffle_together(some: list[str], more: list[str], chance: Random) -> list[str]:
    mixed = some + more
    chance.shuffle(mixed)
    return mixed


def _answer(text: MarkedText, chance: Random) -> str:
    more = " 담당자가 현장을 보고 다시 전화드리겠습니다." * chance.choice([0, 0, 1, 4])
    return f"답변 {text.mark}: 오늘 메웠습니다.{more} - 한들구"


def _settle(line: Network, dsn: str) -> None:
    last, since = (0, 0), time.monotonic()
    with evidence.connect(dsn) as link:
        while (left := (line.open()["open"], evidence.waiting(link))) != (0, 0):
            if left != last:
                last, since = left, time.monotonic()
            assert time.monotonic() - since < PATIENCE, f"not settled: {left}"
            time.sleep(0.3)


def _later(place: Office, dsn: str) -> list[int]:
    environment = {**place.environment, "TOWNLINE_DATABASE_URL": dsn}
    environment["TOWNLINE_KEYS_FILE"] = str(place.home / "keys.json")
    command = [sys.executable, "-m", later.__name__]
    done = subprocess.run(  # noqa: S603 -- our own command line
        command, env=environment, capture_output=True, text=True, check=False, cwd=office.ROOT
    )
    assert done.returncode == 0, done.stderr
    found: list[int] = json.loads(done.stdout)
    return found


@pytest.mark.kill
@pytest.mark.peer
def test_no_text_is_lost_and_no_answer_is_sent_twice(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = int(os.environ.get("TOWNLINE_KILL_SEED") or secrets.randbelow(10**6))
    print(f"TOWNLINE_KILL_SEED={seed}")  # noqa: T201 -- shown when the test fails
    chance = Random(seed)  # noqa: S311 -- to be repeated, not secret
    writers = WritingResidents(chance)
    with network.running() as line, office.running(home, line.url) as place:
        tokens = place.prepare(PEOPLE)
        place.start()
        staff = Staff(place.url, tokens, writers.answers, seed)
        staff.start()
        try:
            _reap(place, line, writers, staff, chance)
            staff.wait(PATIENCE)
        finally:
            staff.stop()
        staff.finish()
        rush = Rush(TEXTS + 1, chance)
        rush.run(place, line)
        cut = time.time()
        _settle(line, place.server.dsn)
        _jobs_run(place, cut)
        assert place.stop() == 0
        _prove(place, line, writers, rush)
        with capsys.disabled():
            print("\n" + rush.report())  # noqa: T201 -- a figure to read


def _jobs_run(place: Office, cut: float) -> None:
    """All work again, by what was done since, and say so."""
    end = time.monotonic() + PATIENCE
    with closing(evidence.connect(place.server.dsn)) as link:
        while not evidence.job_since(link, cut):
            assert time.monotonic() < end, f"no job has run:\n{place.log_end()}"
            time.sleep(0.2)
    # What no page of ours answered, the server behind it logs so.
    bare = [line for line in place.errors() if "Application callable raised" in line]
    assert not bare, bare
    readiness = httpx.get(f"{place.url}/readyz", trust_env=False)
    assert (readiness.status_code, "stuck" in readiness.json()) == (200, False), readiness.text


def _wait(reached: Callable[[], bool], most: float) -> None:
    until = time.monotonic() + most
    while not reached() and time.monotonic() < until:
        time.sleep(0.05)


def _reap(
    place: Office, line: Network, writers: WritingResidents, staff: Staff, chance: Random
) -> None:
    reaper = Reaper(place, line, chance, lambda: writers.write(line, reaper.left + 1))
    half, all_ = reaper.left // 2, reaper.left
    while reaper.left:
        reaper.step()
        time.sleep(chance.uniform(0.2, 1))
        # Not ahead of the work, so that there is always an answer on its way; but not for long.
        _wait(lambda: staff.done >= ANSWERS * (all_ - reaper.left) / all_ * 0.8, MOST_PAUSE)
        if reaper.left == half:
            writers.write(line, reaper.left + 1)
            place.kill()
            place.start()
    writers.write(line, 1)
    print(reaper.killed)  # noqa: T201 -- shown when the test fails


def _prove(place: Office, line: Network, writers: WritingResidents, rush: Rush) -> None:
    dsn = place.server.ensure()
    try:
        unknown = _later(place, dsn)
        ledger = line.ledger()
        with closing(evidence.connect(dsn)) as link:
            texts = [*writers.texts, *rush.texts]
            keys = {unit["key"] for text in texts for unit in text.units}
            assert ledger["acknowledged"].keys() == keys
            again = evidence.texts_once(link, texts)
            assert again <= ledger["counts"]["again"]
            evidence.history_whole(link)
            answers = evidence.Answers(link, writers.answers.values(), ledger["submits"], unknown)
            answers.prove()
        # A receipt whose claim was committed and never heard of is held for a person, as all are.
        assert rush.unsent(ledger["submits"]) <= len(unknown)
        print(ledger["counts"], "came again:", again, dict(answers.states))  # noqa: T201 -- the same
    finally:
        place.server.stop()
