"""Asking the language process what texts are about."""

from collections.abc import Sequence

from townline.triage.rules import NotRead, Reading


def read(texts: Sequence[str], *, patience: float) -> list[Reading]:
    """Read each text, or raise NotRead."""
    raise NotRead(f"no reader answered within {patience} s")
