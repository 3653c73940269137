"""Checks a draw of number tickets: python3 check_draw.py ADDRESS-OR-FILE [DIGEST NOTED BEFORE].

ADDRESS: https://…/api/v1/queues/SERVICE/draw, with ?date=2026-11-25 for an earlier day. Needs
nothing but Python 3. It checks that the seed is the one whose SHA-256 was shown before opening,
and that numbers follow HMAC-SHA-256(seed, lot) in ascending order; a lot is the number on each
ticket that was taken before opening.
"""

import hashlib
import hmac
import json
import sys
import urllib.request
from pathlib import Path
from typing import Any


def problem(draw: dict[str, Any], noted: str = "") -> str:
    """Say what is wrong with a draw; "" where all is right."""
    if not draw["seed"]:
        return "the seed is not shown yet: ask again after the opening"
    seed = bytes.fromhex(draw["seed"])
    if hashlib.sha256(seed).hexdigest() != draw["digest"]:
        return "the seed is not the one that was committed to"
    if noted and noted.lower() != draw["digest"]:
        return "the digest is not the one that you noted before the opening"
    given = [each["lot"] for each in sorted(draw["entries"], key=lambda each: int(each["number"]))]
    expected = sorted(given, key=lambda lot: hmac.digest(seed, str(lot).encode(), "sha256"))
    return "" if given == expected else "the order is not the one of the draw"


def read(where: str) -> Any:  # noqa: ANN401 -- JSON
    """Read a draw from an address or a file."""
    if not where.startswith(("http://", "https://")):
        return json.loads(Path(where).read_text(encoding="utf-8"))
    with urllib.request.urlopen(where) as answer:  # noqa: S310 -- http or https, as written
        return json.load(answer)


if __name__ == "__main__":
    found = read(sys.argv[1])
    wrong = problem(found, *sys.argv[2:3])
    print(wrong or f"right: {len(found['entries'])} tickets in the order of the draw")  # noqa: T201 -- it tells
    sys.exit(bool(wrong))
