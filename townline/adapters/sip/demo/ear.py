"""Knows prompts by their sound: what a telephone heard, as words."""

import struct
import wave
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from townline.adapters.sip.softphone import alaw
from townline.adapters.sip.softphone.sound import FRAME, PCMA

_FRAMES: Final = range(6, 60)
_LOUDEST: Final = 6


class Ear:
    """Made of what gives the files and the words in them; asked with each packet of sound."""

    def __init__(self, spoken: Callable[[], Mapping[Path, str]]) -> None:
        self._spoken = spoken
        self._known: dict[bytes, str] = {}
        self._files: set[Path] = set()

    def learn(self) -> None:
        """Learn the files that came since; takes a moment, and waits for the database."""
        for path, words in self._spoken().items():
            if path not in self._files:
                self._files.add(path)
                self._known |= dict.fromkeys(_telling(path), words)

    def words(self, packet: bytes) -> str:
        """Give the words of the prompt that this packet belongs to, "" if it tells nothing."""
        if packet[1] & 127 != PCMA:
            return ""
        return self._known.get(packet[12:], "")


def _telling(path: Path) -> list[bytes]:
    """Give a file's loudest pieces near its beginning, as they travel."""
    with wave.open(str(path), "rb") as file:
        raw = file.readframes(FRAME * _FRAMES.stop)
    samples = struct.unpack(f"<{len(raw) // 2}h", raw)
    pieces = [samples[n * FRAME : (n + 1) * FRAME] for n in _FRAMES]
    whole = [piece for piece in pieces if len(piece) == FRAME]
    loud = sorted(whole, key=lambda piece: sum(map(abs, piece)), reverse=True)
    return [alaw.encoded_16(piece) for piece in loud[:_LOUDEST]]
