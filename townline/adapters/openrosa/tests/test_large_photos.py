"""A phone's photo of up to 24 MB arrives over real HTTP; a larger one is refused in words."""

import io

import pytest
from PIL import Image

from tests import pictures
from townline.adapters.openrosa.tests.collect import words
from townline.adapters.openrosa.tests.test_protocol import home_form
from townline.platform.core import media
from townline.platform.core.media import inspection
from townline.prevention.surveys.models import Submission, SubmissionFile

pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]


def noise(size, quality):
    """Give a photo as phones make them: its bytes do not compress."""
    picture = Image.effect_noise(size, 60).convert("RGB")
    return pictures.encode_image(picture, exif=pictures.exif(), quality=quality)


@pytest.fixture(scope="module")
def photos():
    return {"12 MB": noise((4200, 3150), 95), "23 MB": noise((5750, 4312), 95)}


@pytest.mark.parametrize("name", ["12 MB", "23 MB"])
def test_a_large_photo_arrives_and_is_stored_smaller(field_work, shelf, photos, name):
    data = photos[name]
    assert 10_500_000 < len(data) < 24_000_000
    phone = field_work.phone()
    form = home_form(field_work, answers={"front": "a.jpg"})
    assert phone.send(form.xml, {"a.jpg": data}).status_code == 201
    again = phone.send(form.xml, {"a.jpg": data})
    assert again.status_code == 202, "what came before is known by the bytes that the phone has"
    file = SubmissionFile.objects.get()
    stored = media.read(file.sha256)
    assert len(stored) == file.size < 10_000_000
    assert Image.open(io.BytesIO(stored)).format == "JPEG"
    report = inspection.inspect(media.path_of(file.sha256)).report
    assert (report.latitude, report.longitude) == pytest.approx(pictures.PLACE, abs=1e-4)


def test_above_24_mb_the_answer_is_413_and_can_be_read(field_work, shelf):
    phone = field_work.phone()
    form = home_form(field_work, answers={"front": "a.jpg"})
    for size in (24_000_001, 40_000_000):
        answer = phone.send(form.xml, {"a.jpg": bytes(size)})
        assert (answer.status_code, "24 MB" in words(answer)) == (413, True)
    assert not Submission.objects.exists()


def test_every_refusal_can_be_read_by_who_still_sends(field_work, shelf):
    """In chunks: config/tests/running/test_large_bodies.py, where a server reads them."""
    phone = field_work.phone()
    phone.base = phone.base.rpartition("/")[0] + "/" + "x" * 32
    answer = phone.send(home_form(field_work).xml, {"a.jpg": bytes(20_000_000)})
    assert (answer.status_code, bool(words(answer))) == (401, True)
