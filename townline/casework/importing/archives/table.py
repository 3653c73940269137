"""Tables of texts: what iPhone export programs write, and our own."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

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

# Column names and values of export programs, Korean and English.
_NOISE = re.compile(r"[\W_]+")

_COLUMNS = {
    "number": """number phone phonenumber mobile address senderid contactnumber sendernumber msisdn
        번호 전화번호 휴대폰 휴대폰번호 휴대전화 연락처번호 상대번호""",
    "from": "from fromnumber sender fromphone 보낸사람 발신자 발신번호 보낸번호",
    "to": "to tonumber recipient recipients receiver tophone 받는사람 수신자 수신번호 받는번호",
    "chat": """chat chatsession conversation contact name contactname
        대화 대화상대 이름 연락처 상대""",
    "direction": """direction type messagetype inout kind folder
        방향 구분 유형 종류 송수신 수발신""",
    "at": """at date datetime dateandtime messagedate timestamp datereceived sentat
        날짜 일시 날짜시간 날짜및시간 수신일시 발신일시 보낸날짜""",
    "time": "time messagetime 시간 시각",
    "text": """text message body content messagetext messagebody smstext
        내용 메시지 문자 본문 문자내용""",
    "attachment": "attachment attachments attachmentname 첨부 첨부파일",
    "service": "service servicecode 업무 업무코드",
}
NAMES = {column: field for field, columns in _COLUMNS.items() for column in columns.split()}
OWN = ("number", "direction", "at", "text", "service")
OWN_NEEDED = OWN[:4]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


COMING = _set("in incoming received inbox receive 1 수신 받음 받은 받은메시지 받은문자 수신됨")
GOING = _set("out outgoing sent outbox send 2 발신 송신 보냄 보낸 보낸메시지 보낸문자 발신됨")
LEFT_BEHIND = _set("draft drafts failed unsent notification 임시저장 실패 알림")
# What stands for the owner of the phone where others have a number.
OURSELVES = _set("me myself owner 나 본인 내전화")


def fold_name(word: str) -> str:
    """Reduce a column's name or a word in it to its letters and digits."""
    return _NOISE.sub("", word.casefold())


def fields_of(header: list[str]) -> list[str]:
    """Name the field of each column; "" for one that says nothing to us or comes a second time.

    iMazing calls the network ("SMS", "iMessage") ``Service``: beside a chat session it is not
    our service.
    """
    given = [NAMES.get(fold_name(name), "") for name in header]
    foreign = "chat" in given and "service" in given
    seen: set[str] = set()
    fields: list[str] = []
    for field in given:
        known = field and field not in seen and not (foreign and field == "service")
        fields.append(field if known else "")
        seen.add(field)
    return fields


def lacking(fields: list[str]) -> list[str]:
    """Say what a table would need to be read as texts."""
    has = set(fields)
    lacks = [name for name in ("at", "text") if name not in has]
    if not has & {"number", "from", "chat"}:
        lacks.append("number (or from and to)")
    if "direction" not in has and not {"from", "to"} <= has:
        lacks.append("direction (or from and to)")
    return lacks


type Cells = dict[str, str]


def is_own(head: bytes) -> bool:
    """Say whether a file begins with the names of our own columns."""
    text = head.removeprefix(codecs.BOM_UTF8).decode(encoding_of(head), "ignore")
    first = text.lstrip().partition("\n")[0].strip()
    return set(OWN_NEEDED) <= {name.strip().strip('"') for name in first.split(",")}


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
    lacks = [name for name in OWN_NEEDED if name not in given]
    if lacks:
        raise UnreadableFile(f"lacks the columns {', '.join(lacks)} in its first line")
    return [name if name in OWN else "" for name in given]


def _fields(header: list[str]) -> list[str]:
    fields = fields_of(header)
    lacks = lacking(fields)
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
    word = fold_name(values.get("direction", ""))
    if word in COMING | GOING:
        return word in GOING
    if word in LEFT_BEHIND:
        return None
    if "from" in values and "to" in values:
        ours = [_is_ours(values[end], place) for end in ("from", "to")]
        if ours[0] != ours[1]:
            return ours[0]
        raise ValueError("which of from and to is the office? name its number with --own NUMBER")
    shape = mask_shape(values.get("direction", "")[:20])
    raise ValueError(f"direction {shape!r} is neither in nor out (수신, 발신)")


def _is_ours(written: str, place: Place) -> bool:
    if fold_name(written) in OURSELVES:
        return True
    return msisdn.is_whole(written) and msisdn.parse(written).value in place.own
