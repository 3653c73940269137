"""Files as phones and their export programs write them, made up."""

import base64
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

START = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
_HEAD = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    "<!--File Created By SMS Backup & Restore v10.20-->\n"
)


def moment(hours: float) -> int:
    """Give milliseconds of a moment some hours after the start."""
    return int((START + dt.timedelta(hours=hours)).timestamp() * 1000)


def sms(number: str, hours: float, body: str, *, outgoing: bool = False, **more: str) -> str:
    fields = {
        "protocol": "0",
        "address": number,
        "date": str(moment(hours)),
        "type": "2" if outgoing else "1",
        "subject": "null",
        "body": body,
        "contact_name": "(Unknown)",
    } | more
    return f"  <sms {_attributes(fields)} />\n"


def mms(
    number: str,
    hours: float,
    words: str,
    photos: Iterable[bytes] = (),
    people: str = "",
    **more: str,
) -> str:
    fields = {"date": str(moment(hours)), "msg_box": "1", "address": number, "sub": "null"} | more
    parts = ['<part seq="-1" ct="application/smil" text="&lt;smil/&gt;" />']
    parts += [f'<part seq="0" ct="text/plain" chset="106" text={quoteattr(words)} />'] * bool(words)
    parts += [
        f'<part seq="0" ct="image/jpeg" data="{base64.b64encode(photo).decode()}" />'
        for photo in photos
    ]
    return (
        f"  <mms {_attributes(fields)}>\n    <parts>{''.join(parts)}</parts>\n"
        f"    <addrs>{people}</addrs>\n  </mms>\n"
    )


def _attributes(fields: dict[str, str]) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in fields.items())


def backup(entries: Iterable[str]) -> str:
    elements = list(entries)
    return f'{_HEAD}<smses count="{len(elements)}">\n{"".join(elements)}</smses>\n'


def talks(count: int) -> Iterator[str]:
    """Tell so many questions with their answers, from phones of their own."""
    for at in range(count):
        number = f"010-0000-{at % 10000:04}"
        yield sms(number, at, f"가로등 {at}번이 꺼졌어요")
        yield sms(number, at + 5, f"{at}번 전구를 어제 바꿨습니다. - 도로과", outgoing=True)


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path
