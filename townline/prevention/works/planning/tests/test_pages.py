"""The pages of plans: who reads, plans and adopts; what they show, in how many queries."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook

from townline.platform.core.history.audit import SYSTEM
from townline.prevention.works.planning import api
from townline.prevention.works.planning.models import PlanVersion
from townline.prevention.works.planning.rules import words as spoken
from townline.prevention.works.planning.rules.result import NAMES
from townline.prevention.works.planning.tests.test_versions import PAPER, make_version
from townline.prevention.works.planning.tests.works import BUDGETS, homes
from townline.prevention.works.planning.views import words
from townline.prevention.works.tests.things import BY, ready

pytestmark = pytest.mark.django_db
URL = "/works/plans/"


@pytest.fixture
def plan(world):
    homes()
    return make_version()


@pytest.mark.parametrize(
    ("username", "reads", "plans", "adopts"),
    [("mayor", 200, 403, 403), ("clerk1", 200, 403, 403), ("housing.officer", 200, 302, 403),
     ("housing.head", 200, 302, 302), ("roads.officer", 403, 403, 403), ("admin", 403, 403, 403)],
)  # fmt: skip
def test_who_reads_plans_and_adopts(plan, visit, username, reads, plans, adopts):  # noqa: PLR0917 -- the columns of the table above
    client = visit(username)
    for path in ("", f"{plan.pk}/", f"{plan.pk}/exceptions/", f"{plan.pk}/compare/"):
        assert client.get(f"{URL}{path}").status_code == reads
    for form in ("csv", "xlsx"):
        assert client.get(f"{URL}{plan.pk}/export.{form}").status_code == reads
    assert client.post(URL, {"name": "둘째", **BUDGETS}).status_code == plans
    sent = {"name": "셋째", "budget-2027-district": "9"}
    assert client.post(f"{URL}{plan.pk}/what-if", sent).status_code == plans
    paper = SimpleUploadedFile("a.pdf", b"%PDF")
    sent = {"decision": "12호", "document": paper}
    assert client.post(f"{URL}{plan.pk}/adopt", sent).status_code == adopts


def test_nobody_else_does(plan, visit):
    for path in ("", f"{plan.pk}/", f"{plan.pk}/export.csv", f"{plan.pk}/decision"):
        assert visit().get(f"{URL}{path}").headers["Location"].startswith("/sign-in/")


def test_a_plan_from_the_form_to_its_adoption(world, visit):
    homes()
    client = visit("housing.head")
    answer = client.post(URL, {"name": "첫 안", "worst_first": "2.5", **BUDGETS}, follow=True)
    assert "계산 대기" in answer.content.decode()
    row = PlanVersion.objects.get()
    assert row.input["budgets"][0] == {"year": 2027, "source": "district", "won": 1_000_000}
    api.plan_run(row.pk, actor=SYSTEM)
    page = client.get(f"{URL}{row.pk}/").content.decode()
    assert "새벗로 5" in page
    assert "고정" in page
    sent = {"decision": "정비 12호", "document": SimpleUploadedFile("결재.pdf", b"%PDF-1.7 x")}
    page = client.post(f"{URL}{row.pk}/adopt", sent, follow=True).content.decode()
    assert "채택한 결재 문서: 정비 12호" in page
    file = client.get(f"{URL}{row.pk}/decision")
    assert file.content == b"%PDF-1.7 x"
    assert file.headers["Content-Disposition"] == f'attachment; filename="decision-{row.pk}.pdf"'


def test_deadlines_are_entered_and_changed_on_the_page(world, visit):
    ready("새벗로 5", risk=40.0)
    client = visit("housing.head")
    assert '<option value="2027-2">' in client.get(f"{URL}?year=2027").content.decode()
    for wrong in (due("2027", "soon"), due("2027", ""), due("2027-9", "30"), due("", "30")):
        assert client.post(URL, {"name": "첫 안", **wrong, **BUDGETS}).status_code == 422
    sent = due("2027-2", "30", late="1", group="semi-basement")
    client.post(URL, {"name": "첫 안", **sent, **BUDGETS})
    row = PlanVersion.objects.get()
    entered = {"risk_at_least": 30.0, "by": 2027, "season": "2"}
    assert row.input["deadlines"] == [{**entered, "group": "semi-basement", "allow_late": 1}]
    api.plan_run(row.pk, actor=SYSTEM)
    page = client.get(f"{URL}{row.pk}/").content.decode()
    assert re.search(r'<option value="2027-2" selected>', page)
    assert re.search(r'<option value="semi-basement" selected>', page)
    assert re.search(r'name="due_risk"[^>]*value="30"', page)
    assert re.search(r'name="due_late"[^>]*value="1"', page)
    client.post(f"{URL}{row.pk}/what-if", {"name": "둘째", **due("2028", "30"), **BUDGETS})
    last = PlanVersion.objects.order_by("-id").first()
    assert last.input["deadlines"] == [{"risk_at_least": 30.0, "by": 2028}]


def due(end, risk, group="", late=""):
    """Give the fields of a table of deadlines: one row, and an empty one as on the page."""
    return {
        "due": [end, ""],
        "due_risk": [risk, ""],
        "due_group": [group, ""],
        "due_late": [late, ""],
    }


def test_what_is_wrong_is_said(plan, visit):
    client = visit("housing.head")
    assert client.get(f"{URL}999/").status_code == 404
    answer = client.post(URL, {"name": "x", "budget-2027-district": "many"})
    assert answer.status_code == 422
    answer = client.post(URL, {"name": "x", "budget-2027-nobody": "5"})
    assert answer.status_code == 422
    assert "nobody" in answer.content.decode()
    answer = client.post(f"{URL}{plan.pk}/adopt", {"decision": "12호"})
    assert answer.status_code == 422


def test_pages_take_the_same_queries_however_much_is_planned(world, visit):
    client = visit("housing.head")
    counts = []
    for number in (3, 12):
        for at in range(number):
            ready(f"{number}-{at}", risk=float(at))
        row = make_version(budgets={(2027, "district"): 5_000_000, (2028, "district"): 5_000_000})
        for path in ("", f"{row.pk}/", f"{row.pk}/exceptions/", f"{row.pk}/compare/"):
            client.get(f"{URL}{path}")
            with CaptureQueriesContext(connection, ) as queries:  # fmt: skip
                client.get(f"{URL}{path}")
            counts.append(len(queries))
    assert counts[:4] == counts[4:]


def test_the_list_can_be_narrowed_and_the_file_holds_it_all(plan, visit):
    client = visit("housing.officer")
    page = client.get(f"{URL}{plan.pk}/?year=2028").content.decode()
    shown = re.search(r'id="wp-lines".*?</ol>', page, re.DOTALL)
    assert shown
    assert "새벗로 2" in shown[0]
    assert "새벗로 1" not in shown[0]
    book = load_workbook(io.BytesIO(client.get(f"{URL}{plan.pk}/export.xlsx").content))
    assert [sheet.max_row for sheet in book] == [4, 5, 3]
    csv_text = client.get(f"{URL}{plan.pk}/export.csv").content.decode("utf-8-sig")
    assert len(csv_text.splitlines()) == 4
    assert "새벗로 5" in csv_text


def test_exceptions_and_moves_are_told_in_both_languages(plan, visit):
    changed = api.plan_what_if(
        plan.pk, name="적게", budgets={(2027, "district"): 700_000}, worst_first=None, **BY
    )
    api.plan_run(changed.pk, actor=SYSTEM)
    page = visit("housing.officer").get(f"{URL}{changed.pk}/compare/").content.decode()
    assert "빠짐" in page
    page = visit("housing.officer", "en").get(f"{URL}{changed.pk}/exceptions/").content.decode()
    assert "An order or a decision keeps it there." in page
    assert not re.search("[가-힣]+ 먼저", page)


def test_what_quarrels_is_told(world, visit):
    homes()
    row = make_version(budgets={(2027, "district"): 600_000})
    page = visit("housing.officer").get(f"{URL}{row.pk}/").content.decode()
    assert "2027년 구비 예산 600,000원" in page
    assert "2027년 구비 예산을 700,000원 이상으로 올리기(지금 600,000원)" in page
    assert "새벗로 5" in page  # what is ordered, by its address
    # The order stays where it is: only the money can be changed by a press.
    assert page.count('name="change"') == 1
    page = visit("housing.officer", "en").get(f"{URL}{row.pk}/").content.decode()
    assert "Raise the 2027 budget of District to at least 700,000 won (now 600,000)" in page
    client = visit("housing.officer")
    at = re.search(r'name="change" value="(\d+)"', page)
    assert at
    url = f"{URL}{row.pk}/change"
    assert visit("mayor").post(url, {"change": at[1]}).status_code == 403
    assert client.post(url, {"change": "99"}).status_code == 404
    assert client.post(url, {"change": at[1]}).status_code == 302
    again = PlanVersion.objects.get(base=row)
    assert again.input["budgets"] == [{"year": 2027, "source": "district", "won": 700_000}]
    api.plan_run(again.pk, actor=SYSTEM)
    again.refresh_from_db()
    assert again.state == "ready"


def test_each_reason_has_words():
    names = {*NAMES.values(), *spoken.REASONS} - {"refused"}
    assert names <= set(words.REASONS)
    assert set(spoken.LEFT_OUT) <= set(words.OUT)
    with translation.override("en"):
        assert all(str(each).isascii() for each in words.REASONS.values())


def test_what_was_proved_stands_on_the_page_also_where_time_ran_out(plan, visit):
    client, page = visit("housing.head"), f"{URL}{plan.pk}/"
    assert "시간이 다 되어" not in client.get(page).text
    plan.gap, plan.result = 0.0027, plan.result | {"timed_out": True}
    plan.save(update_fields=["gap", "result"])
    shown = client.get(page).text
    assert "최적해 대비 0.270% 이내임을 확인" in shown
    assert "시간이 다 되어 지금까지 찾은 가장 좋은 안입니다." in shown


def test_what_changed_since_stands_on_the_page(plan, visit):
    from townline.prevention.works import api as works

    gone = int(plan.result["planned"][-1]["need"])
    works.measures_drop([gone], reason="필요 없음", **BY)
    assert (
        "계획 뒤에 바뀐 조치 1건"
        in visit("housing.officer").get(f"{URL}{plan.pk}/").content.decode()
    )
    assert PAPER.content


def test_a_plan_draws_its_years_as_bars_of_their_sources(plan, visit):
    page = visit("housing.officer").get(f"{URL}{plan.pk}/").text
    chart = page.partition('aria-label="연도별 비용(백만 원)"')[2].partition("</figure>")[0]
    costs = PlanVersion.objects.get(id=plan.pk).result["cost_by_year"]
    paid = [each for each in costs if each["won"]]
    assert paid
    assert chart.count('fill="currentColor"') >= len(paid) + len({c["source"] for c in paid})
