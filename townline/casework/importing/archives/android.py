"""The XML of "SMS Backup & Restore": ``<sms>``, and ``<mms>`` with ``<part>`` and ``<addr>``."""

import base64
import binascii
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from townline.casework.importing.archives.expat import Broken, parse
from townline.casework.importing.archives.moments import epoch
from townline.casework.importing.archives.senders import number_fault, several
from townline.casework.importing.archives.shapes import (
    Bad,
    Item,
    Left,
    PastText,
    Place,
    UnreadableFile,
    Why,
)
from townline.platform.core.text import msisdn

# Numeric codes of the Android content providers.
SMS_IN, SMS_OUT = "1", "2"
SMS_LEFT = {"3": Why.DRAFT, "4": Why.UNSENT, "5": Why.UNSENT, "6": Why.UNSENT}
MMS_IN, MMS_OUT = "1", "2"
MMS_LEFT = {"3": Why.DRAFT, "4": Why.UNSENT, "5": Why.UNSENT}
FROM = "137"
TO = frozenset({"129", "130", "151"})
# What a phone writes in the place of its own number.
ITSELF = "insert-address-token"
EMPTY = frozenset({"", "null"})


type Fields = dict[str, str]


@dataclass
class _Mms:
    line: int
    fields: Fields
    words: list[str] = field(default_factory=list)
    photos: list[bytes] = field(default_factory=list)
    lost: int = 0
    addresses: list[tuple[str, str]] = field(default_factory=list)


class _Book:
    """Takes elements as they come and keeps the entries that are whole."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._root = ""
        self._mms: _Mms | None = None
        self.items: list[Item] = []

    def start(self, name: str, fields: Fields, line: int) -> None:
        if not self._root:
            self._begin(name)
        elif name == "sms":
            self.items.append(self._guarded(line, lambda: self._sms(fields, line)))
        elif name == "mms":
            self._mms = _Mms(line, fields)
        elif self._mms is not None and name == "part":
            _take_part(self._mms, fields)
        elif self._mms is not None and name == "addr":
            self._mms.addresses.append((fields.get("type", ""), _value(fields, "address")))

    def _begin(self, name: str) -> None:
        self._root = name
        if name != "smses":
            raise UnreadableFile(
                f"is XML of another kind: it begins with <{name[:20]}>, a backup of texts with "
                "<smses>"
            )

    def end(self, name: str) -> None:
        mms = self._mms
        if name == "mms" and mms is not None:
            self._mms = None
            self.items.append(self._guarded(mms.line, lambda: self._whole(mms)))

    def _guarded(self, line: int, make: Callable[[], Item]) -> Item:
        try:
            return make()
        except ValueError as error:
            return Bad(line, str(error))

    def _sms(self, fields: Fields, line: int) -> Item:
        kind = fields.get("type", "")
        if kind in SMS_LEFT:
            return Left(line, SMS_LEFT[kind])
        if kind not in {SMS_IN, SMS_OUT}:
            return Bad(line, f"type={kind[:10]!r} is neither 1 (received) nor 2 (sent)")
        people = several(_value(fields, "address"))
        if len(people) > 1:
            return Left(line, Why.GROUP)
        return _text(
            PastText(
                line=line,
                number=people[0] if people else "",
                at=self._moment(fields),
                outgoing=kind == SMS_OUT,
                body=_value(fields, "body"),
            )
        )

    def _whole(self, mms: _Mms) -> Item:
        kind = mms.fields.get("msg_box", "")
        if kind in MMS_LEFT:
            return Left(mms.line, MMS_LEFT[kind])
        if kind not in {MMS_IN, MMS_OUT}:
            return Bad(mms.line, f"msg_box={kind[:10]!r} is neither 1 (received) nor 2 (sent)")
        outgoing = kind == MMS_OUT
        number = self._sender(mms, outgoing=outgoing)
        if number is None:
            return Left(mms.line, Why.GROUP)
        return _text(
            PastText(
                line=mms.line,
                number=number,
                at=self._moment(mms.fields),
                outgoing=outgoing,
                body=_words(mms),
                photos=tuple(mms.photos),
                lost=mms.lost,
            )
        )

    def _sender(self, mms: _Mms, *, outgoing: bool) -> str | None:
        """Name the resident; None where a text was sent to several, or nobody knows by whom."""
        named = several(_value(mms.fields, "address"))
        if len(named) == 1:
            return named[0]
        if outgoing:
            others = {number for type_, number in mms.addresses if type_ in TO}
            others -= {ITSELF}
            return others.pop() if len(others) == 1 else None
        # In a group the one who wrote it is named apart.
        wrote = [n for type_, n in mms.addresses if type_ == FROM and n != ITSELF]
        return next((number for number in wrote if not self._own(number)), None)

    def _own(self, number: str) -> bool:
        return msisdn.is_whole(number) and msisdn.parse(number).value in self._place.own

    def _moment(self, fields: Fields) -> dt.datetime:
        written = _value(fields, "date")
        if not written.isdigit():
            raise ValueError(f"date={written[:20]!r} is no moment: it counts milliseconds")
        return epoch(int(written[:18]), self._place)


def _value(fields: Fields, name: str) -> str:
    value = fields.get(name, "").strip()
    return "" if value in EMPTY else value


def _take_part(mms: _Mms, fields: Fields) -> None:
    kind = fields.get("ct", "").lower()
    if kind == "text/plain":
        mms.words.append(_value(fields, "text"))
    elif kind.startswith(("image/", "video/")):
        try:
            photo = base64.b64decode("".join(_value(fields, "data").split()), validate=True)
        except (binascii.Error, ValueError):
            photo = b""
        if photo:
            mms.photos.append(photo)
        else:
            mms.lost += 1


def _words(mms: _Mms) -> str:
    """Give the words of a text, its subject first where that says anything more."""
    body = "\n".join(word for word in mms.words if word)
    subject = _value(mms.fields, "sub")
    return f"{subject}\n{body}".strip() if subject and subject not in body else body


def _text(text: PastText) -> Item:
    wrong = number_fault(text.line, text.number)
    if wrong is not None:
        return wrong
    if not (text.body.strip() or text.photos or text.lost):
        return Left(text.line, Why.EMPTY)
    return text


def read(file: BinaryIO, place: Place) -> Iterator[Item]:
    """Read a backup as it streams by. Where the XML breaks, the last item says so."""
    book = _Book(place)
    try:
        for _ in parse(file, book.start, book.end):
            yield from book.items
            book.items.clear()
    except Broken as error:
        yield from book.items
        yield Bad(error.line, f"the XML breaks here ({error}); what stands after it is not read")
