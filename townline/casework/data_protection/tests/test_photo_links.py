"""Photos before and after, behind a link: only what was chosen, only for its time."""

import datetime as dt
import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import pictures
from tests.limits import at_most
from townline.casework.answers import api as answers_api
from townline.casework.answers.models import PhotoLink
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.data_protection import api
from townline.casework.portal import api as portal
from townline.casework.portal.views import page as resident_page
from townline.platform.conversations import api as conversations
from townline.platform.core import media
from townline.platform.departments.api import Act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.fixture(autouse=True)
def reached(settings, monkeypatch):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    for name in ("PAGE_VISITS", "MISSES"):
        monkeypatch.setattr(resident_page, name, at_most(1000))


def send_photo_text(world, sender="01000000042", body="길이 파였어요"):
    """Let a text with a photo come in, be looked at, and go to the roads office."""
    photo = pictures.encode_image(pictures.draw_image(), exif=pictures.exif())
    world.deliver(body, sender, attachments=(media.keep(photo),))
    world.route()
    conversations.photos_look(limit=20, now=world.now)
    mine = Case.objects.filter(resident_id=conversations.resident_find(sender))
    code = mine.latest("last_text_at").code
    world.assign(code)
    return code


@pytest.fixture
def case(world):
    return send_photo_text(world)


def photo_of(world, code):
    return next(p.sha256 for text in world.case(code).thread for p in text.photos)


def make(world, code, *, files=(), before=None, after=(), username="roads.officer"):
    return answers_api.photo_link_make(
        world.by(username),
        code=code,
        before=[photo_of(world, code)] if before is None else before,
        after=after,
        files=files,
    )


def token(address):
    return address.removeprefix("https://town.example/p/")


def picture():
    return pictures.encode_image(pictures.draw_image((400, 300)), exif=pictures.exif())


@pytest.fixture
def visitor(visit):
    return visit()


def test_the_address_goes_into_the_words_that_the_mayor_confirms(world, case):
    world.draft(case, "오늘 메웠습니다. - 한들구 도로과")
    made = make(world, case, files=[picture()])
    draft = world.case(case).draft
    assert draft.body.startswith("오늘 메웠습니다. - 한들구 도로과\n고치기 전과 뒤 사진: ")
    assert made.address in draft.body
    assert draft.version == 2
    assert len(token(made.address)) >= 22
    (line,) = [one for one in world.case(case).history if one.event == "case:photo_link:make"]
    assert line.data == {"photos": 2}


def test_whoever_approves_the_words_sees_the_photos_behind_the_address(world, visit, case):
    world.draft(case, "오늘 메웠습니다. - 한들구 도로과")
    make(world, case, files=[picture()])
    world.submit(case)
    for username, path in (("roads.head", f"/cases/{case}/"), ("mayor", f"/morning/{case}/")):
        reader = visit(username)
        _, behind = reader.get(path).content.decode().split('<section class="behind"')
        found = re.findall(r'<a class="photo" href="([^"]+)"', behind.split("</section>")[0])
        assert [reader.get(url).status_code for url in found] == [200, 200]
    answers_api.photo_link_end(
        world.by("roads.officer"), code=case, link_id=PhotoLink.objects.get().id
    )
    assert "열리지 않습니다" in visit("mayor").get(f"/morning/{case}/").content.decode()


def test_the_day_until_which_a_link_opens_is_no_commitment(world, case):
    world.draft(case, "도로과에서 오늘 메웠습니다.")
    make(world, case)
    world.submit(case)
    assert world.case(case).draft.promised == ()


def test_the_token_itself_is_kept_nowhere(world, case):
    made = make(world, case)
    link = PhotoLink.objects.get()
    assert link.token_hash == hashlib.sha256(token(made.address).encode()).hexdigest()
    assert token(made.address) not in str(vars(link))


def test_whoever_has_the_link_sees_the_pairs_and_nothing_else(world, visitor, case):
    made = make(world, case, files=[picture()])
    path = f"/p/{token(made.address)}"
    page = visitor.get(path)
    html = page.content.decode()
    assert page.status_code == 200
    assert "처리 전 사진 1" in html
    assert "처리 후 사진 1" in html
    assert case not in html
    assert "길이 파였어요" not in html
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "no-store" in page.headers["Cache-Control"]
    found = re.findall(r'<img src="([^"]+)"', html)
    assert found == [f"{path}/before/0", f"{path}/after/0"]
    for url in found:
        data = visitor.get(url).content
        assert data[:2] == b"\xff\xd8"
        assert b"WGS-84" not in data
        assert b"Handeul Camera" not in data


def test_the_page_stays_small(world, visitor, case):
    import gzip

    page = visitor.get(f"/p/{token(make(world, case).address)}")
    body = page.content
    body = gzip.decompress(body) if page.headers.get("Content-Encoding") == "gzip" else body
    assert len(gzip.compress(body)) < 6_000
    assert b"<script" not in body
    assert b"style=" not in body


