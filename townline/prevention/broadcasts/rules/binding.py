"""What the mayor's word for a broadcast binds: its words and its recipients (docs/adr/0002)."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

DAY = "{day}"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One resident, in which language they get it, and the day that their words name, if any."""

    resident_id: int
    language: str
    day: dt.date | None = None

    def bound(self) -> list[object]:
        """Give what of it is hashed; what names no day hashes as it did before there were any."""
        own: list[object] = [self.resident_id, self.language]
        return [*own, self.day.isoformat()] if self.day else own


def binding_hash(
    *, bodies: Mapping[str, str], urgent: bool, recipients: Iterable[Recipient]
) -> str:
    """Give the SHA-256 (hex) over the words in each language and the list of recipients."""
    bound = {
        "bodies": dict(sorted(bodies.items())),
        "urgent": urgent,
        "to": [one.bound() for one in sorted(recipients, key=lambda one: one.resident_id)],
    }
    canonical = json.dumps(bound, ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def language_for(language: str, bodies: Mapping[str, str]) -> str:
    """Choose in which language somebody reads it: theirs, else English, else Korean."""
    return next((one for one in (language, "en", "ko") if bodies.get(one)), "ko")
