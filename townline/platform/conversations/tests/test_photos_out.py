"""Photos go out only by a transport that carries them, whole and without any position."""

import pytest

from tests import pictures
from townline.platform.conversations import api
from townline.platform.conversations.models import Picture, Resident
from townline.platform.conversations.ports import SubmitResult
from townline.platform.conversations.tests.line import SimulatedLink, queue, state
from townline.platform.core import media

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.fixture
def photo(line: SimulatedLink) -> api.Photo:
    return api.photo_make(data=pictures.jpeg(), now=line.now)


def way(line: SimulatedLink, *, photos: int, carries="whole", priority=100) -> None:
    api.link_report(
        transport=line.transport,
        state="bound",
        detail="",
        now=line.now,
        way=api.TransportProfile(carries=carries, photos=photos, priority=priority),
    )


def take(line: SimulatedLink):
    return api.texts_claim(transport=line.transport, session=line.session, limit=10, now=line.now)


def test_a_provider_is_handed_the_photos_in_order(
    line: SimulatedLink, resident: Resident, photo
) -> None:
    second = api.photo_make(data=pictures.jpeg((100, 200)), now=line.now)
    way(line, photos=3)
    queue(to=resident, photos=[second.sha256, photo.sha256])
    (job,) = take(line)
    assert [ref.sha256 for ref in job.attachments] == [second.sha256, photo.sha256]
    for ref in job.attachments:
        data = media.read(ref.sha256)
        assert len(data) == ref.size <= 200_000
        assert data.startswith(b"\xff\xd8\xff")
        assert not pictures.contains_place(data)


def test_a_text_without_photos_brings_none(line: SimulatedLink, resident: Resident) -> None:
    way(line, photos=3)
    queue(to=resident)
    assert [job.attachments for job in take(line)] == [()]


def test_a_link_without_photos_leaves_them_to_one_that_carries_them(
    line: SimulatedLink, resident: Resident, photo
) -> None:
    way(line, photos=0, carries="segments", priority=10)
    other = SimulatedLink("two")
    text = queue(to=resident, photos=[photo.sha256])
    plain = queue(to=resident)
    assert [job.text_id for job in line.claim()] == [plain]
    assert state(text) == "queued"
    # The better link has no say about what it cannot carry.
    way(other, photos=3, priority=50)
    assert [job.text_id for job in take(other)] == [text]


def test_an_unknown_link_is_given_none(line: SimulatedLink, resident: Resident, photo) -> None:
    queue(to=resident, photos=[photo.sha256])
    assert line.claim() == []


def test_a_refused_photo_goes_nowhere_where_nobody_else_carries_it(
    line: SimulatedLink, resident: Resident, photo
) -> None:
    way(line, photos=3)
    way(SimulatedLink("two"), photos=0)
    text = queue(to=resident, photos=[photo.sha256])
    (job,) = take(line)
    refused = SubmitResult(
        segment_id=job.segment_id, outcome="refused", permanent=True, elsewhere=True
    )
    api.outgoing_report(results=[refused], now=line.now)
    assert state(text) == "failed"


def test_a_text_goes_by_a_link_that_carries_as_many_photos(
    line: SimulatedLink, resident: Resident, photo
) -> None:
    second = api.photo_make(data=pictures.jpeg((100, 200)), now=line.now)
    other = SimulatedLink("two")
    way(line, photos=1, priority=10)
    way(other, photos=3, priority=50)
    both = queue(to=resident, photos=[photo.sha256, second.sha256])
    one = queue(to=resident, photos=[photo.sha256])
    assert [job.text_id for job in take(other)] == [both]
    assert [job.text_id for job in take(line)] == [one]


def test_rooms_can_ask_how_many_photos_are_carried(line: SimulatedLink) -> None:
    assert api.photos_carried(line.now) == 0
    for number, name in ((0, "none"), (3, "three"), (1, "one")):
        way(SimulatedLink(name), photos=number)
    assert api.photos_carried(line.now) == 3


def test_a_photo_that_is_not_there_stops_the_text(line: SimulatedLink, resident: Resident) -> None:
    with pytest.raises(Picture.DoesNotExist):
        queue(to=resident, photos=["0" * 64])
