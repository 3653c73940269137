"""Knows prompts by their sound: what a telephone heard, as words."""

import struct
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from townline.adapters.sip.softphone.g711 import ALAW, Law
from townline.adapters.sip.softphone.sound import FRAME, LAWS

_FRAMES: Final = slice(6, 100)
_LOUDEST: Final = 6
_UNLIKE: Final = 8  # of 160 signs; two pieces of speech differ in about half
_ALAW: Final = 6  # WAV's own number of it


class Ear:
    """Made of what gives the files and the words in them; asked with each packet of sound."""

    def __init__(self, spoken: Callable[[], Mapping[Path, str]]) -> None:
        self._spoken = spoken
        self._known: dict[int, str] = {}
        self._pieces: dict[Path, list[bytes]] = {}
        self._signs: dict[Path, list[int]] = {}

    def learn(self) -> None:
        """Learn the files that came since; takes a moment, and waits for the database."""
        spoken = self._spoken()
        if new := [path for path in spoken if path not in self._pieces]:
            self._pieces |= {path: _pieces(path) for path in new}
            signs = {path: [_signs(ALAW, each) for each in self._pieces[path]] for path in new}
            self._signs |= signs
            self._known = {
                piece: words
                for path, words in spoken.items()
                for piece in self._telling(path, spoken)
            }

    def _telling(self, path: Path, spoken: Mapping[Path, str]) -> list[int]:
        """Give a file's loudest pieces near its beginning that no file with other words has."""
        others = [p for p in self._pieces if p in spoken and spoken[p] != spoken[path]]
        foreign = [piece for each in others for piece in self._signs[each]]
        begin = sorted(self._pieces[path][_FRAMES], key=_loudness, reverse=True)
        own = (
            mine
            for mine in (_signs(ALAW, each) for each in begin)
            if not any(_alike(mine, f) for f in foreign)
        )
        return list(islice(own, _LOUDEST))

    def words(self, packet: bytes) -> str:
        """Give the words of the prompt that this packet belongs to, "" if it tells nothing."""
        law = LAWS.get(packet[1] & 127)
        if law is None:
            return ""
        sound_signs = _signs(law, packet[12:])
        near = (piece for piece in self._known if _alike(piece, sound_signs))
        return self._known.get(next(near, -1), "")


def _alike(one: int, other: int) -> bool:
    return (one ^ other).bit_count() <= _UNLIKE


def _pieces(path: Path) -> list[bytes]:
    sound = _octets(path.read_bytes())
    return [sound[n : n + FRAME] for n in range(0, len(sound) - FRAME + 1, FRAME)]


def _signs(law: Law, octets: bytes) -> int:
    """Give one bit a sample: translated from law to law its size changes, its sign hardly ever."""
    return int("".join("01"[sample < 0] for sample in law.decoded(octets)) or "0", 2)


def _octets(file: bytes) -> bytes:
    """Give the sound of a WAV file in A-law: of samples too, for recordings may hold them."""
    kind = struct.unpack_from("<H", file, file.index(b"fmt ") + 8)[0]
    begin = file.index(b"data") + 8
    raw = file[begin:]
    if kind == _ALAW:
        return raw
    return ALAW.encoded_16(struct.unpack(f"<{len(raw) // 2}h", raw[: len(raw) // 2 * 2]))


def _loudness(piece: bytes) -> float:
    return sum(map(abs, ALAW.decoded(piece)))
