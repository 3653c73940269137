"""Putting the parts of long texts together, whatever order they come in.

Two residents never share a group: the group's key holds sender, receiver, reference and total.
One phone may use a reference again, so a group may hold several texts one after another.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Protocol

from townline.platform.core.text import charsets


class PartLike(Protocol):
    """What joining needs of a part; ``number`` counts from 1."""

    @property
    def number(self) -> int: ...
    @property
    def charset(self) -> str: ...
    @property
    def payload(self) -> bytes | memoryview: ...


def group_key(sender_lookup: bytes, destination_addr: str, reference: int, total: int) -> bytes:
    """Name a group of parts (32 bytes). The link is left out: parts may come over two links."""
    head = f"{destination_addr}|{reference}|{total}|".encode()
    return hashlib.blake2b(head + sender_lookup, digest_size=32).digest()


def assemblies[P: PartLike](parts: Iterable[P]) -> list[dict[int, P]]:
    """Sort the loose parts of one group, in order of arrival, into texts by number.

    A number that the newest text already has begins another text, so that a reference used
    again does not mix the two; the older one then keeps its gap.
    """
    texts: list[dict[int, P]] = []
    for part in parts:
        if not texts or part.number in texts[-1]:
            texts.append({})
        texts[-1][part.number] = part
    return texts


def join_parts(parts: Sequence[PartLike], total: int, gap: Callable[[int], str]) -> str:
    """Read the parts of one text as one, with ``gap(number)`` in the place of each lost one.

    Neighbours are joined as bytes and only then decoded: a character may be cut in two.
    """
    by_number = {part.number: part for part in parts}
    slots = [(number, by_number.get(number)) for number in range(1, total + 1)]
    pieces = []
    for charset, run in groupby(slots, lambda slot: slot[1].charset if slot[1] else None):
        pieces.append(_run(charset, list(run), gap))
    return "".join(pieces)


def _run(
    charset: str | None, run: list[tuple[int, PartLike | None]], gap: Callable[[int], str]
) -> str:
    if charset is None:
        return "".join(gap(number) for number, _ in run)
    return charsets.decode(charset, b"".join(bytes(part.payload) for _, part in run if part))
