"""Prompts as sound: recorded files where there are any, else spoken by espeak-ng; kept by content.

A file's name is the hash of what is said and how, so that another wording makes another file and
the same one is never made twice.
"""

import hashlib
import logging
import math
import os
import re
import shutil
import struct
import subprocess
import wave
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

log: Final = logging.getLogger(__name__)
_RATE: Final = 8000
# A little slower than espeak-ng's own: many callers are old, and stand beside a road.
_VOICES: Final = {"ko": ("ko", "145"), "en": ("en-gb", "150")}
_SECONDS: Final = 60
_SCHEME: Final = "3"  # changes when the way of making them does

_DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_BETWEEN: Final = "[^0-9A-Za-z가-힣]*"
_IN_LATIN: Final = re.compile(
    rf"(?<=[A-Za-z])({_BETWEEN})(\d+)(?![\d가-힣])|()(?<!\d)(\d+)(?={_BETWEEN}[A-Za-z])"
)

type Texts = Mapping[str, Mapping[str, str]]
"""Words by prompt and language: ``{"greeting": {"ko": "…", "en": "…"}}``."""


class Prompts:
    """The files of all prompts, in ``folder``; ``recorded`` holds ``ko/greeting.wav`` and so on."""

    def __init__(self, folder: Path, texts: Texts, recorded: Path | None = None) -> None:
        self._folder, self._texts, self._recorded = folder, texts, recorded

    def files(self, keys: Iterable[str], language: str) -> list[str]:
        """Name the files that say prompts in order; what could not be made is left out."""
        found = (self._file(key, language) for key in keys)
        there = [path for path in found if path is not None and path.exists()]
        return [str(path) for path in there]

    def ringback(self) -> str:
        """Name the file of the ring-back tone, made if it is not there."""
        path = self._folder / "ringback.wav"
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            _write_ringback(path)
        return str(path)

    def missing(self) -> list[tuple[str, Path]]:
        """List what is not made yet: language and words, and where the file goes."""
        wanted = (
            (language, words, self._spoken(language, words))
            for key, by_language in self._texts.items()
            for language, words in by_language.items()
            if language in _VOICES and self._by_hand(key, language) is None
        )
        return [(f"{language}:{words}", path) for language, words, path in wanted
                if not path.exists()]  # fmt: skip

    def make(self, speak: "Callable[[str, str, Path], None] | None" = None) -> int:
        """Make what is missing; give how many were made. Needs espeak-ng. Raises OSError."""
        speak = speak or speak_to_file
        missing = self.missing()
        if missing:
            self._folder.mkdir(parents=True, exist_ok=True)
        for wanted, path in missing:
            language, _, words = wanted.partition(":")
            speak(language, words, path)
        return len(missing)

    def _file(self, key: str, language: str) -> Path | None:
        by_hand = self._by_hand(key, language)
        words = self._texts.get(key, {}).get(language)
        return by_hand or (self._spoken(language, words) if words else None)

    def _by_hand(self, key: str, language: str) -> Path | None:
        path = self._recorded / language / f"{key}.wav" if self._recorded else None
        return path if path is not None and path.is_file() else None

    def _spoken(self, language: str, words: str) -> Path:
        voice = ":".join((_SCHEME, *_VOICES.get(language, ()), words))
        return self._folder / f"{hashlib.sha256(voice.encode()).hexdigest()[:32]}.wav"


def spell_digits(words: str) -> str:
    """Spell digits that stand within Latin words: a Korean voice would say "press 구"."""
    return _IN_LATIN.sub(
        lambda found: (
            (found[1] or "") + " ".join(_DIGITS[int(digit)] for digit in found[2] or found[4])
        ),
        words,
    )


def can_speak() -> bool:
    """Say whether prompts can be made on this machine."""
    return shutil.which("espeak-ng") is not None


def speak_to_file(language: str, words: str, path: Path) -> None:
    """Speak words into a file: 8 kHz, one channel, A-law as on the line. Raises OSError.

    From a file of samples rtpengine would make the same with three times the work, all of it when
    the prompt begins; for the same reason each prompt is a file of its own.
    """
    voice, speed = _VOICES[language]
    # Another worker may be making the same at this moment.
    raw, ready = (path.with_suffix(f".{os.getpid()}.{part}.wav") for part in ("raw", "new"))
    # The words come by standard input: a command line is for everybody to read.
    spoken_text = words if language == "en" else spell_digits(words)
    _run(["espeak-ng", "-v", voice, "-s", speed, "-w", str(raw), "--stdin"], spoken_text)
    if shutil.which("sox"):
        # A telephone carries 300 to 3400 hertz; what lies beside it only makes speech dull.
        shape = ["highpass", "200", "lowpass", "3500", "norm", "-3", "pad", "0.1", "0.25"]
        _run(["sox", str(raw), "-r", str(_RATE), "-c", "1", "-e", "a-law", str(ready), *shape], "")
        raw.unlink()
    else:
        raw.replace(ready)  # rtpengine reads other rates too
    ready.replace(path)


def _run(command: list[str], words: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 -- programs of the system, words by standard input
            command, input=words.encode(), capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise OSError(f"{command[0]} did not end") from error
    if done.returncode:
        raise OSError(f"{command[0]} failed (code {done.returncode})")


def _write_ringback(path: Path) -> None:
    """Write the Korean ring-back tone: 440 and 480 hertz, one second on, two off (ITU-T E.180)."""
    tones = [
        int(
            6000
            * (math.sin(2 * math.pi * 440 * n / _RATE) + math.sin(2 * math.pi * 480 * n / _RATE))
        )
        for n in range(_RATE)
    ]
    ready = path.with_suffix(f".{os.getpid()}.new.wav")
    with wave.open(str(ready), "wb") as file:
        file.setparams((1, 2, _RATE, 0, "NONE", ""))
        file.writeframes(struct.pack(f"<{_RATE}h", *tones) + bytes(4 * _RATE))
    ready.replace(path)
