"""A spreadsheet of five kilobytes costs nothing, and a large list is read and taken by jobs."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from townline.platform.core import jobs, sandbox
from townline.platform.core.sandbox.tests import books
from townline.prevention.surveys import tasks
from townline.prevention.surveys.models import Home, ListImport
from townline.prevention.surveys.rules.invented import HEADINGS
from townline.prevention.surveys.services import list_files
from townline.prevention.surveys.tests.lists import KIND, NOW, as_csv, as_xlsx, invented_rows, row

pytestmark = pytest.mark.django_db
URL = "/surveys/import/"


def upload_list(client, content, name="homes.xlsx", **more):
    return client.post(URL, {"kind": KIND, "file": SimpleUploadedFile(name, content)} | more)


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def client(visit):
    return visit("housing.officer")


@pytest.fixture
def by_job(monkeypatch):
    """Have every file read by a job, and give what runs those that wait."""
    monkeypatch.setattr(list_files, "AT_ONCE_BYTES", 10)

    def run(draft_id, task=tasks.read_list, **more):
        assert jobs.job_of(list_files.subject_of(draft_id), NOW) is not None
        task(draft_id=draft_id, **more)

    return run


@pytest.mark.parametrize("content", [books.blank_in_the_last_row(), books.merged_over_everything()])
def test_a_list_whose_sheet_reaches_far_is_taken_as_what_it_is(client, content):
    answer = upload_list(client, content, name="homes.xls")
    assert answer.status_code == 302
    assert "2줄" in page(client, answer.headers["Location"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (books.many_rows(400_000), "120000줄까지"),
        (books.with_sheet("<sheetData>" + " " * 320_000_000), "압축을 풀면"),
        (books.with_sheet("<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 30_000), "병합한 셀"),
    ],
    ids=["rows", "bomb", "merges"],
)
def test_a_hostile_spreadsheet_is_422_in_words(client, content, words, monkeypatch):
    monkeypatch.setattr(list_files, "AT_ONCE_BYTES", len(content))
    answer = upload_list(client, content)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    answer = client.post(
        f"/surveys/forms/?kind={KIND}",
        {"file": SimpleUploadedFile("form.xlsx", content[:5_000_000])},
    )
    assert answer.status_code == 422


def test_a_list_beyond_the_budget_says_so(client, monkeypatch):
    def slow(*_files, **_more):
        raise sandbox.Exceeded("time")

    monkeypatch.setattr(sandbox, "call", slow)
    answer = upload_list(client, books.save_workbook(books.small()))
    assert (answer.status_code, "너무 오래" in answer.content.decode()) == (422, True)


def test_a_large_list_is_read_compared_and_taken_by_jobs(client, by_job):
    answer = upload_list(client, as_csv(invented_rows(30)), name="homes.csv")
    url = answer.headers["Location"]
    draft = ListImport.objects.get()
    assert (answer.status_code, draft.long, draft.table) == (302, True, None)
    waiting = page(client, url)
    assert "<progress" in waiting
    assert "파일을 읽는 중" in waiting
    assert 'name="take"' not in waiting

    by_job(draft.id)
    ready = page(client, url)
    assert "<progress" not in ready
    assert 'name="take"' in ready
    draft.refresh_from_db()
    assert (draft.rows, draft.counts["listed"]) == (30, 30)
    assert not Home.objects.exists()

    fields = {f"fields-{name}": heading for name, heading in draft.mapping["fields"].items()}
    client.post(url, fields | {"take": "1"})
    assert "반영하는 중" in page(client, url)
    by_job(draft.id, tasks.take_list, staff_id=draft.by_id, label="주택 담당")
    assert Home.objects.count() == 30
    draft.refresh_from_db()
    assert (draft.content, draft.table) == (None, None)
    assert "<progress" not in page(client, url)
    by_job(draft.id, tasks.take_list, staff_id=draft.by_id, label="주택 담당")
    assert Home.objects.count() == 30


def test_other_columns_of_a_large_list_are_compared_anew(client, by_job):
    url = upload_list(client, as_csv(invented_rows(5)), name="homes.csv").headers["Location"]
    draft = ListImport.objects.get()
    by_job(draft.id)
    address = {"fields-address": "관리번호"}
    client.post(url, address | {"again": "1"})
    assert "비교하는 중" in page(client, url)
    by_job(draft.id, tasks.compare_list)
    draft.refresh_from_db()
    assert draft.counts["refused"] == 5
    assert "5" in page(client, url)


def test_of_several_sheets_one_is_chosen_without_sending_the_file_again(client):
    url = upload_list(client, as_xlsx(구=invented_rows(2), 신=invented_rows(3))).headers["Location"]
    page_text = page(client, url)
    assert "시트가 여러 개입니다" in page_text
    assert re.search(r"<option>구</option>\s*<option>신</option>", page_text)
    assert client.post(url, {"sheet": "신", "read": "1"}).status_code == 302
    ready = page(client, url)
    assert 'name="take"' in ready
    assert "3줄" in ready


def test_all_mistakes_of_a_line_are_shown(client):
    wrong = row("1", address="아무 데나", 위도="여기", 사용승인일="언제")
    odd = row("2", address="새벗로 2", 사용승인일="언제")
    url = upload_list(client, as_csv([list(HEADINGS), wrong, odd]), name="a.csv").headers[
        "Location"
    ]
    refused, _, noted = page(client, url).partition("읽을 수 없어 비워 둔 칸")
    for words in ("도로명과 번호를 찾을 수 없습니다", "숫자로 적습니다", "1998-07-03처럼"):
        assert words in refused.partition("오류 행")[2]
    assert "1998-07-03처럼" in noted


def test_of_several_sheets_of_a_large_book_one_is_chosen_later(client, by_job):
    rows = invented_rows(3)
    url = upload_list(client, as_xlsx(구=rows, 신=rows)).headers["Location"]
    draft = ListImport.objects.get()
    by_job(draft.id)
    page_text = page(client, url)
    assert re.search(r"<option>구</option>\s*<option>신</option>", page_text)
    client.post(url, {"sheet": "신", "read": "1"})
    by_job(draft.id)
    assert 'name="take"' in page(client, url)


def test_a_job_that_fell_can_be_started_anew(client, by_job, monkeypatch):
    url = upload_list(client, as_csv(invented_rows(3)), name="homes.csv").headers["Location"]
    draft = ListImport.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr(list_files.tables, "read", _falls)
        with pytest.raises(RuntimeError):
            by_job(draft.id)
    assert "멈추었습니다" in page(client, url)
    client.post(url, {"sheet": "", "read": "1"})
    by_job(draft.id)
    assert 'name="take"' in page(client, url)


def _falls(*_arguments):
    raise RuntimeError("killed")
