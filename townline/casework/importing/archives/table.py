"""Tables of texts: what iPhone export programs write, and our own."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from townline.casework.importing.archives import headers
from townline.casework.importing.archives.moments import moment
from townline.casework.importing.archives.rows import rows
from townline.casework.importing.archives.senders import number_fault, several
from townline.casework.importing.archives.shapes import (
    Bad,
    Item,
    Left,
    PastText,
    Place,
    UnreadableFile,
    Why,
    mask_shape,
)
from townline.platform.core.text import msisdn
from townline.platform.core.text.charsets import encoding_of

type Cells = dict[str, str]


def is_own(head: bytes) -> bool:
    """Say whether a file begins with the names of our own columns."""
    text = head.removeprefix(codecs.BOM_UTF8).decode(encoding_of(head), "ignore")
    first = text.lstrip().partition("\n")[0].strip()
    return set(headers.OWN_NEEDED) <= {name.strip().strip('"') for name in first.split(",")}


def read(file: BinaryIO, place: Place) -> Iterator[Item]:
    """Read a table whose columns are known by their names. Raises Unreadable."""
    return _items(file, place, own=False)


def read_own(file: BinaryIO, place: Place) -> Iterator[Item]:
    """Read ``number,direction,at,text`` and perhaps ``service``. Raises Unreadable."""
    return _items(file, place, own=True)


def _items(file: BinaryIO, place: Place, *, own: bool) -> Iterator[Item]:
    found = rows(file)
    first = next(found, None)
    if first is None:
        raise UnreadableFile("is empty")
    if isinstance(first, Bad):
        raise UnreadableFile(f"has no header that can be read (line {first.line}: {first.words})")
    fields = _own_fields(first[1]) if own else _fields(first[1])
    for row in found:
        yield row if isinstance(row, Bad) else _item(row[0], row[1], fields, place)


def _own_fields(header: list[str]) -> list[str]:
    given = [name.strip().lower() for name in header]
    lacks = [name for name in headers.OWN_NEEDED if name not in given]
    if lacks:
        raise UnreadableFile(f"lacks the columns {', '.join(lacks)} in its first line")
    return [name if name in headers.OWN else "" for name in given]


def _fields(header: list[str]) -> list[str]:
    fields = headers.fields_of(header)
    lacks = headers.lacking(fields)
    if lacks:
        raise UnreadableFile(
            "is no table of texts that we know: the first line names no column for "
            + ", ".join(lacks)
        )
    return fields


def _item(line: int, cells: list[str], fields: list[str], place: Place) -> Item:
    if len(cells) != len(fields):
        return Bad(line, f"has {len(cells)} columns, the first line has {len(fields)}")
    values = {field: cell for field, cell in zip(fields, cells, strict=True) if field}
    try:
        return _text(line, values, place)
    except ValueError as error:
        return Bad(line, str(error))


@dataclass(frozen=True, slots=True)
class _Ends:
    """Between whom a text went: which way, the resident's number as written, the conversation."""

    outgoing: bool
    people: list[str]
    chat: str


def _text(line: int, values: Cells, place: Place) -> Item:
    ends = _ends(values, place)
    if ends is None:
        return Left(line, Why.UNSENT)
    if len(ends.people) > 1:
        return Left(line, Why.GROUP)
    number = ends.people[0] if ends.people else ""
    # Where only the conversation is named, its number is known from its other texts.
    wrong = number_fault(line, number) if number or not ends.chat else None
    if wrong is not None:
        return wrong
    body, lost = values["text"], int(bool(values.get("attachment", "").strip()))
    if not (body.strip() or lost):
        return Left(line, Why.EMPTY)
    return PastText(
        line=line,
        number=number,
        chat=ends.chat,
        at=moment(f"{values['at']} {values.get('time', '')}".strip(), place),
        outgoing=ends.outgoing,
        body=body,
        service=values.get("service", "").strip(),
        lost=lost,
    )


def _ends(values: Cells, place: Place) -> _Ends | None:
    """Say between whom a text went, or None for one that was never sent. Raises ValueError."""
    outgoing = _direction(values, place)
    if outgoing is None:
        return None
    named = values.get("to" if outgoing else "from", "") or values.get("number", "")
    chat = values.get("chat", "").strip()
    people = [one for one in several(named) if not _is_ours(one, place)]
    if not people and msisdn.is_whole(chat):
        people = [chat]
    return _Ends(outgoing, people, chat)


def _direction(values: Cells, place: Place) -> bool | None:
    word = headers.fold_name(values.get("direction", ""))
    if word in headers.COMING | headers.GOING:
        return word in headers.GOING
    if word in headers.LEFT_BEHIND:
        return None
    if "from" in values and "to" in values:
        ours = [_is_ours(values[end], place) for end in ("from", "to")]
        if ours[0] != ours[1]:
            return ours[0]
        raise ValueError("which of from and to is the office? name its number with --own NUMBER")
    shape = mask_shape(values.get("direction", "")[:20])
    raise ValueError(f"direction {shape!r} is neither in nor out (수신, 발신)")


def _is_ours(written: str, place: Place) -> bool:
    if headers.fold_name(written) in headers.OURSELVES:
        return True
    return msisdn.is_whole(written) and msisdn.parse(written).value in place.own
