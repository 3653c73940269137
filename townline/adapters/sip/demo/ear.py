"""Knows prompts by their sound: what a telephone heard, as words."""

import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from townline.adapters.sip.softphone.g711 import ALAW, Law
from townline.adapters.sip.softphone.sound import FRAME, LAWS

_FRAMES: Final = range(6, 60)
_LOUDEST: Final = 6
_UNLIKE: Final = 8  # of 160 signs; two pieces of speech differ in about half
_ALAW: Final = 6  # WAV's own number of it


class Ear:
    """Made of what gives the files and the words in them; asked with each packet of sound."""

    def __init__(self, spoken: Callable[[], Mapping[Path, str]]) -> None:
        self._spoken = spoken
        self._known: dict[int, str] = {}
        self._files: set[Path] = set()

    def learn(self) -> None:
        """Learn the files that came since; takes a moment, and waits for the database."""
        for path, words in self._spoken().items():
            if path not in self._files:
                self._files.add(path)
                self._known |= dict.fromkeys(_telling(path), words)

    def words(self, packet: bytes) -> str:
        """Give the words of the prompt that this packet belongs to, "" if it tells nothing."""
        law = LAWS.get(packet[1] & 127)
        if law is None:
            return ""
        heard = _signs(law, packet[12:])
        near = (piece for piece in self._known if (piece ^ heard).bit_count() <= _UNLIKE)
        return self._known.get(next(near, -1), "")


def _telling(path: Path) -> list[int]:
    """Give a file's loudest pieces near its beginning, by the signs of their samples."""
    sound = _octets(path.read_bytes())
    pieces = [sound[n * FRAME : (n + 1) * FRAME] for n in _FRAMES]
    whole = [piece for piece in pieces if len(piece) == FRAME]
    return [_signs(ALAW, piece) for piece in sorted(whole, key=_loudness, reverse=True)[:_LOUDEST]]


def _signs(law: Law, octets: bytes) -> int:
    """Give one bit a sample: translated from law to law its size changes, its sign hardly ever."""
    return int("".join("01"[sample < 0] for sample in law.decoded(octets)) or "0", 2)


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
