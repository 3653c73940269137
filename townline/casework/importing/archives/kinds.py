"""Which kind of file it is, by its first bytes; then the reader for it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from townline.casework.importing.archives import android, table
from townline.casework.importing.archives.shapes import Item, Place, UnreadableFile

type Reader = Callable[[BinaryIO, Place], Iterator[Item]]

FORMATS: dict[str, Reader] = {
    "android": android.read,
    "iphone": table.read,
    "townline": table.read_own,
}
_HEAD = 4096
_OTHERS = (
    (b"PK\x03\x04", "a ZIP or Excel file: unpack it, or save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file: save the sheet as CSV"),
    (b"SQLite format 3", "a database of a phone: export its texts as XML or CSV"),
    (b"\x1f\x8b", "packed by gzip: unpack it first"),
    (b"%PDF", "a PDF: export the texts as XML or CSV"),
    (b"bplist", "a property list of an iPhone: export its texts as CSV"),
    (b"{", "JSON: export the texts as XML or CSV"),
    (b"[", "JSON: export the texts as XML or CSV"),
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def open_file(path: Path) -> BinaryIO:
    """Open a file. Raises Unreadable."""
    try:
        return path.open("rb")
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {error.strerror}") from error


def read(file: BinaryIO, place: Place, kind: str = "auto") -> Iterator[Item]:
    """Read texts one after the other, in the file's order. Raises Unreadable.

    ``kind``: one of FORMATS, or ``auto``. The file is never held as a whole.
    """
    head = file.read(_HEAD)
    file.seek(0)
    _refuse_others(head)
    yield from FORMATS[_guess(head) if kind == "auto" else kind](file, place)


def _refuse_others(head: bytes) -> None:
    if not head.strip():
        raise UnreadableFile("is empty")
    for begin, words in _OTHERS:
        if head.startswith(begin):
            raise UnreadableFile(f"is {words}")


def _guess(head: bytes) -> str:
    bare = head
    for mark in _MARKS:
        bare = bare.removeprefix(mark)
    if bare.replace(b"\0", b"").lstrip().startswith(b"<"):
        return "android"
    return "townline" if table.is_own(bare) else "iphone"
