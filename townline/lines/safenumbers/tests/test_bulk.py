"""Many numbers from a table: each wrong line is told, and nothing is half done."""

import io

import openpyxl
import pytest

from tests.texts import texts_to_all
from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import LeaseState
from townline.lines.safenumbers.models import Lease, SafeNumber
from townline.lines.safenumbers.rules.leases import lease_subject
from townline.lines.safenumbers.tests.number_plates import issue, small_pool
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
HEAD = "plate,phone,phone_2,fallback,audience,language\n"


def bulk(world, text: str | bytes, *, dry: bool = False):
    content = text if isinstance(text, bytes) else text.encode()
    return api.bulk_issue(by=world.person("clerk1"), content=content, dry=dry, now=world.now)


def wrong(world, text: str | bytes) -> dict[int, str]:
    with pytest.raises(api.BulkInvalid) as caught:
        bulk(world, text)
    assert not Lease.objects.filter(via="bulk").exists()
    assert not SafeNumber.objects.filter(state="leased").exclude(leases__via="counter").exists()
    return {line: kind for line, _, kind in caught.value.problems}


def test_each_line_gets_a_number(world):
    text = (
        HEAD + "12가3456,010-0000-0042,02-0000-0043,,,\n"
        "\n"
        "34나5678,01000000044,,02-0000-0100,fleet,en\n"
    )
    done = bulk(world, text)
    assert (done.issued, done.waiting) == (2, 0)
    first, second = (api.lease_get(each) for each in done.leases)
    assert (first.state, first.phones, first.audience) == (LeaseState.ACTIVE, 2, "resident")
    assert (second.phones, second.audience, second.language) == (2, "fleet", "en")
    assert first.number != second.number
    assert first.code != second.code
    line = audit.history(lease_subject(first.id)).get()
    assert (line.event, line.actor_label) == (
        "lease:number:issue",
        world.person("clerk1").actor.label,
    )
    assert api.lease_by_qr(api.qr_token(second.id)) == second


def test_owners_are_told_afterwards_once(world):
    bulk(world, HEAD + "12가3456,010-0000-0042,,,,\n34나5678,01000000044,,,,en\n")
    assert texts_to_all() == []
    api.leases_run(now=world.now)
    api.leases_run(now=world.now)
    assert len(texts_to_all()) == 2


def test_a_dry_run_does_nothing(world):
    assert bulk(world, HEAD + "12가3456,010-0000-0042,,,,\n", dry=True).issued == 1
    assert not Lease.objects.exists()


def test_each_wrong_line_is_told_with_its_number(world):
    issue(world.now, "99하9999")
    text = (
        HEAD + "거북이,010-0000-0042,,,,\n"
        "12가3456,12,,,,\n"
        "34나5678,010-0000-0042,,,,\n"
        '"34 나\n5678",010-0000-0043,,,,\n'
        "99하9999,010-0000-0044,,,,\n"
        "11가1111,010-0000-0045,,,lorry,\n"
        "11가1112,010-0000-0046,,,,de\n"
        "11가1113,,,,,\n"
    )
    found = wrong(world, text)
    assert found == {
        2: "plate-invalid",
        3: "phones-invalid",
        5: "double",
        7: "car-has-a-number",
        8: "audience",
        9: "language",
        10: "phones-invalid",
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", "columns"), ("a,b\n1,2\n", "columns"), ("plate\n12가3456\n", "columns"),
     ("plate,phone,phone\n", "columns"), (HEAD, "empty"), (b"\xff\xfe\x00", "no-table"),
     (b"PK\x03\x04broken", "no-table"), ('plate,phone\n"12', "no-table"),
     (HEAD + "12가3456,010-0000-0042,,,,\n" * 10_001, "too-long")],
)  # fmt: skip
def test_what_is_no_table_is_said(world, text, kind):
    assert set(wrong(world, text).values()) == {kind}


def test_a_spreadsheet_and_an_office_text_are_read(world):
    book = openpyxl.Workbook()
    book.active.append(["plate", "phone", "audience"])
    book.active.append(["12가 3456", 1000000042, None])  # as a spreadsheet keeps 010-0000-0042
    file = io.BytesIO()
    book.save(file)
    assert bulk(world, file.getvalue()).issued == 1
    assert bulk(world, "plate,phone\n서울34나5678,010-0000-0043\n".encode("cp949")).issued == 1
    phones = {api.owner_phones(lease.id)[0].value for lease in Lease.objects.all()}
    assert phones == {"+821000000042", "+821000000043"}


def test_the_template_is_filled_in_with_korean_words_and_taken(world, visit):
    desk = visit("clerk1")
    page = desk.get("/numbers/bulk/").content.decode()
    assert "꼭 있어야 하는 항목: 차 번호, 전화번호" in page
    book = openpyxl.load_workbook(
        io.BytesIO(desk.get("/numbers/bulk/template.xlsx").content), read_only=False
    )
    first = book.worksheets[0]
    assert [cell.value for cell in first[1]][:3] == ["차 번호", "전화번호", "전화번호 2"]
    assert "회사 차(fleet)" in str(book.worksheets[1]["C7"].value)
    first.append(["12가3456", "010-0000-0042", None, None, "02-0000-0100", "회사 차", "영어"])
    file = io.BytesIO()
    book.save(file)
    assert bulk(world, file.getvalue()).issued == 1
    lease = Lease.objects.get()
    assert (lease.audience, lease.language) == ("fleet", "en")
    assert bulk(world, "차량번호,휴대전화,구분\n34나5678,010-0000-0043,방문자\n").issued == 1
    assert set(wrong_kinds(world, "차량번호,휴대전화,구분\n56다7890,010-0000-0044,트럭\n")) == {
        "audience"
    }


def wrong_kinds(world, text: str) -> list[str]:
    with pytest.raises(api.BulkInvalid) as caught:
        bulk(world, text)
    return [kind for _, _, kind in caught.value.problems]


def test_the_last_lines_wait_when_the_pool_runs_dry(world):
    small_pool(1, now=world.now)
    done = bulk(world, HEAD + "11가1111,010-0000-0042,,,,\n22가2222,010-0000-0043,,,,\n")
    assert (done.issued, done.waiting) == (1, 1)
    assert api.lease_get(done.leases[1]).state is LeaseState.WAITING


def test_staff_without_the_power_cannot(world):
    with pytest.raises(api.NotAllowed):
        api.bulk_issue(
            by=world.person("roads.officer"), content=HEAD.encode(), dry=True, now=world.now
        )
