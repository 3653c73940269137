"""Photos of a text: what a phone may send, and how the network keeps them."""

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from townline.platform.core.inspecting.kinds import PHOTO_BYTES, FileKind, kind_of

_MB: Final = 1_000_000
MOST: Final = 10
# The line's door takes calls of 32 MiB, and a call carries a photo as a third more letters.
TOGETHER: Final = 24 * _MB
TYPES: Final = {
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
    FileKind.HEIC: "image/heic",
    FileKind.GIF: "image/gif",
}
_LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A file as it came from the form: ``type`` is by its content, "" for what is no photo."""

    name: str
    type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoMeta:
    """What a bubble needs of a photo."""

    id: int
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class FormProblem:
    """Why a form is refused: the word that says it, the box it is about, what fills its gaps."""

    word: str
    field: Literal["body", "photos"] = "body"
    names: str = ""


def read(name: str, data: bytes) -> Photo:
    """Tell what a file is. Of a name only what stands after the last slash is kept."""
    plain = name.replace("\\", "/").rpartition("/")[2][-_LONGEST_NAME:]
    return Photo(name=plain or "photo", type=TYPES.get(kind_of(data[:64]), ""), data=data)


def largest() -> int:
    """Give the most bytes of one photo that the line keeps."""
    return min(int(os.environ.get("TOWNLINE_PHOTO_BYTES") or PHOTO_BYTES), TOGETHER)


def megabytes(size: int) -> str:
    """Write a size as people do, cut to what is certainly allowed."""
    return f"{int(size / _MB * 10) / 10:g}"


def problem_of(photos: Sequence[Photo]) -> FormProblem | None:
    """Find what is wrong with the photos of a text."""
    others = [photo.name for photo in photos if not photo.type]
    large = [photo.name for photo in photos if len(photo.data) > largest()]
    if others:
        return FormProblem("problem_kind", "photos", ", ".join(others))
    if large:
        return FormProblem("problem_large", "photos", ", ".join(large))
    if len(photos) > MOST:
        return FormProblem("problem_many", "photos")
    if sum(len(photo.data) for photo in photos) > TOGETHER:
        return FormProblem("problem_together", "photos")
    return None


def add(db: sqlite3.Connection, *, text_id: int, photos: Sequence[Photo]) -> None:
    """Keep the photos of a text in the open transaction."""
    db.executemany(
        "INSERT INTO photos (text_id, type, name, data) VALUES (?, ?, ?, ?)",
        [(text_id, photo.type, photo.name, photo.data) for photo in photos],
    )


def photos_of_text(db: sqlite3.Connection, text_id: int) -> list[PhotoMeta]:
    """List the photos of a text in their order, without their bytes."""
    rows = db.execute(
        "SELECT id, name, type, length(data) AS size FROM photos WHERE text_id = ? ORDER BY id",
        (text_id,),
    )
    return [PhotoMeta(**row) for row in rows]


def of_text(db: sqlite3.Connection, text_id: int) -> list[Photo]:
    """Give the photos of a text, whole."""
    rows = db.execute(
        "SELECT name, type, data FROM photos WHERE text_id = ? ORDER BY id", (text_id,)
    )
    return [Photo(**row) for row in rows]


def find(db: sqlite3.Connection, photo_id: int) -> Photo | None:
    """Find one photo."""
    # As letters: a number beyond SQLite's own is then merely not found.
    row = db.execute(
        "SELECT name, type, data FROM photos WHERE id = ?", (str(photo_id),)
    ).fetchone()
    return None if row is None else Photo(**row)
