"""Programs of the office read rows without personal data, page by page, and each read is kept."""

import base64
import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from django.apps import apps
from django.test import Client

from townline.platform.core.models import Transition
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db
ROOT = "/odata/v4/"
EDM = "{http://docs.oasis-open.org/odata/ns/edm}"


@pytest.fixture
def feed(world, monkeypatch):
    """Give a program of the auditor's, and how it reads."""
    monkeypatch.setattr("townline.platform.core.clock.now", lambda: world.now)
    return Program(world)


class Program:
    def __init__(self, world, username="auditor", scopes=("data:read",)):
        person = departments.Staff.objects.get(username=username)
        self.token = departments.token_create(staff=person, scopes=list(scopes), now=world.now)

    def get(self, path="", status=200, method="get", **options):
        client = Client(headers={"authorization": f"Bearer {self.token}", **options})
        answer = getattr(client, method)(path if path.startswith("http") else ROOT + path)
        assert answer.status_code == status, answer.content
        return answer

    def rows(self, path):
        return self.get(path).json()["value"]

    def refusal(self, path, status=400):
        return self.get(path, status).json()["error"]["message"]


def cases():
    return apps.get_model("cases", "Case").objects


def texts(world, how_many):
    for number in range(how_many):
        world.text(f"가로등이 꺼졌어요 {number}", f"010000001{number:02}")
        world.wait(minutes=1)


def test_the_feed_says_what_it_holds(feed):
    names = [each["name"] for each in feed.get().json()["value"]]
    assert names == ["Cases", "CaseCounts", "Hazards", "SurveyHomes", "Works"]
    answer = feed.get("$metadata")
    assert answer["OData-Version"] == "4.0"
    schema = ET.fromstring(answer.content)  # noqa: S314 -- our own answer
    sets = {each.get("Name") for each in schema.iter(f"{EDM}EntitySet")}
    assert sets == set(names)
    for name in names:  # the schema names the columns that rows have, and no others
        (kind,) = [e for e in schema.iter(f"{EDM}EntityType") if f"{e.get('Name')}s" == name
                   or e.get("Name") == name]  # fmt: skip
        for row in feed.rows(name):
            assert list(row) == [each.get("Name") for each in kind.iter(f"{EDM}Property")]


def test_a_row_has_no_personal_data(feed, world):
    code = world.text("010-0000-0042로 전화 주세요, 느티로 21 앞이에요")
    answer = feed.get("Cases")
    (row,) = answer.json()["value"]
    case = cases().get(code=code)
    assert (row["Id"], row["State"], row["Language"]) == (case.id, "received", "ko")
    assert row["OpenedAt"] == case.opened_at.isoformat().replace("+00:00", "Z")
    for word in ("0042", "느티로", code, "전화"):
        assert word not in answer.content.decode()


def test_what_few_may_know_of_is_no_row(feed, world):
    world.text("한 가지")
    cases().update(private=True)
    assert feed.rows("Cases") == []
    assert feed.rows("CaseCounts") == []


def test_pages_follow_one_another_and_new_rows_shift_nothing(feed, world):
    texts(world, 5)
    first = feed.get("Cases?$select=Id,State&$count=true", Prefer="odata.maxpagesize=2").json()
    assert first["@odata.count"] == 5
    assert first["@odata.context"].endswith("$metadata#Cases(Id,State)")
    cases().filter(id=first["value"][0]["Id"]).update(private=True)
    seen = [row["Id"] for row in first["value"]]
    page = first
    while link := page.get("@odata.nextLink"):
        page = feed.get(link, Prefer="odata.maxpagesize=2").json()
        assert all(list(row) == ["Id", "State"] for row in page["value"])
        seen += [row["Id"] for row in page["value"]]
    assert seen == sorted(cases().values_list("id", flat=True))


