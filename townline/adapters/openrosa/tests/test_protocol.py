"""Every status code and body that ODK Collect counts on, over real HTTP."""

import base64
import csv
import io

import httpx
import pytest
from django.test import Client

from townline.adapters.openrosa.tests.collect import HEADERS, Collect, Filled, md5, words
from townline.adapters.openrosa.tests.conftest import NOW, form
from townline.platform.core.history import audit
from townline.prevention.surveys.models import FormVersion, Submission, Surveyor, SurveyorDevice
from townline.prevention.surveys.services.surveyors import token_revoke

pytestmark = [pytest.mark.peer, pytest.mark.server, pytest.mark.django_db(transaction=True)]


def home_form(field_work, number=0, name="kim", **how):
    return Filled(home=str(field_work.homes[name][number].uuid), **how)


def test_a_phone_gets_its_form_and_its_own_homes_only(field_work):
    phone = field_work.phone()
    listed = phone.get("formList")
    assert listed.status_code == 200
    assert listed.headers["content-type"].startswith("text/xml")
    assert listed.headers["x-openrosa-version"] == "1.0"
    assert int(listed.headers["x-openrosa-accept-content-length"]) > 10_000_000
    assert listed.headers["content-language"] == "en"
    assert listed.headers["date"]
    (each,) = phone.forms()
    assert (each["formID"], each["version"], each["name"]) == ("semi-basement", "1", "반지하 조사")
    assert f"md5:{md5(phone.get(each['downloadUrl']).content)}" == each["hash"]
    (file,) = phone.manifest(each)
    assert (file["filename"], file["type"]) == ("homes.csv", "entityList")
    got = phone.get(file["downloadUrl"])
    assert f"md5:{md5(got.content)}" == file["hash"]
    rows = list(csv.DictReader(io.StringIO(got.text)))
    assert {row["name"] for row in rows} == {str(home.uuid) for home in field_work.homes["kim"]}
    assert rows[0]["label"] == "한들로 1 B01호"
    assert rows[0]["__version"] == "1"
    assert (
        phone.get(file["downloadUrl"], **{"If-None-Match": got.headers["etag"]}).status_code == 304
    )
    other = field_work.phone("lee")
    mine = csv.DictReader(
        io.StringIO(other.get(other.manifest(other.forms()[0])[0]["downloadUrl"]).text)
    )
    assert {row["name"] for row in mine} == {str(home.uuid) for home in field_work.homes["lee"]}


def test_the_list_is_new_when_a_home_is(field_work):
    phone = field_work.phone()
    (file,) = phone.manifest(phone.forms()[0])
    etag = phone.get(file["downloadUrl"]).headers["etag"]
    field_work.homes["kim"][0].delete()
    again = phone.get(file["downloadUrl"], **{"If-None-Match": etag})
    assert (again.status_code, again.text.count("\n")) == (200, 3)


def test_it_is_asked_first_and_answers_204_without_a_body(field_work):
    answer = field_work.phone().ready()
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["x-openrosa-accept-content-length"]
    assert SurveyorDevice.objects.get().device == "collect:kim"


def test_a_form_with_photos_arrives_once_however_often_it_is_sent(field_work, photo):
    phone = field_work.phone()
    one = home_form(field_work, answers={"front": "a.jpg", "back": "b.jpg"})
    first = phone.send(one.xml, {"a.jpg": photo(1), "b.jpg": photo(2)})
    again = phone.send(one.xml, {"a.jpg": photo(1), "b.jpg": photo(2)})
    assert (first.status_code, again.status_code) == (201, 202)
    assert words(first) == "Received."
    row = Submission.objects.get()
    assert (row.incomplete, row.problem, row.expected) == (False, "", ["a.jpg", "b.jpg"])
    assert {f.name: f.md5 for f in row.files.all()} == {
        "a.jpg": md5(photo(1)),
        "b.jpg": md5(photo(2)),
    }
    assert (row.surveyor.name, row.home, row.device) == (
        "kim",
        field_work.homes["kim"][0],
        "collect:kim",
    )


def test_chunks_in_any_number_and_order_come_to_one(field_work, photo):
    phone = field_work.phone()
    one = home_form(field_work, answers={"front": "a.jpg", "back": "b.jpg"})
    part = phone.send(one.xml, {"b.jpg": photo(2)}, more=True)
    assert part.status_code == 202
    assert Submission.objects.get().incomplete
    assert phone.send(one.xml, {"b.jpg": photo(2)}, more=True).status_code == 202
    assert phone.send(one.xml, {"a.jpg": photo(1)}).status_code == 201, "the last part"
    row = Submission.objects.get()
    assert (row.incomplete, row.problem, row.files.count()) == (False, "", 2)


