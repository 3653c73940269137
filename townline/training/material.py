"""All texts that come with the product to learn from, the demo's finished cases among them."""

import json
from collections.abc import Iterator
from pathlib import Path

from townline.platform.core.paths import DEMO
from townline.training.texts import KINDS, SERVICES, UNSAID, Authored, read_authored
from townline.training.words import words

_FOLDER = DEMO / "history"


def everything() -> list[Authored]:
    """Give all texts that come with the product."""
    return [*read_authored(), *history(), *words()]


def history(folder: Path = _FOLDER) -> list[Authored]:
    """Read the demo's cases whose codes we know, as a batch of their own."""
    return [one for file in sorted(folder.glob("*.json")) for one in _file(file)]


def _file(file: Path) -> Iterator[Authored]:
    for row in json.loads(file.read_text("utf-8")):
        service, kind = row.get("service_code"), row.get("kind")
        if service in SERVICES and kind in KINDS and row.get("text"):
            # Nobody marked which of them told of danger.
            yield Authored(
                f"h-{file.stem}", row["text"], service, kind, row.get("lang", "ko"), UNSAID
            )
