"""People at work through the JSON API, while everything under them is being killed."""

import threading
import time
from collections.abc import Callable
from random import Random
from typing import Any

import httpx

from tests.kill.answers import is_again

PATIENCE = 180  # a limit to end a test that fails: four lanes share two processors
_PAUSE = 0.1
_AT_ONCE = 12
FINAL = frozenset({"confirmed", "answered", "reopened"})


class GaveUp(AssertionError):
    """A request was never answered."""


class StaffClient:
    """Asks again until answered: any request may have been done although its answer was lost."""

    def __init__(self, url: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self._client = httpx.Client(base_url=url, headers=headers, timeout=15, trust_env=False)

    def get(self, path: str) -> Any:
        return self._ask("GET", path).raise_for_status().json()

    def try_post(self, path: str, content: dict[str, Any]) -> Any:
        """Ask for a change, give what it led to.

        None after a 409: it was done by a try whose answer was lost, or things moved on.
        """
        answer = self._ask("POST", path, content)
        if answer.status_code == httpx.codes.CONFLICT:
            return None
        return answer.raise_for_status().json()

    def close(self) -> None:
        self._client.close()

    def _ask(self, method: str, path: str, content: dict[str, Any] | None = None) -> httpx.Response:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                answer = self._client.request(method, path, json=content)
            except httpx.TransportError:
                time.sleep(_PAUSE)
                continue
            kind = answer.headers.get("Content-Type", "")
            if not is_again(answer.status_code, kind, f"{method} {path}: {answer.text}"):
                return answer
            time.sleep(_PAUSE)
        raise GaveUp(f"{method} {path}")


class Case:
    """One case on its way to an answer. ``answer`` is what is written, submitted, confirmed."""

    def __init__(self, code: str, answer: str) -> None:
        self.code, self.answer = code, answer
        self._found: dict[str, Any] | None = None

    def step(self, person: StaffClient, department: str) -> bool:
        """Do what the case needs next; False when nothing is left to do."""
        found = self._found or person.get(f"/api/v1/cases/{self.code}")
        self._found = None
        if found["state"] in FINAL:
            return False
        words, content = self._next(found, department)
        self._found = person.try_post(f"/api/v1/cases/{self.code}/{words}", content)
        return True

    def _next(self, found: dict[str, Any], department: str) -> tuple[str, dict[str, Any]]:
        steps: dict[str, Callable[[], tuple[str, dict[str, Any]]]] = {
            "received": lambda: ("assign", {"department": department}),
            "with_department": lambda: ("draft", {"body": self.answer}),
            "drafted": lambda: ("submit", {}),
            "awaiting_confirmation": lambda: ("confirm", {"hash": found["draft"]["hash"]}),
        }
        assert found["state"] in steps, f"{self.code} is {found['state']}"
        if found["draft"] is not None:
            assert found["draft"]["body"] == self.answer
        return steps[found["state"]]()


class Staff:
    """Several people who answer the cases of ``answers``' marks as these turn up.

    Each has a token: a token may ask only so often in a minute.
    """

    def __init__(self, url: str, tokens: list[str], answers: dict[str, str], seed: int) -> None:
        self._url, self._tokens, self._seed = url, tokens, seed
        self._wanted = dict(answers)  # mark of a text of the resident -> the answer
        self._count = len(set(answers.values()))
        self.cases: dict[str, Case] = {}  # by answer
        self._todo: list[Case] = []
        self._lock = threading.Lock()
        self.done = 0
        self._steps = 0
        self.failures: list[BaseException] = []
        self._stop = threading.Event()
        watcher, *workers = tokens
        self._threads = [threading.Thread(target=self._guard, args=(watcher, self._watch))]
        self._threads += [
            threading.Thread(target=self._guard, args=(token, self._work, number))
            for number, token in enumerate(workers)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait(self, patience: float) -> None:
        """Wait until every wanted answer was confirmed; fail when nothing happens for long."""
        steps, since = self._steps, time.monotonic()
        while self.done < self._count and not self.failures:
            if self._steps > steps:
                steps, since = self._steps, time.monotonic()
            stuck = time.monotonic() - since > patience
            assert not stuck, f"{self.done} of {self._count} confirmed, {len(self.cases)} known"
            time.sleep(_PAUSE)
        self.stop()
        assert not self.failures, self.failures

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def finish(self) -> None:
        """Look at every case once more: a newer text may have voided a confirmation."""
        person = StaffClient(self._url, self._tokens[0])
        department = _department(person)
        for case in self.cases.values():
            while case.step(person, department):
                pass
        person.close()

    def _guard(self, token: str, work: Callable[..., None], *given: Any) -> None:
        person = StaffClient(self._url, token)
        try:
            work(person, *given)
        except BaseException as error:  # noqa: BLE001 -- told by the test's own thread
            self.failures.append(error)
        finally:
            person.close()

    def _watch(self, person: StaffClient) -> None:
        while not self._stop.is_set() and len(self.cases) < self._count:
            page: str | None = "/api/v1/cases?state=received&limit=200"
            while page and not self._stop.is_set():
                found = person.get(page)
                for row in found["items"]:
                    self._take(row)
                page = found["next"]
            time.sleep(0.3)

    def _take(self, row: dict[str, Any]) -> None:
        mark = row["title"].split(" ")[0]
        answer = self._wanted.get(mark)
        if answer and answer not in self.cases:
            case = self.cases[answer] = Case(row["code"], answer)
            with self._lock:
                self._todo.append(case)

    def _work(self, person: StaffClient, number: int) -> None:
        chance = Random(self._seed + number)  # noqa: S311 -- to be repeated, not secret
        department = _department(person)
        while not self._stop.is_set():
            case = self._any(chance)
            if case is None:
                time.sleep(_PAUSE)
            elif case.step(person, department):
                with self._lock:
                    self._steps += 1
                    self._todo.insert(0, case)
            else:
                with self._lock:
                    self.done += 1

    def _any(self, chance: Random) -> Case | None:
        with self._lock:
            # One of a few at the front: so answers go out all the time, not all at the end.
            few = min(len(self._todo), _AT_ONCE)
            return self._todo.pop(chance.randrange(few)) if few else None


def _department(person: StaffClient) -> str:
    found: str = person.get("/api/v1/departments")["items"][-1]["code"]
    return found
