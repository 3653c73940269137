"""The same sight has the same bits, however a phone or a messenger wrote it anew."""

import io
from itertools import combinations

import pytest
from PIL import Image, ImageEnhance

from townline.demo.stories.drawing import draw_photo
from townline.platform.core.inspecting.photo import likeness
from townline.platform.core.media.inspection import inspect

NAMES = ("pothole", "pothole_measured", "rubbish")
SAME, OTHER = 6, 12  # bits of 64


def of(picture):
    found = likeness(picture)
    assert found is not None
    return found


def apart(one, other):
    return ((one ^ other) & (1 << 64) - 1).bit_count()


def again(picture, *, size=1.0, quality=85, light=1.0):
    small = picture.resize((int(picture.width * size), int(picture.height * size)))
    file = io.BytesIO()
    ImageEnhance.Brightness(small).enhance(light).save(file, "JPEG", quality=quality)
    return Image.open(file)


@pytest.fixture(scope="module")
def photos():
    return [Image.open(io.BytesIO(draw_photo(name, None))).convert("RGB") for name in NAMES]


@pytest.mark.parametrize("how", [{"size": 0.4}, {"size": 1.7}, {"quality": 30}, {"light": 1.15},
                                 {"size": 0.5, "quality": 40, "light": 0.9}])  # fmt: skip
def test_written_anew_it_stays_the_same(photos, how):
    for photo in photos:
        assert apart(of(photo), of(again(photo, **how))) <= SAME


def test_other_sights_are_other(photos):
    assert all(apart(of(a), of(b)) >= OTHER for a, b in combinations(photos, 2))


@pytest.mark.parametrize("colour", ["black", "white", (90, 140, 220)])
def test_what_shows_nothing_is_like_nothing(colour):
    assert likeness(Image.new("RGB", (640, 480), colour)) is None


def test_whoever_looks_at_a_photo_tells_it(tmp_path, photos):
    source = tmp_path / "source"
    photos[0].save(source, "JPEG", quality=70)
    report = inspect(source).report
    assert report.likeness is not None
    assert apart(report.likeness, of(photos[0])) <= SAME
    assert -(1 << 63) <= report.likeness < 1 << 63
