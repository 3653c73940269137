"""The commands beside a running Townline: they share its database and answer in plain words."""

from pathlib import Path

import pytest

from townline.config.tests.running.installation import House, sign_in

PASSWORD = "correct horse 7"


def test_a_person_is_added_and_signs_in(house: House) -> None:
    added = house.command(
        "staff", "add", "clerk7", "--role", "clerk", "--password-stdin", words=f"{PASSWORD}\n"
    )
    assert (added.returncode, added.stdout) == (0, "added clerk7\n"), added.stderr
    with house.client() as client:
        sign_in(client, "clerk7", PASSWORD)
        assert client.get("/inbox/").status_code == 200


@pytest.mark.long  # each starts a process for a sentence that changes seldom
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("x", "--role", "king", "--password-stdin"), "unknown role 'king'"),
        (("x", "--role", "officer", "--department", "no", "--password-stdin"), "no"),
        (("x", "--role", "clerk"), "--password-stdin"),
    ],
)
def test_a_wrong_person_is_refused(house: House, arguments: tuple[str, ...], words: str) -> None:
    done = house.command("staff", "add", *arguments, words=f"{PASSWORD}\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("townline: ")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_token_opens_the_interface(house: House) -> None:
    house.command(
        "staff", "add", "clerk8", "--role", "clerk", "--password-stdin", words=f"{PASSWORD}\n"
    )
    made = house.command("token", "clerk8", "--scopes", "cases:read", "--name", "night lists")
    token = made.stdout.strip()
    assert token.startswith("tl_"), made.stderr
    with house.client() as client:
        headers = {"Authorization": f"Bearer {token}"}
        listed = client.get("/api/v1/departments", headers=headers)
        assert listed.status_code == 200
        assert client.get("/api/v1/departments").status_code == 401
        me = client.get("/api/v1/me", headers=headers).json()
        assert (me["username"], me["token"]["name"]) == ("clerk8", "night lists")
    assert {"code", "name"} <= set(listed.json()["items"][0])


@pytest.mark.long  # each starts a process for a sentence that changes seldom
def test_a_token_for_nobody_is_refused(house: House) -> None:
    done = house.command("token", "nobody", "--scopes", "cases:read")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nobody is called 'nobody'" in done.stderr


def test_a_damaged_district_changes_nothing(house: House, tmp_path: Path) -> None:
    done = house.command("district", "load", str(tmp_path))
    assert done.returncode == 2
    assert "nothing was loaded" in done.stderr


@pytest.mark.long  # each starts a process for a sentence that changes seldom
def test_an_unknown_process_is_said(house: House) -> None:
    done = house.command("process", "cellar")
    assert done.returncode == 2
    assert done.stderr.startswith("townline: ")


def test_the_doctor_sees_a_house_at_work(house: House) -> None:
    done = house.command("doctor")
    lines = {line[6:22].strip(): line[:5].strip() for line in done.stdout.splitlines()}
    assert lines["run"] == lines["keys"] == lines["durability"] == lines["tables"] == "ok"
    assert "Traceback" not in done.stdout + done.stderr


def test_a_server_of_ones_own_is_used(house: House) -> None:
    elsewhere = House(
        house.home / "elsewhere",
        TOWNLINE_DATABASE_URL=house.dsn(),
        TOWNLINE_KEYS_FILE=str(house.home / "keys.json"),
    )
    done = elsewhere.command("doctor")
    assert "ok    district" in done.stdout, done.stdout + done.stderr
    assert not (elsewhere.home / "database").exists()


@pytest.mark.long  # each starts a process for a sentence that changes seldom
def test_tables_that_are_not_there_are_said(house: House) -> None:
    elsewhere = House(
        house.home / "no-tables",
        TOWNLINE_DATABASE_URL=house.dsn(),
        TOWNLINE_KEYS_FILE=str(house.home / "keys.json"),
        TOWNLINE_DISTRICT="nobody",
    )
    done = elsewhere.command("surveys", "count", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("run townline prepare first\n")


@pytest.mark.long  # each starts a process for a sentence that changes seldom
def test_lost_keys_are_never_made_anew(house: House) -> None:
    stranger = House(house.home / "stranger", TOWNLINE_DATABASE_URL=house.dsn())
    done = stranger.command("migrate")
    assert done.returncode == 2
    assert "is missing, but the database has data made with it" in done.stderr
    assert not (stranger.home / "keys.json").exists()


@pytest.mark.long  # each starts a process for a sentence that changes seldom
def test_a_server_that_is_not_there_is_said(house: House) -> None:
    unreachable = "postgresql://townline@127.0.0.1:1/townline"
    done = House(house.home / "away", TOWNLINE_DATABASE_URL=unreachable).command("migrate")
    assert done.returncode == 2
    assert done.stderr.startswith("townline: the database of TOWNLINE_DATABASE_URL: ")
    assert "Traceback" not in done.stderr
