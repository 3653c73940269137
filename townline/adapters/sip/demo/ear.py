"""Knows prompts by their sound: what a telephone heard, as words."""

import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from townline.adapters.sip.softphone.g711 import ALAW, MULAW
from townline.adapters.sip.softphone.sound import FRAME, LAWS

_FRAMES: Final = range(6, 60)
_LOUDEST: Final = 6
_ALAW: Final = 6  # WAV's own number of it


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
        if packet[1] & 127 not in LAWS:
            return ""
        return self._known.get(packet[12:], "")


def _telling(path: Path) -> list[bytes]:
    """Give a file's loudest pieces near its beginning, as they travel in either law."""
    sound = _octets(path.read_bytes())
    pieces = [sound[n * FRAME : (n + 1) * FRAME] for n in _FRAMES]
    whole = [piece for piece in pieces if len(piece) == FRAME]
    loudest = sorted(whole, key=_loudness, reverse=True)[:_LOUDEST]
    return loudest + [_translated(piece) for piece in loudest]


def _translated(piece: bytes) -> bytes:
    return MULAW.encoded_16(int(sample * 32768) for sample in ALAW.decoded(piece))


def _octets(file: bytes) -> bytes:
    """Give the sound of a WAV file in A-law: of samples too, for recordings may hold them."""
    kind = struct.unpack_from("<H", file, file.index(b"fmt ") + 8)[0]
    begin = file.index(b"data") + 8
    raw = file[begin : begin + FRAME * _FRAMES.stop * (1 if kind == _ALAW else 2)]
    if kind == _ALAW:
        return raw
    return ALAW.encoded_16(struct.unpack(f"<{len(raw) // 2}h", raw[: len(raw) // 2 * 2]))


def _loudness(piece: bytes) -> float:
    return sum(map(abs, ALAW.decoded(piece)))
