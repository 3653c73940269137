"""A clerk's scripted hand: brings cases of the demo where a test needs them."""

import itertools
import time
from collections.abc import Callable
from typing import Any

import httpx

from townline.config.tests.running.installation import House

PATIENCE = 30.0
_residents = (f"010-0000-{number}" for number in itertools.count(7001))


class Desk:
    """Speaks the JSON API with a clerk's token. ``numbers`` are the senders of its new cases."""

    def __init__(self, town: House) -> None:
        self._town = town
        self.numbers: dict[str, str] = {}
        made = town.command("token", "clerk1", "--scopes", "cases:read,cases:write")
        assert made.returncode == 0, made.stderr
        headers = {"Authorization": f"Bearer {made.stdout.split()[-1]}"}
        self._client = httpx.Client(
            base_url=f"{town.url}/api/v1/", headers=headers, trust_env=False, timeout=30
        )

    def close(self) -> None:
        self._client.close()

    def get(self, path: str) -> Any:
        return self._client.get(path).raise_for_status().json()

    def post(self, path: str, **fields: object) -> Any:
        return self._client.post(path, json=fields).raise_for_status().json()

    def codes(self, state: str, department: str = "") -> list[str]:
        found = self.get(f"cases?state={state}&department={department}")["items"]
        return [str(case["code"]) for case in found]

    def new(self, department: str) -> str:
        """Let a resident who has no open case text the line, and send the case there."""
        number = next(_residents)
        body = f"새벗로 {number[-4:]}번지 앞을 봐 주세요"
        with self._town.client() as client:
            sent = client.post(f"/handset/api/phones/{number}/texts", json={"body": body})
        assert sent.status_code == 201, sent.text
        code = self._until(lambda: self._with(body))
        self.post(f"cases/{code}/assign", department=department)
        self.numbers[code] = number
        return code

    def _with(self, words: str) -> str:
        found = self.get(f"cases?q={words}")["items"]
        return str(found[0]["code"]) if found else ""

    def submit(self, code: str, answer: str) -> None:
        """Write an answer and ask for its confirmation."""
        self.post(f"cases/{code}/draft", body=answer)
        # No date in these words is a promise.
        self.post(f"cases/{code}/submit", promised=[])

    def wait_for(self, code: str, state: str) -> dict[str, Any]:
        """Wait until a case is in a state; give the case."""

        def case() -> dict[str, Any] | None:
            found: dict[str, Any] = self.get(f"cases/{code}")
            return found if found["state"] == state else None

        return self._until(case)

    def wait_for_text(self, code: str, body: str, state: str) -> None:
        """Wait until a text of the line's, which begins like this, is in a state."""

        def is_text_in_state() -> bool:
            texts = self.get(f"cases/{code}")["texts"]
            return [t["state"] for t in texts if t["body"].startswith(body)] == [state]

        self._until(is_text_in_state)

    def wait_for_photos(self, code: str) -> list[dict[str, Any]]:
        """Wait until the photos that a resident sent have been looked at; give them."""

        def ready_photos() -> list[dict[str, Any]]:
            texts = [t for t in self.get(f"cases/{code}")["texts"] if t["direction"] == "in"]
            return [p for t in texts for p in t["photos"] if not p["waiting"]]

        return self._until(ready_photos)

    def sent_over_the_network(self, code: str) -> str:
        """Give all that the network took for the sender of a case, in one string."""
        with self._town.client() as client:
            answer = client.get(f"/handset/api/phones/{self.numbers[code]}/segments")
        return "".join(part["body"] for part in answer.raise_for_status().json()["items"])

    def make_trouble(self, kind: str) -> None:
        """Let the network behave badly, as the handset's page can."""
        with self._town.client() as client:
            client.post("/handset/api/trouble", json={"kind": kind}).raise_for_status()

    def _until[T](self, look: Callable[[], T | None]) -> T:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := look():
                return found
            time.sleep(0.1)
        raise AssertionError("what was waited for did not come")