def test_a_missing_photo_is_shown_until_it_comes(field_work, photo):
    phone = field_work.phone()
    one = home_form(field_work, answers={"front": "a.jpg"})
    phone.send(one.xml)
    assert Submission.objects.get().problem == "missing_files"
    phone.send(one.xml, {"a.jpg": photo(1)})
    assert Submission.objects.get().problem == ""


def test_another_forms_photo_is_kept_and_shown_to_a_person(field_work, photo):
    phone = field_work.phone()
    assert phone.send(home_form(field_work).xml, {"other.jpg": photo(3)}).status_code == 201
    assert Submission.objects.get().problem == "foreign_file"


def test_a_wrong_sum_is_refused_and_nothing_is_kept(field_work, photo):
    phone = field_work.phone()
    one = home_form(field_work, answers={"front": "a.jpg"})
    wrong = phone.send(one.xml, {"a.jpg": photo(1)}, **{"md5:a.jpg": md5(b"other")})
    assert wrong.status_code == 400
    assert words(wrong) == "a.jpg: it was damaged on the way. Send it again."
    assert not Submission.objects.exists()
    right = phone.send(one.xml, {"a.jpg": photo(1)}, **{"md5:a.jpg": md5(photo(1))})
    assert right.status_code == 201


def test_other_content_under_the_same_id_is_a_conflict(field_work, photo):
    phone = field_work.phone()
    one = home_form(field_work, answers={"front": "a.jpg"})
    phone.send(one.xml, {"a.jpg": photo(1)})
    other = home_form(field_work, answers={"front": "a.jpg", "note": "x"}, instance=one.instance)
    refused = phone.send(other.xml)
    assert refused.status_code == 409
    assert one.instance in words(refused)
    assert phone.send(one.xml, {"a.jpg": photo(2)}).status_code == 409
    assert bytes(Submission.objects.get().xml, "utf-8") == one.xml


