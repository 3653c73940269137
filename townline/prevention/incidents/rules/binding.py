"""What the mayor's word for an update binds: its words and its recipients (docs/adr/0002)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Recipient:
    """One resident, and in which of the update's languages they get it."""

    resident_id: int
    language: str


def update_hash(*, bodies: Mapping[str, str], urgent: bool, recipients: Iterable[Recipient]) -> str:
    """Give the SHA-256 (hex) over the words in each language and the list of recipients."""
    bound = {
        "bodies": dict(sorted(bodies.items())),
        "urgent": urgent,
        "to": [[one.resident_id, one.language] for one in sorted(recipients)],
    }
    canonical = json.dumps(bound, ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def language_for(language: str, bodies: Mapping[str, str]) -> str:
    """Choose in which language somebody reads it: theirs, else English, else Korean."""
    return next((one for one in (language, "en", "ko") if bodies.get(one)), "ko")