def test_as_many_rows_as_are_asked_for_over_all_pages(feed, world):
    texts(world, 5)
    page = feed.get("Cases?$top=3&$skip=1&$orderby=Id desc", Prefer="maxpagesize=2").json()
    seen = [row["Id"] for row in page["value"]]
    page = feed.get(page["@odata.nextLink"], Prefer="maxpagesize=2").json()
    seen += [row["Id"] for row in page["value"]]
    assert seen == sorted(cases().values_list("id", flat=True), reverse=True)[1:4]
    assert "@odata.nextLink" not in page
    assert feed.rows("Cases?$top=0") == []


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Id eq {first}", 1),
        ("Id ne {first}", 2),
        ("Id in ({first}, 7000000)", 1),
        ("not (Id gt {first})", 1),
        ("Id lt {first} or (Id gt {first} and State eq 'received')", 2),
        ("contains(State,'ceiv')", 3),
        ("startswith(tolower(State),'REC')", 0),
        ("endswith(State,'ed')", 3),
        ("FirstAnswerAt eq null", 3),
        ("FirstAnswerAt ne null", 0),
        ("FirstAnswerAt ne 2026-01-01T00:00:00Z", 3),
        ("OpenedAt lt AnswerDueAt", 3),
        ("Danger", 0),
        ("not Danger", 3),
        ("Danger eq false", 3),
        ("year(OpenedAt) eq 2026", 3),
        ("OpenedAt ge 2199-01-01T00:00:00+09:00", 0),
        ("Department eq ''", 3),
        ("State eq 'it''s'", 0),
        ("length(State) gt 20", 0),
    ],
)
def test_filters(feed, world, written, left):
    texts(world, 3)
    first = cases().earliest("id").id
    written = written.format(first=first)
    assert len(feed.rows(f"Cases?$filter={written.replace('+', '%2B')}")) == left
    assert (
        feed.get(f"Cases/$count?$filter={written.replace('+', '%2B')}").content
        == str(left).encode()
    )


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        ("$filter=resident__number eq 1", 400, "no column resident__number"),
        ("$filter=Resident/Number eq 1", 400, "cannot be read from: /Number"),
        ("$filter=resident eq 1", 400, "there are: AnswerDueAt"),
        ("$filter=Id eq 'one'", 400, "Id is a whole number, not 'one'"),
        ("$filter=Id eq 99999999999999999999", 400, "Id is a whole number"),
        ("$filter=State eq 5", 400, "State is a text in single quotes, not 5"),
        ("$filter=OpenedAt gt 2026-13-41T00:00:00Z", 400, "OpenedAt is a moment"),
        ("$filter=Id eq State", 400, "different types"),
        ("$filter=State gt null", 400, "null is compared by eq and ne"),
        ("$filter=Id eq 1 and", 400, "a column is expected before the end"),
        ("$filter=Id eq 1)", 400, "expected before )"),
        ("$filter=Id", 400, "eq, ne"),
        ("$filter=" + "(" * 100 + "Id eq 1" + ")" * 100, 400, "30 brackets"),
        ("$filter=" + "not " * 400 + "Danger", 400, "30 brackets"),
        ("$filter=contains(Id,'1')", 400, "Id is no text"),
        ("$filter=year(State) eq 1", 400, "year takes a moment"),
        ("$filter=geo.distance(Id) eq 1", 400, "cannot be read"),
        ("$filter=round(Points) eq 1", 501, "round is not served"),
        ("$filter=" + "Id eq 1 or " * 300 + "Id eq 1", 400, "2000 characters"),
        ("$select=Id,title", 400, "no column title"),
        ("$orderby=title", 400, "no column title"),
        ("$orderby=Id upwards", 400, "neither asc nor desc"),
        ("$top=-1", 400, "$top is a whole number"),
        ("$skip=1e9", 400, "$skip is a whole number"),
        ("$skiptoken=x", 400, "$skiptoken"),
        ("$orderby=State&$skiptoken=5", 400, "not of this address"),
        ("$count=yes", 400, "true or false"),
        ("$expand=Resident", 501, "$expand is not served"),
        ("$apply=aggregate(Id)", 501, "$apply is not served"),
        ("$top=1&$top=2", 400, "given twice"),
        ("$format=xml", 415, "json"),
    ],
)
def test_what_cannot_be_served_is_named(feed, options, status, words):
    assert words in feed.refusal(f"Cases?{options}", status)