def test_what_is_no_form_is_400(field_work):
    phone = field_work.phone()
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><data id="x">&b;</data>'
    for xml in (b"", b"<data", bomb, b"<data id='semi-basement' version='1'/>", b"\xff\xfe"):
        refused = phone.send(xml)
        assert refused.status_code == 400, xml
        assert words(refused)
    at = f"{phone.base}/submission"
    for body, kind in (
        (b"<data/>", "text/xml"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
    ):
        assert phone.http.post(at, content=body, headers={"Content-Type": kind}).status_code == 400
    assert httpx.get(f"{phone.base}/formList", trust_env=False).status_code == 400
    assert not Submission.objects.exists()


def test_half_a_photo_is_none(field_work, photo):
    phone = field_work.phone()
    one = home_form(field_work, answers={"front": "a.jpg"})
    request = phone.http.build_request(
        "POST",
        f"{phone.base}/submission",
        files=[
            ("xml_submission_file", ("data.xml", one.xml, "text/xml")),
            ("a.jpg", ("a.jpg", photo(1), "image/jpeg")),
        ],
    )
    cut = request.read()[:-200]
    kind = {"Content-Type": request.headers["content-type"]}
    assert phone.http.post(request.url, content=cut, headers=kind).status_code == 400
    assert not Submission.objects.exists()
    assert phone.send(one.xml, {"a.jpg": photo(1)}).status_code == 201


def test_who_may_not_come_in_hears_why(field_work):
    stranger = Collect(f"{field_work.at}/openrosa/{'0' * 40}")
    for answer in (stranger.get("formList"), stranger.send(b"<data/>"), stranger.ready()):
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Basic ")
    phone = field_work.phone()
    who = field_work.surveyors["kim"]
    Surveyor.objects.filter(id=who.id).update(active=False)
    assert phone.get("formList").status_code == 403
    token_revoke(surveyor_id=who.id, reason="잃어버림", actor=audit.SERVER, now=NOW)
    refused = phone.get("formList")
    assert refused.status_code == 401
    assert "revoked" in words(refused)


def test_a_name_and_the_token_open_the_same(field_work):
    def by(name, password):
        packed = base64.b64encode(f"{name}:{password}".encode()).decode()
        return Collect(f"{field_work.at}/openrosa", Authorization=f"Basic {packed}")

    phone = by("kim", field_work.tokens["kim"])
    (file,) = phone.manifest(phone.forms()[0])
    assert phone.get(file["downloadUrl"]).text.count("\n") == 4
    assert by("lee", field_work.tokens["kim"]).get("formList").status_code == 401
    assert Collect(f"{field_work.at}/openrosa").get("formList").status_code == 401


def test_forms_that_are_not_there_are_404(field_work):
    phone = field_work.phone()
    assert phone.get("form?formID=semi-basement&version=9").status_code == 404
    assert phone.get("media/other.csv").status_code == 404
    assert phone.get("form?formID=%00&version=1").status_code == 400
    assert phone.send(home_form(field_work, version="9").xml).status_code == 404
    assert phone.send(home_form(field_work, form="other").xml).status_code == 404
    form("2", opened=None)
    assert phone.send(home_form(field_work, version="2").xml).status_code == 404
    assert len(phone.forms()) == 1


def test_a_closed_form_takes_what_was_filled_before(field_work):
    phone = field_work.phone()
    early = home_form(field_work, end="2026-11-25T10:00:00.000+09:00")
    FormVersion.objects.update(closed_at=NOW.replace(hour=2))
    late = home_form(field_work, 1, end="2026-11-25T11:30:00.000+09:00")
    assert phone.forms() == []
    assert phone.send(early.xml).status_code == 201
    refused = phone.send(late.xml)
    assert refused.status_code == 409
    assert phone.send(early.xml).status_code == 202
    form("2")
    assert phone.send(late.xml).status_code == 201, "a newer version breaks nothing on phones"


def test_other_ways_of_asking_are_405(field_work):
    phone = field_work.phone()
    assert phone.http.post(f"{phone.base}/formList").status_code == 405
    assert phone.http.get(f"{phone.base}/submission").headers["allow"] == "HEAD, POST"


def test_too_much_is_413(field_work, settings):
    settings.TOWNLINE_PHOTO_BYTES = 1_000
    phone = field_work.phone()
    assert phone.send(home_form(field_work).xml, {"a.jpg": b"x" * 70_000}).status_code == 413
    assert not Submission.objects.exists()


def test_an_edit_replaces_and_keeps_the_photos_it_still_names(field_work, photo):
    phone = field_work.phone()
    one = home_form(field_work, answers={"front": "a.jpg", "back": "b.jpg"})
    phone.send(one.xml, {"a.jpg": photo(1), "b.jpg": photo(2)})
    edit = home_form(field_work, answers={"front": "a.jpg"}, deprecated=one.instance)
    assert phone.send(edit.xml).status_code == 201
    old, new = (Submission.objects.get(instance_id=each.instance) for each in (one, edit))
    assert old.replaced_by == new
    assert [(f.name, f.md5) for f in new.files.all()] == [("a.jpg", md5(photo(1)))]
    assert new.problem == ""


def test_an_edit_may_come_before_what_it_edits(field_work, photo):
    phone = field_work.phone()
    one = home_form(field_work, answers={"front": "a.jpg"})
    edit = home_form(field_work, answers={"front": "a.jpg"}, deprecated=one.instance)
    assert phone.send(edit.xml).status_code == 201
    assert phone.send(one.xml, {"a.jpg": photo(1)}).status_code == 201
    old, new = (Submission.objects.get(instance_id=each.instance) for each in (one, edit))
    assert (old.replaced_by, new.files.count(), new.problem) == (new, 1, "")


def test_too_many_wrong_addresses_wait(field_work):
    from townline.adapters.openrosa.limits import WRONG

    for _ in range(WRONG.most):
        WRONG.take("127.0.0.1", NOW)
    answer = httpx.get(f"{field_work.at}/openrosa/x/formList", headers=HEADERS, trust_env=False)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert field_work.phone().get("formList").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"X-Forwarded-For": "203.0.113.9"}, 403),
        ({"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}, 403),
        ({"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}, 200),
    ],
)
def test_a_password_is_taken_where_nobody_on_the_way_can_read_it(field_work, headers, status):
    packed = base64.b64encode(f"kim:{field_work.tokens['kim']}".encode()).decode()
    where = f"{field_work.at}/openrosa"
    answer = Collect(where, Authorization=f"Basic {packed}", **headers).get("formList")
    assert answer.status_code == status
    # A phone that is asked for its password sends it at once.
    first = Collect(where, **headers).get("formList")
    assert first.status_code == (401 if status == 200 else 403)
    assert ("www-authenticate" in first.headers) == (status == 200)


def test_a_stranger_cannot_claim_https(survey):
    packed = base64.b64encode(f"kim:{survey.tokens['kim']}".encode()).decode()
    headers = HEADERS | {"Authorization": f"Basic {packed}", "X-Forwarded-Proto": "https"}
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    assert stranger.get("/openrosa/formList", headers=headers).status_code == 403
