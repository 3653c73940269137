"""Photos belong to a case: seen by those who see it, bound by the mayor's word."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import pictures
from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.core import media
from townline.platform.core.models import Place
from townline.platform.departments.api import Act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
SENDER = "01000000042"


@pytest.fixture
def send(world):
    """Give ``send(body, *photos)``: a text that was looked at; the code of its case."""

    def send_photos(body, *photos, sender=SENDER):
        refs = tuple(media.keep(data) for data in photos)
        world.deliver(body, sender, attachments=refs)
        world.route()
        conversations.photos_look(limit=20, now=world.now)
        mine = Case.objects.filter(resident_id=conversations.resident_find(sender))
        return mine.order_by("-last_text_at", "-id")[0].code

    return send_photos


@pytest.fixture
def carried(world):
    carry(world)


def carry(world, photos=3):
    conversations.link_report(
        transport="mms",
        state="bound",
        detail="",
        now=world.now,
        way=conversations.TransportProfile(carries="whole", photos=photos),
    )


def photos_of(world, code):
    return [photo for text in world.case(code).thread for photo in text.photos]


def urls(page):
    return re.findall(r'(?:href|src)="(/cases/[^"]+/photos/[^"]+)"', page.content.decode())


@pytest.mark.parametrize(("number", "title"), [(1, "사진 1장"), (3, "사진 3장")])
def test_a_text_of_photos_alone_is_named_for_them(world, send, number, title):
    code = send("", *[pictures.jpeg((60 + n, 40)) for n in range(number)])
    row = world.case(code).row
    assert (row.title, row.preview) == (title, title)


def test_thanks_with_a_photo_are_more_than_thanks(world, send):
    assert send("고맙습니다", pictures.jpeg((60, 40)))
    assert world.case(send("고맙습니다", pictures.jpeg((61, 40)))).row.title == "고맙습니다"


def test_a_page_shows_small_copies_and_says_where_they_were_taken(world, send, visit):
    code = send("길이 파였어요", pictures.jpeg((640, 480)))
    page = visit("clerk1").get(f"/cases/{code}/")
    html = page.content.decode()
    assert 'alt="사진 1 크게 보기"' in html
    assert 'width="240" height="180"' in html
    assert "37.56654, 126.97797" in html
    small = next(url for url in urls(page) if url.endswith("/small"))
    served = visit("clerk1").get(small)
    assert served.headers["Content-Type"] == "image/jpeg"
    assert len(served.content) <= 15_000


def test_every_copy_but_the_original_tells_no_place(world, send, visit):
    code = send("길이 파였어요", pictures.jpeg())
    found = {
        url.rsplit("/", 1)[1]: visit("clerk1").get(url).content
        for url in urls(visit("clerk1").get(f"/cases/{code}/"))
    }
    page = visit("clerk1").get(f"/cases/{code}/").content.decode()
    (original,) = re.findall(r'data-original="([^"]+)"', page)
    assert set(found) == {"small", "view"}
    assert not any(pictures.contains_place(data) for data in found.values())
    assert pictures.contains_place(visit("clerk1").get(original).content)


def test_files_of_strangers_can_only_be_looked_at(world, send, visit):
    code = send("보세요", pictures.polyglot())
    (photo,) = photos_of(world, code)
    for copy in ("small", "view", "original"):
        served = visit("clerk1").get(f"/cases/{code}/photos/{photo.sha256}/{copy}")
        assert served.status_code == 200
        assert served.headers["X-Content-Type-Options"] == "nosniff"
        assert served.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert "no-store" in served.headers["Cache-Control"]
        assert "private" in served.headers["Cache-Control"]
    assert served.headers["Content-Type"] == "application/octet-stream"
    assert served.headers["Content-Disposition"].startswith("attachment;")


def test_only_those_who_see_the_case_see_its_photos(world, send, visit):
    code = send("길이 파였어요", pictures.jpeg())
    world.assign(code)
    other = send("가로등이 꺼졌어요", sender="01000000043")
    (photo,) = photos_of(world, code)
    for copy in ("small", "view", "original"):
        url = f"/cases/{code}/photos/{photo.sha256}/{copy}"
        assert visit("roads.officer").get(url).status_code == 200
        assert visit("culture.officer").get(url).status_code == 404
        assert visit().get(url).status_code == 302
        # Nor under a case that one does see.
        assert visit("clerk1").get(url.replace(code, other)).status_code == 404


@pytest.mark.parametrize("name", ["0" * 64, "x", "thumbnail"])
def test_what_is_not_there_is_not_found(world, send, visit, name):
    code = send("길이 파였어요", pictures.jpeg())
    assert visit("clerk1").get(f"/cases/{code}/photos/{name}/view").status_code == 404
    (photo,) = photos_of(world, code)
    assert visit("clerk1").get(f"/cases/{code}/photos/{photo.sha256}/{name}").status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pictures.bomb(), "해상도가 너무 높은 사진입니다"),
        (b"%PDF-1.7", "사진으로 열 수 없는 파일입니다"),
        (pictures.jpeg()[:9000], "사진을 다 받지 못했습니다"),
        (pictures.mp4(), "동영상 1, 12초"),
    ],
)
def test_a_page_says_what_is_the_matter_with_a_file(world, send, visit, data, words):
    code = send("보세요", data)
    assert words in visit("clerk1").get(f"/cases/{code}/").content.decode()


def test_ten_photos_cost_no_more_questions_than_one(world, send, visit):
    client = visit("clerk1")

    def questions(code):
        url = f"/cases/{code}/"
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    one = send("길이 파였어요", pictures.jpeg((60, 40)))
    ten = send("여기도요", *[pictures.jpeg((60 + n, 40)) for n in range(10)], sender="01000000043")
    assert questions(ten) == questions(one)


def draft_photo(world, code):
    api.draft_photos_add(world.by("roads.officer"), code=code, files=[pictures.jpeg((300, 200))])
    return world.case(code).draft.photos[-1]


def claim_photo_job(world):
    """Let what has no photos go by the link that carries none; give what is left."""
    world.wait(seconds=30)
    carry(world)
    world.send()
    (job,) = conversations.texts_claim(
        transport="mms", session=world.session, limit=5, now=world.now
    )
    return job


def test_the_mayors_word_binds_the_photos(world, carried):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code)
    before = world.case(code).draft.hash
    draft_photo(world, code)
    world.submit(code)
    draft = world.case(code).draft
    assert draft.hash != before
    with pytest.raises(api.TextChanged):
        api.case_confirm(world.by("mayor"), code=code, hash_=before)
    world.confirm(code)
    job = claim_photo_job(world)
    assert [ref.sha256 for ref in job.attachments] == list(draft.photos)


def test_a_photo_put_in_or_taken_out_takes_the_answer_off_the_mayors_desk(world, carried):
    code = world.awaiting()
    name = draft_photo(world, code)
    assert world.case(code).row.state == "drafted"
    world.submit(code)
    api.draft_photo_drop(world.by("roads.officer"), code=code, sha256=name)
    assert (world.case(code).row.state, world.case(code).draft.photos) == ("drafted", ())


def test_without_a_link_for_photos_none_is_taken_and_none_submitted(world, carried, visit):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code)
    draft_photo(world, code)
    world.wait(days=2)
    page = visit("roads.officer").get(f"/cases/{code}/").content.decode()
    assert "사진을 보낼 수 있는 통신 연결이 없습니다" in page
    assert 'type="file"' not in page
    with pytest.raises(api.PhotosNotCarried):
        world.submit(code)
    with pytest.raises(api.PhotosNotCarried):
        draft_photo(world, code)


def test_an_answer_has_as_many_photos_as_a_link_carries(world, carried, visit):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code)
    files = [pictures.jpeg((80 + n, 60)) for n in range(2)]
    officer = world.person("roads.officer")
    api.draft_photos_add(Act(officer, world.now), code=code, files=files)
    carry(world, photos=1)
    assert "1장까지, 한 장에" in visit("roads.officer").get(f"/cases/{code}/").content.decode()
    with pytest.raises(api.TooManyPhotos) as refused:
        world.submit(code)
    assert refused.value.extra == {"most": 1}
    api.draft_photo_drop(
        Act(officer, world.now), code=code, sha256=world.case(code).draft.photos[0]
    )
    world.submit(code)


def test_the_next_draft_starts_without_the_photos_of_the_last(world, carried):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code)
    draft_photo(world, code)
    world.submit(code)
    world.confirm(code)
    job = claim_photo_job(world)
    conversations.outgoing_report(
        results=[
            conversations.SubmitResult(
                segment_id=job.segment_id, outcome="accepted", message_id="x"
            )
        ],
        now=world.now,
    )
    detail = world.case(code)
    assert (detail.row.state, detail.draft.photos) == ("answered", ())
    assert [len(text.photos) for text in detail.thread if text.direction == "out"][-1] == 1


def post(visit, code, *files, **fields):
    values = {"body": "오늘 메웠습니다.", "base_version": "0", "kind": "answer", "do": "save"}
    uploads = [SimpleUploadedFile("a.jpg", data, "image/jpeg") for data in files]
    return visit("roads.officer").post(
        f"/cases/{code}/write",
        values | fields | {"photos": uploads},
        headers={"accept": "application/json"},
    )


def test_photos_are_put_with_the_words_on_the_page(world, carried, visit):
    code = world.text("길이 파였어요")
    world.assign(code)
    answer = post(visit, code, pictures.jpeg(), pictures.jpeg((200, 200)))
    assert (answer.status_code, json.loads(answer.content)["version"]) == (200, 2)
    draft = world.case(code).draft
    assert (draft.body, len(draft.photos)) == ("오늘 메웠습니다.", 2)
    page = visit("roads.officer").get(f"/cases/{code}/").content.decode()
    assert "사진 2 빼기" in page
    served = visit("roads.officer").get(f"/cases/{code}/photos/{draft.photos[0]}/view")
    assert not pictures.contains_place(served.content)
    assert visit("culture.officer").get(served.request["PATH_INFO"]).status_code == 404


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([pictures.bomb()], "해상도가 너무 높은 사진입니다"),
        ([b"MZ not a picture"], "사진으로 열 수 없는 파일입니다"),
        ([pictures.jpeg((60 + n, 40)) for n in range(4)], "3장까지"),
        ([pictures.jpeg(), pictures.jpeg()[:9000]], "사진을 다 받지 못했습니다"),
    ],
)
def test_a_photo_that_cannot_go_out_is_refused_and_the_words_are_kept(
    world, carried, visit, files, words
):
    code = world.text("길이 파였어요")
    world.assign(code)
    answer = post(visit, code, *files)
    assert answer.status_code == 422
    assert words in json.loads(answer.content)["detail"]
    draft = world.case(code).draft
    assert (draft.body, draft.photos) == ("오늘 메웠습니다.", ())


def test_a_file_over_the_limit_is_refused(world, carried, visit, settings):
    settings.TOWNLINE_PHOTO_BYTES = 1000
    code = world.text("길이 파였어요")
    world.assign(code)
    answer = post(visit, code, pictures.jpeg())
    assert "너무 큽니다" in json.loads(answer.content)["detail"]


def test_the_mayor_sees_the_photos_that_will_go(world, carried, visit):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code)
    name = draft_photo(world, code)
    world.submit(code)
    page = visit("mayor").get(f"/morning/{code}/")
    assert f"/cases/{code}/photos/{name}/small" in urls(page)
    assert "사진 1장을 붙인 문자(MMS)" in page.content.decode()


def test_the_night_removes_what_nothing_has(world, carried):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code)
    linked, dropped = draft_photo(world, code), None
    api.draft_photos_add(world.by("roads.officer"), code=code, files=[pictures.jpeg((400, 300))])
    dropped = world.case(code).draft.photos[-1]
    api.draft_photo_drop(world.by("roads.officer"), code=code, sha256=dropped)
    world.wait(days=3650)
    assert cases.photos_tidy(now=world.now) == 2
    assert media.read(linked)
    with pytest.raises(media.MediaNotFound):
        media.read(dropped)


def test_the_api_tells_of_photos(world, send, visit, carried):
    code = send("길이 파였어요", pictures.jpeg((320, 240)))
    world.assign(code)
    name = draft_photo(world, code)
    detail = visit("roads.officer").get(f"/api/v1/cases/{code}").json()
    (photo,) = detail["texts"][0]["photos"]
    assert (photo["kind"], photo["width"], photo["height"]) == ("jpeg", 320, 240)
    assert photo["latitude"] == pytest.approx(pictures.PLACE[0], abs=1e-4)
    assert detail["draft"]["photos"] == [name]


@pytest.mark.parametrize(
    ("north", "words"),
    [
        (0, "느티시장 입구</p>"),
        (0.00027, "느티시장 입구 가까이 (약 30 m)"),
        (1, "주변 장소를 알 수 없습니다"),
    ],
)
def test_the_nearest_place_is_suggested(send, visit, north, words):
    place = Place.objects.get(name_ko="느티시장 입구")
    where = (place.latitude + north, place.longitude)
    code = send("길이 파였어요", pictures.jpeg((60, 40), place=where))
    assert words in visit("clerk1").get(f"/cases/{code}/").content.decode()
