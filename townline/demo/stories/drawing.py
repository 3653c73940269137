"""Photos of the demo's residents, drawn: nothing of them was ever seen by a camera."""

import io
import random
from collections.abc import Callable
from functools import lru_cache

from PIL import ExifTags, Image, ImageDraw, ImageFilter

from townline.platform.core.models import Place

_SIZE = (1280, 960)
_HORIZON = 300


@lru_cache(maxsize=16)
def draw_photo(name: str, place: Place | None) -> bytes:
    """Give a JPEG of what ``name`` says, taken at a place; the same each time.

    Raises KeyError for a drawing that there is none of.
    """
    picture = Image.new("RGB", _SIZE, (150, 156, 160))
    rng = random.Random(name)  # noqa: S311 -- a demonstration must be the same each time
    _street(picture, rng)
    _DRAWINGS[name](ImageDraw.Draw(picture), rng)
    file = io.BytesIO()
    soft = picture.filter(ImageFilter.GaussianBlur(1.2))
    soft.save(file, "JPEG", quality=82, exif=_gps_exif(place))
    return file.getvalue()


def _street(picture: Image.Image, rng: random.Random) -> None:
    pen = ImageDraw.Draw(picture)
    wide, high = _SIZE
    pen.rectangle((0, 0, wide, _HORIZON), fill=(196, 208, 218))
    for left in range(0, wide, 160):
        top = rng.randint(60, 200)
        shade = rng.randint(120, 175)
        pen.rectangle((left, top, left + 150, _HORIZON), fill=(shade, shade - 8, shade - 18))
    pen.rectangle((0, _HORIZON, wide, high), fill=(92, 94, 97))
    for _ in range(9_000):
        x, y, grey = rng.randrange(wide), rng.randrange(_HORIZON, high), rng.randint(70, 120)
        pen.point((x, y), fill=(grey, grey, grey))
    pen.line((wide // 5, high, wide // 2 - 20, _HORIZON), fill=(226, 224, 210), width=16)


def _hole(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    for step, grey in enumerate((70, 48, 30)):
        rim = [
            (
                760 + (260 - step * 60) * x + rng.randint(-14, 14),
                700 + (120 - step * 30) * y + rng.randint(-10, 10),
            )
            for x, y in _ROUND
        ]
        pen.polygon(rim, fill=(grey, grey - 2, grey - 4))


_ROUND = (
    (1, 0), (0.8, 0.6), (0.4, 0.95), (-0.1, 1), (-0.6, 0.8), (-0.95, 0.3), (-1, -0.2),
    (-0.7, -0.7), (-0.2, -1), (0.4, -0.9), (0.85, -0.5),
)  # fmt: skip


def _hole_measured(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    _hole(pen, rng)
    pen.rectangle((480, 820, 1060, 860), fill=(240, 214, 90))
    for at in range(480, 1060, 29):
        pen.line((at, 820, at, 836 if at % 145 else 850), fill=(40, 40, 40), width=3)


def _rubbish(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.rectangle((250, 420, 700, 800), fill=(214, 206, 190), outline=(160, 150, 130), width=8)
    pen.rounded_rectangle((640, 560, 1080, 820), 40, fill=(122, 84, 66))
    pen.rounded_rectangle((660, 470, 1060, 640), 40, fill=(140, 98, 78))
    for _ in range(7):
        x, y = rng.randint(200, 1000), rng.randint(760, 860)
        pen.ellipse((x, y, x + 120, y + 90), fill=(46, 60, 52))


def _cordon(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    _hole(pen, rng)
    for left in (420, 640, 900, 1080):
        pen.polygon(((left, 860), (left + 90, 860), (left + 45, 640)), fill=(232, 98, 36))
        pen.rectangle((left + 18, 740, left + 72, 775), fill=(244, 244, 240))
    pen.line((440, 700, 1150, 700), fill=(240, 200, 40), width=18)


def _draw_patch(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.polygon(((500, 600), (1020, 590), (1060, 830), (470, 850)), fill=(48, 49, 52))
    for _ in range(900):
        x, y, grey = rng.randint(500, 1030), rng.randint(600, 830), rng.randint(40, 70)
        pen.point((x, y), fill=(grey, grey, grey))


def _valve(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.rounded_rectangle((160, 560, 1120, 720), 60, fill=(170, 174, 178))
    pen.rectangle((560, 470, 740, 800), fill=(58, 116, 168))
    pen.ellipse((590, 540, 710, 660), fill=(226, 232, 238))
    for at in range(200, 1100, rng.randint(70, 90)):
        pen.line((at, 575, at, 705), fill=(150, 154, 158), width=4)


def _sticker(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.polygon(((220, 780), (360, 360), (1000, 360), (1140, 780)), fill=(120, 160, 184))
    pen.rounded_rectangle((720, 560, 1010, 740), 20, fill=(250, 250, 246))
    for line, wide in enumerate((230, 180)):
        top = 600 + line * 60 + rng.randint(0, 4)
        pen.rectangle((750, top, 750 + wide, top + 26), fill=(30, 60, 130))


def _ticket(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.rectangle((470, 320, 830, 860), fill=(250, 250, 246), outline=(120, 120, 120), width=6)
    for line in range(5):
        top = 400 + line * 84
        pen.rectangle((520, top, 780 - rng.randint(0, 90), top + 30), fill=(60, 60, 60))


def _window(pen: ImageDraw.ImageDraw, _rng: random.Random) -> None:
    """A half-sunken window at the foot of a wall."""
    pen.rectangle((0, 120, 1280, 700), fill=(158, 120, 98))
    pen.rectangle((420, 430, 900, 700), fill=(60, 74, 86))
    pen.rectangle((420, 430, 900, 700), outline=(220, 220, 214), width=14)
    pen.line((660, 430, 660, 700), fill=(220, 220, 214), width=10)


def _barrier(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    """The same window behind a barrier of three boards between posts."""
    _window(pen, rng)
    for board in range(3):
        top = 520 + 62 * board
        pen.rectangle((380, top, 940, top + 54), fill=(196, 202, 206), outline=(120, 126, 130))
    for post in (370, 930):
        pen.rectangle((post, 480, post + 22, 712), fill=(92, 98, 104))


_DRAWINGS: dict[str, Callable[[ImageDraw.ImageDraw, random.Random], None]] = {
    "pothole": _hole,
    "pothole_measured": _hole_measured,
    "rubbish": _rubbish,
    "cordon": _cordon,
    "patched": _draw_patch,
    "valve": _valve,
    "sticker": _sticker,
    "ticket": _ticket,
    "window": _window,
    "barrier": _barrier,
}


def _gps_exif(place: Place | None) -> Image.Exif:
    found = Image.Exif()
    if place is not None:
        gps = found.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = "N"
        gps[ExifTags.GPS.GPSLatitude] = _dms(place.latitude)
        gps[ExifTags.GPS.GPSLongitudeRef] = "E"
        gps[ExifTags.GPS.GPSLongitude] = _dms(place.longitude)
    return found


def _dms(degrees: float) -> tuple[int, int, float]:
    minutes = degrees % 1 * 60
    return int(degrees), int(minutes), round(minutes % 1 * 60, 2)
