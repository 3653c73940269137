"""Notes of a visit as sentences that a resident can read: Korean endings of notes become polite."""

import re

from townline.platform.core.text.particles import settle

_PIECE = re.compile(r"(?<=[.!?。])\s+|\s*[\n;]+\s*")
_LIST_MARK = re.compile(r"^(?:[-–*·•○]|\d{1,2}[.)])\s+")
_DONE = re.compile(r"[다요죠까]$")
# A syllable that ends in ㅆ or ㅄ before 음: 했음, 없음.
_PAST = re.compile(r"([가-힣])음$")
_ENDINGS = (("있음", "있습니다"), ("함", "합니다"), ("됨", "됩니다"), ("임", "입니다"))
_NOUN = "{}을(를) 확인했습니다"
_SS, _PS = 20, 18  # of the 28 endings of a syllable
_HANGUL = re.compile(r"[가-힣]")


def found_sentences(notes: str) -> str:
    """Give notes as sentences, each with its full stop.

    What ends as a sentence stays; 있음, 했음, 함, 됨, 임 become 있습니다, 했습니다 …; a note
    without a verb is what was seen. Notes without Korean stay as they are.
    """
    if not _HANGUL.search(notes):
        return notes.strip()
    pieces = (_LIST_MARK.sub("", piece.strip()) for piece in _PIECE.split(notes.strip()))
    return " ".join(_sentence(piece) for piece in pieces if piece)


def _sentence(piece: str) -> str:
    bare = piece.rstrip(" .。")
    if piece.endswith(("!", "?")) or not bare or _DONE.search(bare):
        return piece if piece.endswith((".", "!", "?", "。")) else f"{bare}."
    return f"{_polite(bare)}."


def _polite(note: str) -> str:
    past = _PAST.search(note)
    if past and (ord(past.group(1)) - 0xAC00) % 28 in {_SS, _PS}:
        return f"{note[:-1]}습니다"
    for short, long in _ENDINGS:
        if note.endswith(short):
            return note.removesuffix(short) + long
    return settle(_NOUN.format(note))
