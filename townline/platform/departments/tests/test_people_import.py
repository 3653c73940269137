"""A table on a page adds many people: a preview, then all with a link each, or nobody."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from townline.platform.core.models import Transition
from townline.platform.departments.models import Staff

pytestmark = pytest.mark.django_db
PAGE = "/settings/people/import/"
TABLE = """아이디,이름,영문 이름,역할,부서,언어
roads.new1,도로과 새 담당,New roads officer,담당자,도로과,한국어
roads.new2,도로과 새 담당 2,New roads officer 2,담당자,roads,영어
mayor,구청장,Mayor,구청장,,한국어
"""


def upload(client, text=TABLE, name="people.csv", **fields):
    content = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile(name, content)
    return client.post(PAGE, {"do": "check", "file": file, **fields})


def test_a_table_is_previewed_then_its_new_people_are_added_with_a_link_each(visit, world):
    client = visit("admin")
    preview = upload(client).content.decode()
    assert "roads.new1" in preview
    assert "이미 있는 사용자 1명은 그대로 둡니다." in preview
    assert not Staff.objects.filter(username="roads.new1").exists()
    stored = re.search(r'name="kept" value="([^"]+)"', preview)
    again = client.post(PAGE, {"do": "import", "kept": stored[1]})
    assert again.status_code == 422  # no reason
    assert not Staff.objects.filter(username="roads.new1").exists()
    done = client.post(PAGE, {"do": "import", "kept": stored[1], "reason": "정기 인사"})
    links = re.findall(r"/sign-in/way-in/[^<\s]+", done.content.decode())
    assert len(set(links)) == 2
    assert visit().get(links[0]).status_code == 200
    new = Staff.objects.get(username="roads.new2")
    assert (new.role, new.department_id, new.language) == ("officer", "roads", "en")
    line = Transition.objects.get(subject=f"staff:{new.id}", event="staff:account:add")
    assert (line.actor_label, line.reason) == ("문자선 관리자", "정기 인사")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            TABLE.replace("담당자,도로과", "담당자,달나라과"),
            "2번째 줄</b> 부서 달나라과는 없습니다.",
        ),
        (TABLE.replace("담당자,roads", "담당자,"), "3번째 줄</b> 이 역할은 부서가 필요합니다."),
        (TABLE.replace("담당자,roads", "왕,roads"), "역할 왕은 없습니다."),
        (TABLE.replace("roads.new2", "roads.new1"), "아이디 roads.new1이 2번째 줄에도 있습니다."),
        (TABLE.replace("roads.new2", "Roads New"), "소문자, 숫자, 점, 줄표만"),
        (TABLE.replace("도로과 새 담당 2", ""), "이름이 비어 있습니다."),
        (TABLE.replace("언어", "말"), "첫 줄에 이 제목만 있어야 합니다: 아이디, 이름"),
        (TABLE.encode("cp949"), "UTF-8이 아닙니다."),
        ("", "1 MB까지의 CSV나 XLSX 파일을 선택해 주세요."),
    ],
)
def test_what_is_wrong_stands_with_its_line_and_nobody_is_added(visit, world, text, words):
    before = Staff.objects.count()
    answer = upload(visit("admin"), text, do="import", reason="정기 인사")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Staff.objects.count() == before


def test_the_empty_workbook_is_read_once_filled_and_other_files_are_not(visit, world):
    client = visit("admin")
    blank = client.get(f"{PAGE}blank.xlsx").content
    assert upload(client, blank, "people.xlsx").status_code == 200
    answer = upload(client, b"no workbook", "people.xlsx").content.decode()
    assert "엑셀 통합 문서(XLSX)로 읽을 수 없습니다." in answer


@pytest.mark.parametrize("username", ["clerk1", "roads.head", "auditor"])
def test_only_who_manages_people_imports_them(visit, world, username):
    assert upload(visit(username)).status_code == 403
    assert visit(username).get(PAGE).status_code == 403
