"""A photo above ten megabytes is kept smaller, with its position and nothing else of its EXIF."""

import io

import pytest
from PIL import Image

from tests import pictures
from townline.platform.core import media
from townline.platform.core.media import inspection, store

LIMIT = 300_000


@pytest.fixture
def stored(shelf, monkeypatch):
    monkeypatch.setattr(store, "MAX_PHOTO_BYTES", LIMIT)
    return lambda data: media.read(media.keep(data).sha256)


def large(**exif_fields):
    noise = Image.effect_noise((1600, 1200), 90).convert("RGB")
    data = pictures.encode_image(noise, exif=pictures.exif(**exif_fields), quality=95)
    assert len(data) > LIMIT
    return data


def test_it_is_a_smaller_photo_with_its_position(stored):
    made = stored(large())
    assert len(made) <= LIMIT
    picture = Image.open(io.BytesIO(made))
    assert dict(picture.getexif()).keys() <= {34853}
    found = inspection.inspect(media.path_of(media.keep(made).sha256)).report
    assert (found.latitude, found.longitude) == pytest.approx(pictures.PLACE, abs=1e-4)


def test_it_stands_upright(stored):
    made = Image.open(io.BytesIO(stored(large(orientation=6))))
    assert made.height > made.width


@pytest.mark.parametrize("other", [b"no photo" * 50_000, b"\xff\xd8\xff" + b"x" * 400_000])
def test_what_cannot_be_drawn_stays_as_it_came(stored, other):
    assert stored(other) == other


def test_a_small_one_stays_as_it_came(stored):
    small = pictures.jpeg()
    assert stored(small) == small


def test_the_largest_phones_photos_are_read(tmp_path, settings):
    settings.TOWNLINE_PHOTO_PIXELS = 500_000
    file = tmp_path / "photo"
    file.write_bytes(pictures.jpeg((1400, 1000)))
    assert inspection.inspect(file).report.problem == ""
    file.write_bytes(pictures.jpeg((1700, 1200)))
    assert inspection.inspect(file).report.problem == "too_many_pixels"
    file.write_bytes(pictures.encode_image(pictures.draw_image((1400, 1000)), "PNG"))
    assert inspection.inspect(file).report.problem == "too_many_pixels"