def test_one_row_and_sets_that_do_not_exist(feed, world):
    world.text("한 가지")
    number = cases().get().id
    one = feed.get(f"Cases({number})?$select=Id").json()
    assert one["Id"] == number
    assert one["@odata.context"].endswith("#Cases/$entity")
    assert "no row" in feed.refusal(f"Cases({number + 1})", 404)
    assert "no row" in feed.refusal("CaseCounts(1)", 404)
    assert "there are: Cases" in feed.refusal("Staff", 404)


def test_counts_below_five_are_left_out_and_cannot_be_asked_for(feed, world):
    texts(world, 5)
    (row,) = feed.rows("CaseCounts")
    assert (row["Opened"], row["Answered"], row["Open"]) == (5, None, 5)
    assert row["Month"] == world.now.astimezone(dt.timezone(dt.timedelta(hours=9))).strftime(
        "%Y-%m-01"
    )
    assert feed.rows("CaseCounts?$filter=Answered eq 0") == []
    assert feed.rows("CaseCounts?$filter=Answered ge 1") == []
    assert len(feed.rows("CaseCounts?$filter=Opened ge 5 and Service eq ''")) == 1
    cases().filter(id=cases().latest("id").id).update(private=True)
    (row,) = feed.rows("CaseCounts")
    assert row["Opened"] is None


def test_names_follow_the_language(feed, world):
    world.assign(world.text("길이 파였어요"))
    korean = feed.get("Cases").json()["value"][0]["DepartmentName"]
    english = feed.get("Cases", **{"Accept-Language": "en"}).json()["value"][0]["DepartmentName"]
    assert (korean, english) == tuple(
        departments.Department.objects.values_list("name_ko", "name_en").get(code="roads")
    )


def test_only_a_token_for_data_reads(feed, world):
    client = Client()
    answer = client.get(ROOT)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Basic realm="Townline"')
    basic = base64.b64encode(f"excel:{feed.token}".encode()).decode()
    assert client.get(ROOT, headers={"authorization": f"Basic {basic}"}).status_code == 200
    for wrong in ("Basic ***", "Bearer tl_wrong", "Basic " + base64.b64encode(b"\xff").decode()):
        assert client.get(ROOT, headers={"authorization": wrong}).status_code == 401
    Program(world, "auditor", ["cases:read"]).get(status=403)
    Program(world, "roads.officer", ["data:read", "cases:read"]).get(status=403)
    Program(world, "admin").get()
    feed.get("Cases", 405, "post")
    case_api = Client(headers={"authorization": f"Bearer {feed.token}"}).get("/api/v1/cases")
    assert case_api.status_code == 403  # the scope opens the feed alone


def test_each_read_is_in_the_history(feed, world):
    world.text("한 가지")
    feed.get("Cases")
    entry = Transition.objects.filter(event="export:file:download").latest("id")
    assert entry.data == {"file": "odata/Cases", "lines": 1}


def test_wrong_tokens_do_not_shut_out_the_office(feed):
    robot = Client(headers={"authorization": "Bearer tl_wrong"})
    answers = {robot.get(ROOT).status_code for _ in range(80)}
    assert answers == {401, 429}
    feed.get()


@pytest.mark.parametrize("name", ["Cases", "CaseCounts", "Hazards", "SurveyHomes", "Works"])
def test_a_page_takes_as_many_statements_whatever_it_holds(
    feed, world, name, django_assert_max_num_queries
):
    texts(world, 3)
    with django_assert_max_num_queries(8):
        feed.get(name)
