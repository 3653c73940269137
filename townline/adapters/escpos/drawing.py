"""A receipt as a picture: lines of words in the middle, and a QR code."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

_PAD = 12
_QR = 0.6  # of the width: a camera reads it from an arm's length


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """Words of one line; ``size`` in dots. A printer has 8 dots to the millimetre."""

    words: str
    size: int = 28
    bold: bool = False


def draw_receipt(
    lines: list[ReceiptLine], qr: str, *, width: int, fonts: tuple[Path, Path]
) -> Image.Image:
    """Draw a receipt ``width`` dots wide (a multiple of 8). ``fonts``: regular, bold.

    Words that are too wide are broken at spaces, else made smaller. Raises OSError where a font
    cannot be read.
    """
    rows = [row for line in lines for row in _rows(line, width, fonts)]
    code = _code(qr, width) if qr else None
    height = sum(row.height for row in rows) + _PAD * (len(rows) + 2)
    image = Image.new("1", (width, height + (code.height if code else 0)), 1)
    top = _PAD
    for row in rows + ([code] if code else []):
        image.paste(row, ((width - row.width) // 2, top))
        top += row.height + _PAD
    return image


def _rows(line: ReceiptLine, width: int, fonts: tuple[Path, Path]) -> list[Image.Image]:
    font = ImageFont.truetype(str(fonts[line.bold]), line.size)
    rows: list[str] = []
    for word in line.words.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and font.getlength(longer) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    return [_row(row, line, width, fonts) for row in rows]


def _row(words: str, line: ReceiptLine, width: int, fonts: tuple[Path, Path]) -> Image.Image:
    size = line.size
    font = ImageFont.truetype(str(fonts[line.bold]), size)
    while font.getlength(words) > width and size > 1:
        size -= 1
        font = ImageFont.truetype(str(fonts[line.bold]), size)
    ascent, descent = font.getmetrics()
    row = Image.new("1", (max(1, round(font.getlength(words))), ascent + descent), 1)
    ImageDraw.Draw(row).text((0, 0), words, font=font, fill=0)
    return row


def _code(address: str, width: int) -> Image.Image:
    made = segno.make(address, error="m", micro=False)
    scale = max(1, int(width * _QR) // made.symbol_size(border=4)[0])
    file = BytesIO()
    made.save(file, kind="png", scale=scale, border=4)
    return Image.open(file).convert("1")
