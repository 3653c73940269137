"""Addresses that a commit renames on purpose: a file of ``old -> new`` lines.

``/numbers/ -> /safe-numbers/`` moves everything below; old addresses must lead to the new ones.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Moves:
    pairs: list[tuple[str, str]] = field(default_factory=list)

    def address(self, old: str) -> str:
        """Give where an address is now."""
        for was, now in self.pairs:
            if old.startswith(was):
                return now + old[len(was) :]
        return old

    def words(self, text: str) -> str:
        """Put the new addresses into the words of an answer."""
        for was, now in self.pairs:
            text = re.sub(rf"(?<![\w/]){re.escape(was)}", now, text)
        return text


def read(path: Path | None) -> Moves:
    """Read the file, or none. Raises SystemExit for a line without an arrow."""
    lines = path.read_text().splitlines() if path else []
    stripped = [line.partition("#")[0].strip() for line in lines]
    return Moves([_pair(line) for line in stripped if line])


def _pair(line: str) -> tuple[str, str]:
    was, arrow, now = (part.strip() for part in line.partition("->"))
    if not (arrow and was and now):
        raise SystemExit(f"compare: not `old -> new`: {line}")
    return was, now
