"""What those do who want more than their share of tickets: work, sessions, addresses."""

from itertools import count
from typing import Any

from django.test import Client

from townline.lines.queues import work
from townline.lines.queues.rules import admission
from townline.platform.core import clock

PASSPORT = "/api/v1/queues/passport"


def solve_challenge(challenge: str, hashes: int, pieces: int = admission.PIECES) -> str:
    """Do the work of a challenge, as the page's worker does."""
    counts = []
    for piece in range(pieces):
        for each in count():
            words = f"{challenge}.{piece}.{each}"
            if admission._first(words) * hashes < pieces * 2**32:
                counts.append(str(each))
                break
    return f"{challenge}.{'-'.join(counts)}"


class Program:
    """A program at one address, each try of it in a session of its own."""

    def __init__(self, address: str = "203.0.113.7") -> None:
        self.client: dict[str, Any] = {"REMOTE_ADDR": address}

    def ask(self) -> dict[str, Any]:
        """Ask what a ticket costs now."""
        found: dict[str, Any] = Client().get(f"{PASSPORT}/proof", **self.client).json()
        return found

    def take(self, proof: str = "", **ticket_request: Any) -> Any:
        """Try to take a ticket, and give the answer."""
        sent = ticket_request | {"proof": proof}
        path, kind = f"{PASSPORT}/tickets", "application/json"
        return Client().post(path, sent, content_type=kind, **self.client)

    def work_and_take(self, most: int | None = None) -> bool:
        """Pay what is asked, up to ``most`` hashes; say whether there is a ticket."""
        price = self.ask()
        if price["hashes"] is None or (most is not None and price["hashes"] > most):
            return False
        answer = self.take(solve_challenge(price["challenge"], price["hashes"]))
        return bool(answer.status_code == 201)

    def ahead(self) -> list[dict[str, Any]]:
        """List the days that may be booked."""
        found: list[dict[str, Any]] = (
            Client().get(f"{PASSPORT}/slots", **self.client).json()["items"]
        )
        return found

    def work_and_book(self, slot: str, phone: str) -> bool:
        """Pay a person's price for a booking; say whether it was made."""
        path, kind = f"{PASSPORT}/bookings", "application/json"
        sent = {"slot": slot, "phone": phone, "proof": self._person_s_work()}
        answer = Client().post(path, sent, content_type=kind, **self.client)
        return bool(answer.status_code == 201)

    def _person_s_work(self) -> str:
        return solve_challenge(work.challenge_new("passport", clock.now()), admission.HASHES)
