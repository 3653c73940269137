"""The pages: who sees them, that lists cost the same however long, and each press."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import pictures
from townline.prevention.surveys.models import (
    DuplicatePair,
    Home,
    ListImport,
    SecondReview,
    Surveyor,
)
from townline.prevention.surveys.services.grading import Visited, homes_grade, reviews_draw
from townline.prevention.surveys.services.homes import homes_assign
from townline.prevention.surveys.services.surveyors import surveyor_add
from townline.prevention.surveys.tests.lists import (
    KIND,
    as_csv,
    as_xlsx,
    import_rows,
    invented_rows,
    row,
    take,
)
from townline.prevention.surveys.tests.test_count import BY
from townline.prevention.surveys.tests.test_grading import BEST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
READ = ["", "count/", "progress/", "duplicates/", "rules/", "reviews/", "export.csv",
        "export.xlsx", "export.geojson"]  # fmt: skip


def words(client, url, status=200):
    page = client.get(url)
    assert page.status_code == status, page.content.decode()[:2000]
    return page.content.decode() if "text/html" in page.headers["Content-Type"] else ""


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def grade_homes(count, who=None):
    homes = list(Home.objects.filter(state="listed").order_by("id")[:count])
    visited = [Visited(home=home, answers=BEST, surveyor=who) for home in homes]
    made = homes_grade(visited, **BY)
    reviews_draw(made, lots=[0.0] * len(made), **BY)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_page_opens_for_its_readers(visit, language):
    take(as_csv(invented_rows(30)))
    import_rows(row("1"), row("2"))
    grade_homes(8, surveyor_add(name="조사원 1", **BY)[0])
    for person in ("housing.officer", "housing.head", "mayor", "clerk1"):
        client = visit(person, language)
        for page in READ:
            words(client, f"/surveys/{page}")
        words(client, f"/surveys/homes/{Home.objects.first().id}/")
    client = visit("housing.officer", language)
    assert ("Not yet seen" if language == "en" else "미조사") in words(client, "/surveys/")
    words(client, "/surveys/surveyors/")
    words(client, "/surveys/import/")


def test_others_see_nothing_and_readers_change_nothing(visit):
    import_rows(row("1"))
    home = f"/surveys/homes/{Home.objects.get().id}/"
    for page in [*READ, "import/", "surveyors/"]:
        words(visit("roads.officer"), f"/surveys/{page}", 403)
    words(visit("roads.officer"), home, 403)
    for person in ("mayor", "roads.officer"):
        client = visit(person)
        words(client, "/surveys/import/", 403)
        for press in ("exclude", "put-back", "attempt", "place", "files", "assign"):
            assert client.post(f"{home}{press}", {}).status_code == 403
    assert Home.objects.get().state == "listed"


def test_lists_cost_the_same_however_long(visit):
    client = visit("housing.officer")
    one, _ = surveyor_add(name="조사원 1", **BY)
    import_rows(row("1"), row("2"), row("3", address="새벗로 5"))
    grade_homes(1, one)
    pages = ["", "count/", "progress/", "duplicates/", "reviews/", "rules/", "surveyors/"]
    [queries(client, f"/surveys/{page}") for page in pages]  # what is read once for a process
    before = {page: queries(client, f"/surveys/{page}") for page in pages}
    take(as_csv(invented_rows(60)))
    import_rows(*(row(f"d{n}", address=f"한들로 {n // 2 + 1}") for n in range(20)))
    homes_assign(home_ids=Home.objects.values_list("id", flat=True), surveyor=one, **BY)
    for number in range(2, 8):
        surveyor_add(name=f"조사원 {number}", **BY)
    grade_homes(40, one)
    after = {page: queries(client, f"/surveys/{page}") for page in pages}
    assert after == before
    assert max(after.values()) < 25


def test_a_file_is_mapped_looked_at_and_taken_in(visit):
    client = visit("housing.officer")
    rows = [["어디", "방", "비고"], ["새벗로 1", "지하 1호", "파란 대문"], ["모름", "", ""]]
    book = SimpleUploadedFile("list.xlsx", as_xlsx(하나=rows, 둘=rows))
    page = client.post("/surveys/import/", {"kind": KIND, "file": book})
    assert page.status_code == 302
    url = page.headers["Location"]
    assert "<option>둘</option>" in client.get(url).content.decode()
    client.post(url, {"sheet": "둘", "read": "1"})
    assert "주소인지" in words(client, url)
    form = {"fields-address": "어디", "fields-unit": "방", "kept": ["비고"]}
    client.post(url, form)
    assert "3번째 줄" in words(client, url)
    assert not Home.objects.exists()
    client.post(url, form | {"take": "1"})
    assert "3번째 줄" in words(client, url)
    home = Home.objects.get()
    assert (home.place, home.unit, home.attributes) == ("새벗로 1", "B1-1", {"비고": "파란 대문"})
    assert client.post(url, form | {"take": "1"}).status_code == 200
    assert Home.objects.count() == 1
    file = SimpleUploadedFile("again.csv", as_csv(rows))
    url = client.post("/surveys/import/", {"kind": KIND, "file": file}).headers["Location"]
    client.post(f"{url}cancel")
    assert ListImport.objects.count() == 1
    empty = SimpleUploadedFile("empty.csv", b"x")
    assert client.post("/surveys/import/", {"kind": KIND, "file": empty}).status_code == 422


def test_a_home_is_taken_out_with_a_photo_and_put_back(visit):
    client = visit("housing.officer")
    import_rows(row("1", 위도="36.6075", 경도="125.3391"))
    url = f"/surveys/homes/{Home.objects.get().id}/"
    assert client.post(f"{url}exclude", {"why": "demolished", "reason": "헐림"}).status_code == 422
    photos = SimpleUploadedFile("one.jpg", pictures.jpeg((60, 40)), "image/jpeg")
    client.post(f"{url}exclude", {"why": "demolished", "reason": "헐렸음", "photos": photos})
    page = words(client, url)
    assert "철거됨" in page
    assert "헐렸음" in page
    (small,) = re.findall(r'src="(/surveys/homes/[^"]+/small)"', page)
    assert client.get(small).headers["Content-Type"] == "image/jpeg"
    assert client.get(small.replace("/small", "/original")).status_code == 404
    assert visit("roads.officer").get(small).status_code == 403
    client.post(f"{url}put-back", {"reason": "잘못 봄"})
    client.post(f"{url}attempt", {"outcome": "nobody_home", "card_left": "on"})
    client.post(f"{url}place", {"at": "36.6,125.31"})
    surveyor, _ = surveyor_add(name="조사원 1", **BY)
    client.post(f"{url}assign", {"surveyor": surveyor.id})
    home = Home.objects.get()
    assert (home.state, home.attempts_made, home.located_by) == ("listed", 1, "hand")
    assert home.surveyor == surveyor
    page = words(client, url)
    assert "부재중" in page
    assert "안내문 남김" in page


@pytest.mark.server
def test_pairs_rules_reviews_and_surveyors_by_page(visit):
    client = visit("housing.head")
    import_rows(row("1"), row("2"), row("3", address="새벗로 5"))
    pair = DuplicatePair.objects.get()
    client.post(f"/surveys/duplicates/{pair.id}", {"same": "on", "keep": pair.second_id})
    assert Home.objects.get(id=pair.first_id).merged_into_id == pair.second_id
    page = client.post("/surveys/surveyors/", {"name": "조사원 1"}).content.decode()
    (token,) = re.findall(r"/openrosa/([\w-]{32})/", page)
    assert f"/field/{token}/" in page
    assert page.count("data:image/svg+xml") == 2  # for the web client, and for Collect
    assert token not in words(client, "/surveys/surveyors/")
    one = Surveyor.objects.get()
    opened = client.post(f"/surveys/surveyors/{one.id}/open")
    assert client.get(f"{opened.url}facts").json()["surveyor"]["name"] == "조사원 1"
    assert client.get(f"/field/{token}/facts").status_code == 401
    client.post(f"/surveys/surveyors/{one.id}/revoke", {})
    one.refresh_from_db()
    assert one.token_revoked_at is not None
    assert f"surveyors/{one.id}/revoke" not in words(client, "/surveys/surveyors/")
    grade_homes(2, one)
    review = SecondReview.objects.first()
    two, _ = surveyor_add(name="조사원 2", **BY)
    send = f"/surveys/reviews/{review.id}/send"
    assert client.post(send, {"surveyor": one.id}).status_code == 422
    client.post(send, {"surveyor": two.id})
    review.refresh_from_db()
    assert review.surveyor == two


def test_a_case_about_a_home_shows_it(visit, world):
    import_rows(row("1", address="새벗로 12"))
    code = world.text("새벗로 12 반지하에 물이 들어와요", sender="01000000077")
    assert "이 주소의 조사 주택" in words(visit("clerk1"), f"/cases/{code}/")
    other = world.text("새벗로 99 앞 길이 파였어요", sender="01000000078")
    assert "이 주소의 조사 주택" not in words(visit("clerk1"), f"/cases/{other}/")


def test_a_case_beside_a_home_shows_it_as_near_and_the_other_way_round(visit, world):
    import_rows(
        row("1", address="새벗로 12"),
        row("2", address="새벗로 13-2"),
        row("3", address="새벗로 90"),
    )
    code = world.text("새벗로 14 반지하 창문으로 물이 들어와요", sender="01000000077")
    page = words(visit("clerk1"), f"/cases/{code}/")
    panel = page[page.index("이 주소의 조사 주택") :].split("</section>")[0]
    assert "새벗로 12" in panel
    assert "근처" in panel
    assert "새벗로 90" not in panel
    near = Home.objects.get(reference="1")
    page = words(visit("clerk1"), f"/surveys/homes/{near.id}/")
    cases_panel = page[page.index("이 주소를 말한 민원") :].split("</section>")[0]
    assert code in cases_panel
    assert "근처" in cases_panel
    far = Home.objects.get(reference="3")
    assert code not in words(visit("clerk1"), f"/surveys/homes/{far.id}/")
