"""Commands on a server with units work on the office's database, or refuse; never on another."""

import json
import os
import shutil
from pathlib import Path

import pytest

from townline.config.tests.production.office import Office
from townline.platform.core.paths import DEMO

pytestmark = pytest.mark.peer
WORD = "correct horse 7 battery"


def test_a_person_is_added_to_the_database_that_the_pages_ask(served: Office) -> None:
    words = ("staff", "add", "boss", "--role", "administrator", "--password-stdin")
    done = served.command(*words, given=f"{WORD}\n")
    assert (done.returncode, done.stdout) == (0, "added boss\n"), done.stderr
    assert served.ask("SELECT role FROM departments_staff WHERE username = 'boss'") == [
        ("administrator",)
    ]
    served.check_untouched()


def test_the_home_says_what_it_serves_without_the_password(served: Office) -> None:
    text = (served.home / "serves.json").read_text()
    assert json.loads(text)["district"] == "handeul"
    password = served.url.split(":")[2].partition("@")[0]
    assert password not in text
    done = served.command("database", "show", "--home", str(served.home))
    assert "the district handeul in the database townline at " in done.stdout
    assert password not in done.stdout


def test_a_backup_is_of_that_database_and_the_doctor_knows_it(served: Office) -> None:
    key = served.home / "backup.key"
    done = served.command("backup-key", str(key))
    assert done.returncode == 0, done.stderr
    assert key.stat().st_uid == served.owner
    done = served.command("backup", "--to", str(served.folder / "backups"))
    assert done.stdout.startswith("written and tried: "), done.stderr
    (made,) = (served.folder / "backups").glob("townline-*.tar.age")
    assert made.stat().st_uid == served.owner
    tried = served.command("backup", "verify", str(made))
    assert tried.stdout.startswith("is whole: district handeul"), tried.stderr
    found = served.command("doctor").stdout
    assert "ok    backup" in found, found
    assert "ok    home" in found, found
    assert served.ask("SELECT count(*) FROM core_mark WHERE name = 'backup'") == [(1,)]
    served.check_untouched()


# Each would make or copy an empty database, if it could.
REFUSED = [
    ("staff", "add", "stranger", "--role", "administrator", "--password-stdin"),
    ("backup", "--to", "backups", "--key-file", "key"),
    ("prepare",),
    ("doctor",),
]


@pytest.mark.parametrize("words", REFUSED, ids=lambda words: words[0])
def test_without_the_units_file_a_command_refuses_in_words(
    served: Office, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = served.command(
        *words,
        "--home",
        str(served.home),
        given=f"{WORD}\n",
        TOWNLINE_CONFIG_DIR=str(tmp_path),
    )
    assert done.returncode == (1 if words[0] == "doctor" else 2)
    output = done.stdout if words[0] == "doctor" else done.stderr
    assert "No other database is made for it" in output, done.stdout + done.stderr
    assert "TOWNLINE_DATABASE_URL" in output
    served.check_untouched()


def test_another_database_or_district_than_the_homes_is_refused(served: Office) -> None:
    for variables, words in (
        ({"TOWNLINE_DATABASE_URL": "postgresql://a:b@127.0.0.1:1/other"}, "database move"),
        ({"TOWNLINE_DISTRICT": "elsewhere"}, "a district has a home of its own"),
    ):
        done = served.command("surveys", "count", "--home", str(served.home), **variables)
        assert done.returncode == 2
        assert words in done.stderr
    served.check_untouched()


def test_a_home_is_moved_only_to_a_database_that_holds_its_district(served: Office) -> None:
    before = (served.home / "serves.json").read_text()
    nowhere = {"TOWNLINE_DATABASE_URL": "postgresql://a:b@127.0.0.1:1/other"}
    done = served.command("database", "move", **nowhere)
    assert done.returncode == 2
    empty = served.url.rpartition("/")[0] + "/postgres"
    done = served.command("database", "move", TOWNLINE_DATABASE_URL=empty)
    assert "holds no district handeul: restore a backup there first" in done.stderr
    assert (served.home / "serves.json").read_text() == before
    # The home was noted elsewhere: the present database holds the district under its keys.
    noted = json.loads(before)
    noted["database"]["name"] = "before"
    (served.home / "serves.json").write_text(json.dumps(noted))
    assert served.command("surveys", "count").returncode == 2
    done = served.command("database", "move")
    assert done.returncode == 0, done.stderr
    assert json.loads((served.home / "serves.json").read_text()) == json.loads(before)
    assert served.command("surveys", "count").returncode == 0
    served.check_untouched()


def test_what_root_left_in_the_home_is_named(served: Office) -> None:
    left = served.home / "providers.json"
    left.write_text("[]")
    done = served.command("surveys", "count")
    left.unlink()
    if served.owner == os.geteuid():  # nobody else could have made it
        assert done.returncode == 0
        return
    assert done.returncode == 2
    assert "providers.json in it to root" in done.stderr
    assert "chown -hR" in done.stderr


def test_new_people_of_a_district_get_a_link_each_and_nobody_is_changed_or_removed(
    served: Office,
) -> None:
    assert (
        "new people: each chooses a password by this link, once, within 48 hours" in served.loaded
    )
    links = [line.split() for line in served.loaded.splitlines() if "/sign-in/way-in/" in line]
    assert links[0][1].startswith("https://localhost/sign-in/way-in/")
    names = {name for name, _ in links}
    # Other tests of this folder add two people by commands.
    known = served.ask(
        "SELECT username FROM departments_staff WHERE username NOT IN ('boss', 'clerk7')"
    )
    assert {name for (name,) in known} == names
    chosen = served.ask("SELECT count(*) FROM cases_assignmentrule WHERE person_id > 0")
    assert chosen[0][0] > 0
    folder = served.files / "district"
    shutil.copytree(DEMO, folder)
    lines = (folder / "staff.csv").read_text().splitlines()
    staff_lines = [line for line in lines if not line.startswith("auditor,")]
    assert len(staff_lines) == len(lines) - 1
    staff_lines = [line.replace(",mayor,", ",deputy,") for line in staff_lines]
    staff_lines.append("new.clerk,새 직원,New clerk,clerk,,ko")
    (folder / "staff.csv").write_text("\n".join(staff_lines) + "\n")
    shown = served.command("district", "load", str(folder), "--dry-run")
    assert "people who would be added: new.clerk" in shown.stdout, shown.stdout + shown.stderr
    done = served.command("district", "load", str(folder), "--yes")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("/sign-in/way-in/") == 1
    assert "  new.clerk  https://localhost/sign-in/way-in/" in done.stdout
    roles = dict(served.ask("SELECT username, role FROM departments_staff"))
    assert roles["auditor"] == "auditor"
    assert roles["mayor"] == "mayor"
    assert roles["new.clerk"] == "clerk"
    served.check_untouched()
