"""What differs between any two days and says nothing: made the same on both.

The same value within one answer becomes the same placeholder: ``<uuid:1>``, ``<token:2>``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

# Where the day's own minutes are told: 10:00 to 10:24 here, 01:00 to 01:24 in UTC.
_MINUTES = r"(?:0\d|1\d|2[0-4])"
_MIXED = r"(?=[\w-]*[a-z])(?=[\w-]*[A-Z])"
_MASKS: list[tuple[str, re.Pattern[str], str]] = [
    ("csrf", re.compile(r'(?<=csrfmiddlewaretoken" value=")\w+|(?<=csrftoken=)\w+'), "<csrf>"),
    ("hash", re.compile(r"(?<=\.)[0-9a-f]{12}(?=\.\w{2,5}\b)"), "<hash>"),
    ("key", re.compile(r'(?<=data-key=")[^"]+'), "<key>"),
    ("uuid", re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), ""),
    (
        "token",
        re.compile(rf"\b{_MIXED}(?=[\w-]*\d)[\w-]{{20,}}|\b{_MIXED}[\w-]{{32,}}", re.ASCII),
        "",
    ),
    ("token", re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])"), ""),
    ("now", re.compile(rf"(?<![\d:])(?:01|10):{_MINUTES}(?::\d\d(?:[.,]\d+)?)?"), "<now>"),
    ("now", re.compile(rf"(?<!\d)(?:01|10)시 {_MINUTES}분"), "<now>"),
    ("number", re.compile(r"(?<=0504-0000-)\d{4}|(?<=05040000)\d{4}"), ""),
    ("here", re.compile(r"127\.0\.0\.1:\d+"), "<here>"),
]


@dataclass
class Normal:
    """Makes the answers of one house comparable; ``known`` are values made anew in each run."""

    known: dict[str, str] = field(default_factory=dict)
    left_out: list[tuple[re.Pattern[str], str]] = field(default_factory=list)

    def text(self, words: str) -> str:
        """Give the words of one answer with placeholders, a tag to a line."""
        for value, name in self.known.items():
            words = words.replace(value, f"<{name}>")
        for kind, pattern, fixed in _MASKS:
            words = pattern.sub(_numbered_mask(kind, fixed), words)
        for pattern, instead in self.left_out:
            words = pattern.sub(instead, words)
        return words


def _numbered_mask(kind: str, fixed: str) -> Callable[[re.Match[str]], str]:
    seen: dict[str, int] = {}

    def mask(found: re.Match[str]) -> str:
        return fixed or f"<{kind}:{seen.setdefault(found[0], len(seen) + 1)}>"

    return mask
