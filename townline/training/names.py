"""Names for the placeholders of authored texts: so many that none of them says anything."""

import json
import random
import re
from functools import cache
from typing import Any
from zlib import crc32

from townline.training.texts import FOLDER

_HOLE = re.compile(r"\{(\w+)\}")
_SIZES = (2, 2, 2, 3)


@cache
def _names() -> dict[str, Any]:
    names: dict[str, Any] = json.loads((FOLDER / "names.json").read_text("utf-8"))
    return names


def fill_placeholders(text: str, *, lang: str, draw: int = 0) -> str:
    """Put a name into each placeholder: the same for the same text and ``draw``."""
    chance = random.Random(crc32(text.encode()) + draw)  # noqa: S311 -- no secret

    def name(hole: re.Match[str]) -> str:
        shapes = _names()[lang]["shapes"]
        return _make_name(chance.choice(shapes.get(hole[1], shapes["place"])), chance)

    return _HOLE.sub(name, text)


def _make_name(shape: str, chance: random.Random) -> str:
    return (
        shape.replace("{n}", _syllables("ko", chance))
        .replace("{N}", _syllables("en", chance).capitalize())
        .replace("{ddd}", str(chance.randint(100, 999)))
        .replace("{dd}", str(chance.randint(10, 99)))
        .replace("{d}", str(chance.randint(1, 9)))
    )


def _syllables(lang: str, chance: random.Random) -> str:
    choice = _names()[lang]["syllables"].split()
    return "".join(chance.choice(choice) for _ in range(chance.choice(_SIZES)))
