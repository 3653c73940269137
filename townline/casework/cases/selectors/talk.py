"""What of a thread is said to the office: without commands, bare ratings and automatic texts."""

from collections.abc import Iterable

from townline.casework.cases.ports.talk import handled
from townline.casework.cases.rules.thread import is_aside
from townline.platform.conversations.api import ThreadText


def talk(texts: Iterable[ThreadText]) -> list[ThreadText]:
    """Leave out of a thread what the line handles by itself."""
    return [text for text in texts if not is_aside(text, handled)]
