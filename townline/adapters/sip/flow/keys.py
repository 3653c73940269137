"""One key pressed once, however it came."""

from typing import Final

_SAME: Final = 0.4  # seconds; nobody presses a key twice so fast
_KNOWN: Final = frozenset("0123456789*#")


class Presses:
    """Some networks send each key twice: with the sound (RFC 4733) and by SIP INFO."""

    def __init__(self) -> None:
        self._last: tuple[str, str, float] = ("", "", float("-inf"))

    def new(self, key: str, way: str, at: float) -> bool:
        """Say whether this is a key of a telephone that was not heard by the other way just now."""
        last_key, last_way, last_at = self._last
        if key not in _KNOWN or (key == last_key and way != last_way and at - last_at < _SAME):
            return False
        self._last = (key, way, at)
        return True
