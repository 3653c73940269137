"""Pictures for tests, drawn here; and files that only pretend."""

import io
import struct
import zlib
from collections import Counter, defaultdict

from PIL import ExifTags, Image, ImageDraw

PLACE = (37.566536, 126.977966)
_TAG = b"WGS-84"  # stands in the EXIF beside the position, to be searched for


# No two pictures of a test are the same; the first of each test are, so that what has looked at
# one knows it the next time (``tests/shelf.py``).
_IMAGES: defaultdict[tuple[int, int], list[Image.Image]] = defaultdict(list)
AT: Counter[tuple[int, int]] = Counter()


def draw_image(size=(640, 480), mode="RGB"):
    """Draw something with edges: a sky above, a road below, and noise that does not compress."""
    known, at = _IMAGES[size], AT[size]
    AT[size] += 1
    if at == len(known):
        picture = Image.effect_noise(size, 40).convert("RGB")
        ImageDraw.Draw(picture).rectangle((0, 0, size[0], size[1] // 2), fill=(90, 140, 220))
        known.append(picture)
    return known[at].copy() if mode == "RGB" else known[at].convert(mode)


def encode_image(picture, kind="JPEG", **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def exif(*, orientation=1, place=PLACE):
    found = Image.Exif()
    found[ExifTags.Base.Orientation] = orientation
    found[ExifTags.Base.Make] = "Handeul Camera"
    if place:
        gps = found.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSMapDatum] = _TAG.decode()
        gps[ExifTags.GPS.GPSLatitudeRef] = "N"
        gps[ExifTags.GPS.GPSLatitude] = _dms(place[0])
        gps[ExifTags.GPS.GPSLongitudeRef] = "E"
        gps[ExifTags.GPS.GPSLongitude] = _dms(place[1])
    return found


def _dms(value):
    minutes = value % 1 * 60
    return (int(value), int(minutes), round(minutes % 1 * 60, 2))


def jpeg(size=(640, 480), **exif_fields):
    """Give a JPEG as phones make them, with its position."""
    return encode_image(draw_image(size), exif=exif(**exif_fields), quality=85)


def contains_place(data):
    """Say whether the bytes hold anything of the EXIF that ``exif`` wrote."""
    # Long signs only: three letters stand by chance in the pixels of some pictures.
    return any(sign in data for sign in (_TAG, b"Exif\0\0", b"Handeul Camera", b"+37.5"))


def bomb(width=10_000, height=10_000):
    """Give a PNG of a hundred megapixels in less than 20 kB."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    line = b"\0" + bytes((width + 7) // 8)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(line * height, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def polyglot():
    """Give a GIF that a careless browser would take for a page with a script."""
    script = b"<html><script>alert(document.cookie)</script></html>"
    return encode_image(draw_image((60, 40), "P"), "GIF", comment=script) + script


def box(name, *content):
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, name) + body


def mp4(*, seconds=12, place=b"+37.5665+126.9780/", handlers=(b"vide", b"soun")):
    """Give a video as far as anybody looks at it here: its boxes, and a position."""
    header = bytes(12) + struct.pack(">II", 1000, seconds * 1000) + bytes(80)
    tracks = [
        box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + kind + bytes(13)))) for kind in handlers
    ]
    user_data = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7) + place))
    movie = box(b"moov", box(b"mvhd", header), *tracks, user_data)
    return box(b"ftyp", b"isom\0\0\0\0isommp42") + movie + box(b"mdat", b"\x01\x02" * 500)
