"""``townline numbers``: what a person at the server sees, and no number in clear."""

import json
from contextlib import contextmanager

import pytest

from townline.config import cli
from townline.lines.safenumbers import api, commands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]
CAR = ("--phone", "010-0000-0042", "--plate", "12가3456")


@pytest.fixture
def townline(monkeypatch, capsys):
    """Give ``townline(words…)``: exit code, what was said, and what was complained of."""

    @contextmanager
    def ready(_options):
        yield

    monkeypatch.setattr(commands, "ready", ready)

    def run(*words):
        code = cli.main(["numbers", *words])
        captured = capsys.readouterr()
        return code, captured.out.strip(), captured.err.strip()

    return run


def test_a_number_is_issued_and_printed(townline):
    code, output, _ = townline("issue", *CAR)
    assert code == 0
    lease = api.lease_by_number(api.number_parse(output))
    assert api.number_shown(lease.number) == output
    assert (lease.plate_masked, lease.phones) == ("12가 **56", 1)


def test_the_list_is_json_and_masked(townline):
    _, number, _ = townline("issue", *CAR, "--phone", "02-0000-0100", "--for", "fleet")
    code, output, _ = townline("list", "--json")
    [row] = json.loads(output)
    assert code == 0
    assert (row["number"], row["state"], row["for"]) == (number, "active", "fleet")
    assert (row["car"], row["owner"]) == ("12가 **56", "010-****-0042")
    for secret in ("12가3456", "3456", "0000-0042", "00000042"):
        assert secret not in output
    assert "010-****-0042" in townline("list")[1]


def test_a_number_is_paused_resumed_changed_and_ended(townline):
    _, number, _ = townline("issue", *CAR)
    assert townline("suspend", number)[1] == f"{number}: suspended"
    assert townline("resume", number)[1] == f"{number}: active"
    code, new, _ = townline("rotate", number, "--reason", "광고 전화")
    assert code == 0
    assert new != number
    assert townline("end", new)[1] == f"{new}: ended"
    assert api.leases_count() == {"rotated": 1, "ended": 1}


@pytest.mark.parametrize(
    ("words", "message"),
    [(("issue", "--phone", "12", "--plate", "12가3456"), "telephone number"),
     (("issue", "--phone", "010-0000-0042", "--plate", "거북이"), "no car number"),
     (("issue", *CAR, "--for", "lorry"), "resident, visitor, fleet"),
     (("suspend", "0504-0000-1001"), "nobody's use"),
     (("suspend", "0504-000-1001"), "twelve digits"),
     (("import", "/nowhere.csv"), "cannot be read")],
)  # fmt: skip
def test_refusals_are_plain_words_and_exit_code_2(townline, words, message):
    code, output, complaint = townline(*words)
    assert (code, output) == (2, "")
    assert message in complaint


def test_a_dry_pool_is_said_and_the_car_waits(townline, world):
    api.pools_load([], now=world.now)
    code, _, complaint = townline("issue", *CAR)
    assert code == 2
    assert "waiting list" in complaint
    assert json.loads(townline("list", "--json")[1])[0]["number"] is None


def test_a_file_is_issued_whole_or_not_at_all(townline, tmp_path):
    file = tmp_path / "cars.csv"
    file.write_text("plate,phone\n12가3456,010-0000-0042\n거북이,010-0000-0043\n")
    code, _, complaint = townline("import", str(file))
    assert code == 2
    assert "line 3: this is no car number" in complaint
    assert api.leases_count() == {}
    file.write_text("plate,phone\n12가3456,010-0000-0042\n34나5678,010-0000-0043\n")
    assert townline("import", str(file), "--dry-run")[1].startswith("2 would be issued")
    assert townline("import", str(file))[1].startswith("2 issued")
    assert api.leases_count() == {"active": 2}
