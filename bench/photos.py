"""Photos: how many come in with their texts in a second, and how many are looked at."""

import io
import time
import uuid

from bench.scratch import LINE_NUMBER, Scratch
from bench.table import Figure, log_progress, rate

TEXTS = 200
LOOKED_AT = 30
_SIZE = (1600, 1200)  # what an MMS usually brings


def measure(place: Scratch) -> list[Figure]:
    """Store texts with a photo each, one transaction a text; then look at some of them."""
    photos = [_photo(number) for number in range(TEXTS)]
    log_progress(f"{TEXTS} texts with a photo of {len(photos[0]) // 1000} kB each")
    stored = _store(photos)
    log_progress(f"looking at {LOOKED_AT} of them")
    looked = _look()
    return [
        Figure(name="photos in: on disk, with their text", value=rate(stored, "photos")),
        Figure(
            name="photos looked at, one after the other",
            value=f"{looked:,.1f} photos/s",
            ratio=looked / stored,
            to="in",
        ),
    ]


def _photo(number: int) -> bytes:
    from PIL import Image

    noise = Image.effect_noise((_SIZE[0] // 4, _SIZE[1] // 4), 30 + number % 7).convert("RGB")
    file = io.BytesIO()
    noise.resize(_SIZE).save(file, "JPEG", quality=80, comment=str(number).encode())
    return file.getvalue()


def _store(photos: list[bytes]) -> float:
    from townline.platform.conversations import api
    from townline.platform.conversations.ports import Delivery
    from townline.platform.core import clock, media

    session = str(uuid.uuid4())
    api.session_open(transport="bench-photos", session=session, now=clock.now())
    begun = time.perf_counter()
    for number, data in enumerate(photos, 1):
        delivery = Delivery(
            transport="bench-photos",
            session=session,
            sequence=number,
            source_addr=f"0100000{number:04}",
            destination_addr=LINE_NUMBER,
            data_coding=8,
            charset="ucs2",
            payload="보세요".encode("utf-16-be"),
            received_at=clock.now(),
            provider_reference=f"photo-{number}",
            attachments=(media.keep(data),),
        )
        api.deliveries_store(deliveries=[delivery], receipts=[], now=clock.now())
    return len(photos) / (time.perf_counter() - begun)


def _look() -> float:
    from townline.platform.conversations import api
    from townline.platform.core import clock

    begun = time.perf_counter()
    done = api.photos_look(limit=LOOKED_AT, now=clock.now())
    assert done == LOOKED_AT
    return done / (time.perf_counter() - begun)
