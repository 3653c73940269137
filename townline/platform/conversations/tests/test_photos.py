"""What comes with a text is kept, looked at once, and told."""

import dataclasses
import datetime as dt
import os
from collections import defaultdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app

from tests import pictures
from townline.platform.conversations import api
from townline.platform.conversations.events import PhotosLooked
from townline.platform.conversations.models import Attachment, IncomingText, Picture
from townline.platform.conversations.services.incoming import photos as attaching
from townline.platform.conversations.tests.line import SimulatedLink, take_all
from townline.platform.core import events, media

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def come(line: SimulatedLink, *photos: bytes, body: str = "길이 파였어요", **fields):
    refs = tuple(media.keep(data) for data in photos)
    return line.come(body, attachments=refs, **fields)


def route(line: SimulatedLink) -> str:
    routed = api.route_next(claimers=[take_all], now=line.now)
    assert routed is not None
    return routed.reference


def look(line: SimulatedLink) -> int:
    return api.photos_look(limit=10, now=line.now)


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [attaching.LOOK]
        )
        return int(cursor.fetchone()[0])


def test_photos_are_shown_with_their_text_in_order(line: SimulatedLink) -> None:
    come(line, pictures.jpeg((320, 240)), pictures.jpeg((200, 300)))
    reference = route(line)
    assert [photo.waiting for photo in api.thread(reference)[0].photos] == [True, True]
    assert look(line) == 2
    photos = api.thread(reference)[0].photos
    assert [(p.width, p.height, p.kind, p.waiting) for p in photos] == [
        (320, 240, "jpeg", False),
        (200, 300, "jpeg", False),
    ]
    assert api.attachments_of([reference, "case:0"]) == {reference: list(photos), "case:0": []}
    assert photos[0].latitude == pytest.approx(pictures.PLACE[0], abs=1e-4)
    assert media.read(photos[0].view) != media.read(photos[0].sha256)


def test_a_look_is_enqueued_with_the_text(line: SimulatedLink) -> None:
    before = jobs()
    come(line)
    assert jobs() == before
    come(line, pictures.jpeg((80, 60)))
    assert jobs() == before + 1


def test_a_photo_needs_no_words(line: SimulatedLink) -> None:
    seen = []

    def watch(text):
        seen.append((text.body, text.photos))
        return take_all(text)

    come(line, b"one", b"two", body="")
    api.route_next(claimers=[watch], now=line.now)
    assert seen == [("", 2)]


def test_the_same_photo_is_stored_and_looked_at_once(line: SimulatedLink) -> None:
    photo = pictures.jpeg((80, 60))
    come(line, photo)
    come(line, photo, photo)
    assert Picture.objects.count() == 1
    assert Attachment.objects.count() == 3
    assert look(line) == 1


def test_a_text_that_comes_again_brings_nothing_twice(line: SimulatedLink) -> None:
    photo = pictures.jpeg((80, 60))
    come(line, photo, provider_reference="n1")
    come(line, photo, provider_reference="n1")
    assert (IncomingText.objects.count(), Attachment.objects.count()) == (1, 1)


def test_two_photos_without_words_are_two_texts(line: SimulatedLink) -> None:
    come(line, b"one", body="")
    line.cut()
    come(line, b"two", body="")
    assert IncomingText.objects.count() == 2
    line.cut()
    come(line, b"two", body="")
    assert IncomingText.objects.count() == 2


def test_what_did_not_arrive_is_told_and_the_text_is_there(line: SimulatedLink, settings) -> None:
    settings.TOWNLINE_PHOTO_BYTES = 10
    come(line, b"x" * 11)
    line.come(attachments=(media.missing(media.NOT_FETCHED),), source_addr="01000000043")
    texts = [api.thread(route(line))[0] for _ in range(2)]
    assert [[p.problem for p in text.photos] for text in texts] == [["too_large"], ["not_fetched"]]
    assert [text.body for text in texts] == ["길이 파였어요"] * 2
    assert look(line) == 0