def test_the_page_speaks_the_language_that_is_wished(world, visitor, case):
    path = f"/p/{token(make(world, case).address)}"
    assert "Before" in visitor.get(f"{path}?lang=en").content.decode()


@pytest.mark.parametrize("way", ["wrong", "over", "ended", "side", "number"])
def test_what_is_wrong_looks_like_what_is_over(world, visitor, case, way):
    made = make(world, case)
    path = f"/p/{token(made.address)}"
    if way == "over":
        world.wait(days=30, seconds=1)
    if way == "ended":
        viewer = world.person("roads.officer2")
        answers_api.photo_link_end(Act(viewer, world.now), code=case, link_id=made.id)
    wrong = {
        "wrong": "/p/" + "A" * 22,
        "side": f"{path}/original/0",
        "number": f"{path}/before/7",
    }
    page = visitor.get(wrong.get(way, path))
    assert page.status_code == 410
    assert "링크 기간이 지났습니다" in page.content.decode()


def test_a_link_works_until_its_last_moment(world, visitor, case):
    made = make(world, case)
    assert made.expires_at == world.now + dt.timedelta(days=30)
    world.wait(days=29, hours=23)
    assert visitor.get(f"/p/{token(made.address)}").status_code == 200


def test_nobody_finds_a_token_by_trying(world, visitor, monkeypatch):
    from townline.casework.answers.views import photo_links

    monkeypatch.setattr(photo_links, "MISSES", at_most(3))
    answers = [visitor.get("/p/" + "A" * 22).status_code for _ in range(4)]
    assert answers == [410, 410, 410, 429]


def test_photos_of_another_case_are_refused(world, case):
    other = send_photo_text(world, "01000000099", "담장이 기울었어요")
    with pytest.raises(cases.NotFound):
        make(world, case, before=[photo_of(world, other)])
    assert not PhotoLink.objects.exists()


def test_nobody_makes_a_link_of_a_case_of_another_department(world, case):
    with pytest.raises(cases.NotFound):
        make(world, case, username="parks.officer")


def test_nothing_chosen_is_refused(world, case):
    with pytest.raises(cases.InvalidInput):
        make(world, case, before=[])


def test_too_many_are_refused(world, case):
    with pytest.raises(answers_api.TooManyPhotos):
        make(world, case, files=[picture()] * 7)


def test_what_is_no_picture_is_refused(world, case):
    with pytest.raises(cases.PhotoUnusable):
        make(world, case, files=[b"%PDF-1.7"])
    assert world.case(case).draft is None


def test_without_an_address_there_is_no_link(world, settings, case):
    settings.TOWNLINE_PUBLIC_URL = ""
    with pytest.raises(portal.NoPublicAddress):
        make(world, case)


def test_the_photos_of_a_link_are_kept_by_the_nights_tidying(world, visitor, case):
    made = make(world, case, files=[picture()])
    world.wait(days=10)
    cases.photos_tidy(now=world.now)
    path = f"/p/{token(made.address)}"
    assert visitor.get(f"{path}/after/0").status_code == 200


def test_an_erased_person_is_shown_no_more(world, visitor, case):
    made = make(world, case)
    answers_api.draft_save(world.by("roads.officer"), code=case, body="글", base_version=None)
    api.person_erase(world.by("admin"), number="01000000042", reason="본인", force=True)
    assert visitor.get(f"/p/{token(made.address)}").status_code == 410


def test_the_page_of_choosing_works_without_a_script(visit, world, case):
    client = visit("roads.officer")
    name = photo_of(world, case)
    assert f"side-{name}" in client.get(f"/cases/{case}/photo-link").content.decode()
    file = SimpleUploadedFile("after.jpg", picture(), "image/jpeg")
    posted = client.post(f"/cases/{case}/photo-link", {f"side-{name}": "before", "files": [file]})
    assert posted.url == f"/cases/{case}/"
    link = PhotoLink.objects.get()
    assert (link.before, len(link.after)) == ([name], 1)
    client.post(f"/cases/{case}/photo-link/end", {"id": link.id})
    assert PhotoLink.objects.get().ended_at == world.now


def test_a_photo_of_after_alone_makes_a_link_of_a_case_without_photos(visit, world):
    code = world.text("길이 파였어요")
    world.assign(code)
    file = SimpleUploadedFile("after.jpg", picture(), "image/jpeg")
    posted = visit("roads.officer").post(f"/cases/{code}/photo-link", {"files": [file]})
    assert posted.status_code == 302
    link = PhotoLink.objects.get()
    assert (link.before, len(link.after)) == ([], 1)


def test_choosing_nothing_says_what_to_do(visit, case):
    answer = visit("roads.officer").post(f"/cases/{case}/photo-link", {})
    assert answer.status_code == 422
    assert "오류:" in answer.content.decode()
