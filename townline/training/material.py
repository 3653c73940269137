"""All texts that come with the product to learn from, the demo's finished cases among them."""

import json
from collections.abc import Iterator
from pathlib import Path

from townline.platform.core.paths import DEMO
from townline.training.texts import KINDS, SERVICES, UNSAID, Authored, authored
from townline.training.words import words

_FOLDER = DEMO / "history"


def everything() -> list[Authored]:
    """Give all texts that come with the product."""
    return [*authored(), *history(), *words()]


def history(folder: Path = _FOLDER) -> list[Authored]:
    """Read the demo's cases whose codes we know, as a batch of their own."""
    return [one for file in sorted(folder.glob("*.json")) for one in _file(file)]


def _file(file: Path) -> Iterator[Authored]:
    for told in json.loads(file.read_text("utf-8")):
        service, kind = told.get("service_code"), told.get("kind")
        if service in SERVICES and kind in KINDS and told.get("text"):
            # Nobody marked which of them told of danger.
            yield Authored(
                f"h-{file.stem}", told["text"], service, kind, told.get("lang", "ko"), UNSAID
            )