def test_a_file_that_cannot_be_shown_stays(line: SimulatedLink) -> None:
    come(line, b"%PDF-1.7 not a picture")
    reference = route(line)
    look(line)
    (photo,) = api.thread(reference)[0].photos
    assert (photo.problem, photo.view, photo.waiting) == ("other_kind", "", False)
    assert media.read(photo.sha256) == b"%PDF-1.7 not a picture"


def test_others_are_told_when_a_photo_has_been_looked_at(line: SimulatedLink, monkeypatch) -> None:
    received: list[PhotosLooked] = []
    monkeypatch.setattr(events, "_handlers", defaultdict(list, {PhotosLooked: [received.append]}))
    come(line, pictures.jpeg((80, 60)))
    reference = route(line)
    look(line)
    assert received == [PhotosLooked(reference=reference, at=line.now)]


@pytest.mark.server
def test_a_photo_that_one_process_looks_at_is_left_alone(line: SimulatedLink) -> None:
    come(line, pictures.jpeg((80, 60)))
    Picture.objects.update(lease_until=line.now + dt.timedelta(minutes=1))
    assert look(line) == 0
    # That process has died.
    line.wait(minutes=2)
    assert look(line) == 1


def test_a_crash_between_file_and_row_leaves_no_row(line: SimulatedLink, monkeypatch) -> None:
    def crash(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(Attachment.objects, "bulk_create", crash)
    with pytest.raises(KeyboardInterrupt):
        come(line, b"pixels")
    assert (IncomingText.objects.count(), Picture.objects.count()) == (0, 0)
    assert media.keep(b"pixels").sha256
    ref = media.keep(b"pixels")
    os.utime(media.path_of(ref.sha256), (0, 0))
    assert api.photos_sweep(held=frozenset(), now=line.now) == 1


def test_the_sweep_leaves_what_a_text_has_or_somebody_holds(line: SimulatedLink) -> None:
    come(line, pictures.jpeg((80, 60)))
    look(line)
    held = api.photo_make(data=pictures.jpeg((90, 60)), now=line.now)
    api.photo_make(data=pictures.jpeg((400, 300)), now=line.now)
    line.wait(days=3650)
    # Two copies of the photo that nobody holds; three files of the text, two of the held one.
    assert api.photos_sweep(held={held.sha256}, now=line.now) == 2
    assert set(api.photos_by_hash([held.sha256])) == {held.sha256}
    for picture in Picture.objects.all():
        for name in {picture.sha256, picture.view, picture.thumbnail}:
            media.read(name)


def test_photos_cost_one_question_whatever_their_number(line: SimulatedLink) -> None:
    def questions(reference: str) -> int:
        with CaptureQueriesContext(connection) as found:
            api.thread(reference)
        return len(found)

    come(line)
    reference = route(line)
    none = questions(reference)
    counts = []
    for number in (1, 5):
        for _ in range(number):
            come(line, *[bytes([number, n]) for n in range(3)])
            route(line)
        counts.append(questions(reference))
    assert counts == [none + 1, none + 1]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (pictures.bomb(), "too_many_pixels"),
        (pictures.mp4(), "other_kind"),
        (b"<html>", "other_kind"),
        (pictures.jpeg()[:9000], "cut_short"),
    ],
)
def test_staff_are_told_what_cannot_go_out(line: SimulatedLink, data, problem) -> None:
    with pytest.raises(api.PhotoRefused) as refused:
        api.photo_make(data=data, now=line.now)
    assert refused.value.problem == problem
    assert Picture.objects.count() == 0


def test_a_photo_of_staff_tells_no_place(line: SimulatedLink) -> None:
    photo = api.photo_make(data=pictures.jpeg((3000, 2000)), now=line.now)
    assert (photo.latitude, photo.longitude, photo.problem) == (None, None, "")
    assert not pictures.contains_place(media.read(photo.sha256) + media.read(photo.thumbnail))
    assert dataclasses.replace(photo, waiting=False) == photo


def test_the_job_that_is_enqueued_exists() -> None:
    app.perform_import_paths()
    assert attaching.LOOK in app.tasks
