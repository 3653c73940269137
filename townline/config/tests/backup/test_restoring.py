"""A demo district at work is copied, and comes back row by row in an empty home."""

import hashlib
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import psycopg
import pyrage
import pytest
from psycopg import sql

from tests import tables
from townline.config.tests.running.installation import House
from townline.platform.backup import restoring
from townline.platform.backup.problems import BackupProblem
from townline.platform.core.keys import crypto
from townline.platform.postgres import EmbeddedPostgres

PHOTO = b"\xff\xd8\xff\xe0 not really a photo"
PROVIDERS = '[{"kind": "twilio", "name": "t1", "settings": {"auth_token": "s3cr3t-canary"}}]'


def _command(home: Path, *words: str, **variables: str) -> CompletedProcess[str]:
    return House(home, **variables).command(*words)


def _ok(home: Path, *words: str, **variables: str) -> str:
    done = _command(home, *words, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def old(place: Path) -> Iterator[Path]:
    """A demo district, prepared, with a photo and a provider; its database stays up."""
    home = place / "old"
    home.mkdir()
    tables.lay(home)
    server = EmbeddedPostgres(home)
    server.ensure()
    try:
        _fill(home, place)
        yield home
    finally:
        server.stop()


def _fill(home: Path, place: Path) -> None:
    _ok(home, "prepare", TOWNLINE_DEMO="1")
    name = hashlib.sha256(PHOTO).hexdigest()
    for district in ("handeul", "another"):
        photo = home / "media" / district / name[:2] / name
        photo.parent.mkdir(parents=True, exist_ok=True)
        photo.write_bytes(PHOTO if district == "handeul" else b"of another district")
    with psycopg.connect(EmbeddedPostgres(home).dsn) as link:
        link.execute("SET search_path = handeul")
        link.execute(
            "INSERT INTO conversations_linkstatus (transport, state, since, detail, seen_at,"
            " priority, carries, photos, serving, failures, reason)"
            " VALUES ('smpp-1', 'bound', now(), 'so far', now(), 100, 'segments', 0, true, 0, '')"
        )
    (home / "providers.json").write_text(PROVIDERS)
    _ok(home, "backup-key", str(place / "key"))


@pytest.fixture(scope="module")
def made(old: Path, place: Path) -> Path:
    output = _ok(old, "backup", "--to", str(place / "copies"), "--key-file", str(place / "key"))
    assert output.startswith("written and tried: ")
    (path,) = (place / "copies").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    return path


def _rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    server = EmbeddedPostgres(home)
    try:
        with psycopg.connect(server.ensure()) as link:
            tables = link.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'handeul' ORDER BY 1"
            ).fetchall()
            return {
                table: sorted(
                    link.execute(
                        sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier("handeul", table))
                    ).fetchall()
                )
                for (table,) in tables
            }
    finally:
        server.stop()


def _sequences(home: Path) -> list[tuple[object, ...]]:
    server = EmbeddedPostgres(home)
    try:
        with psycopg.connect(server.ensure()) as link:
            return link.execute(
                "SELECT sequencename, last_value FROM pg_sequences"
                " WHERE schemaname = 'handeul' ORDER BY 1"
            ).fetchall()
    finally:
        server.stop()


def _photos(home: Path) -> dict[str, bytes]:
    found = ((path, path.relative_to(home)) for path in (home / "media" / "handeul").rglob("*"))
    return {
        str(name): path.read_bytes()
        for path, name in found
        if path.is_file() and not path.name.startswith(".")
    }


def _restore(home: Path, file: Path, place: Path, **more: str) -> CompletedProcess[str]:
    given = {"keys": str(place / "old" / "keys.json"), "key": str(place / "key")} | more
    words = ("restore", str(file), "--keys-file", given["keys"], "--key-file", given["key"])
    return _command(home, *words)


def test_every_row_comes_back_in_an_empty_folder(old: Path, made: Path, place: Path) -> None:
    new = place / "new"
    done = _restore(new, made, place)
    assert done.returncode == 0, done.stderr
    before, after = _rows(old), _rows(new)
    # What the backup noted about itself came later than the moment it shows.
    before.pop("core_mark"), after.pop("core_mark")
    # No process of the new home holds the link.
    (bound,), (link,) = (rows.pop("conversations_linkstatus") for rows in (before, after))
    assert (",bound," in str(bound), ",stopped," in str(link)) == (True, True)
    assert len(before["conversations_incomingtext"]) > 1000
    assert before.keys() == after.keys()
    assert [table for table in before if before[table] != after[table]] == []
    assert _sequences(old) == _sequences(new)
    photos = _photos(new)
    assert photos == _photos(old)
    assert PHOTO in photos.values()
    (own,) = (new / "media").iterdir()
    assert (own.name, own.stat().st_mode & 0o777) == ("handeul", 0o700)
    left = (new / "providers-without-secrets.json").read_text()
    assert "t1" in left
    assert "canary" not in left
    # Nobody works in the new home yet, which the doctor calls bad.
    output = _command(new, "doctor", TOWNLINE_DEMO="1").stdout.splitlines()
    lines = {line[6:22].strip(): line[:5].strip() for line in output}
    assert lines["keys"] == lines["tables"] == "ok", output


def test_the_keys_and_secrets_are_not_in_it(made: Path, old: Path, place: Path) -> None:
    from townline.platform.backup import archive, secret

    ring = crypto.load(old / "keys.json")
    parts = {}
    with archive.reading(made, secret.read(place / "key")) as (_, tar):
        for member in archive.rest(tar):
            parts[member.name] = archive.content(tar, member)
    everything = b"".join(parts.values())
    raw = (old / "keys.json").read_text()
    assert ring.signing.encode() not in everything
    assert not any(key in everything for key in ring.field.values())
    assert ring.lookup not in everything
    assert b"canary" not in everything
    assert not any(
        word in everything.decode("latin-1") for word in raw.split('"') if len(word) > 30
    )


def test_another_districts_keys_are_refused_before_anything_is_written(
    made: Path, place: Path
) -> None:
    crypto.create(place / "strange.json")
    done = _restore(place / "refused", made, place, keys=str(place / "strange.json"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "are not those of this backup" in done.stderr
    assert not (place / "refused").exists()


def test_another_backup_key_is_refused_before_anything_is_written(
    old: Path, made: Path, place: Path
) -> None:
    _ok(old, "backup-key", str(place / "key2"))
    done = _restore(place / "refused", made, place, key=str(place / "key2"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "is not the key this backup was made with" in done.stderr
    assert not (place / "refused").exists()


def test_a_backup_cut_short_is_refused_before_anything_is_written(made: Path, place: Path) -> None:
    cut = place / "cut.tlb"
    cut.write_bytes(made.read_bytes()[:-1000])
    done = _restore(place / "refused", cut, place)
    assert done.returncode == 2
    assert "cut short or damaged" in done.stderr
    assert not (place / "refused").exists()


def test_what_was_put_behind_a_backup_is_refused_before_anything_is_written(
    made: Path, place: Path
) -> None:
    longer = place / "longer.tar.age"
    longer.write_bytes(made.read_bytes() + b"more")
    done = _restore(place / "refused", longer, place)
    assert done.returncode == 2
    assert "something was put behind it" in done.stderr
    assert not (place / "refused").exists()
    done = _command(
        place / "old", "backup", "verify", str(longer), "--key-file", str(place / "key")
    )
    assert done.returncode == 2
    assert "something was put behind it" in done.stderr


def test_a_home_that_holds_anything_is_left_alone(made: Path, place: Path) -> None:
    home = place / "notes"
    home.mkdir()
    (home / "notes.txt").write_text("mine")
    done = _restore(home, made, place)
    assert done.returncode == 2
    assert "it holds notes.txt: name an empty --home, or move" in done.stderr
    assert [one.name for one in home.iterdir()] == ["notes.txt"]


def test_a_schema_that_holds_anything_is_refused(old: Path) -> None:
    server = EmbeddedPostgres(old)
    dsn = server.ensure()
    try:
        with psycopg.connect(dsn) as link:
            link.execute("CREATE SCHEMA held_empty")
            link.execute("CREATE SCHEMA held_one")
            link.execute("CREATE FUNCTION held_one.f() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        restoring.check_schema(dsn, "held_empty")
        restoring.check_schema(dsn, "nowhere")
        for district in ("held_one", "handeul"):
            with pytest.raises(BackupProblem, match=f"ALTER SCHEMA {district} RENAME TO"):
                restoring.check_schema(dsn, district)
        with psycopg.connect(dsn) as link:
            link.execute("DROP SCHEMA held_empty")
            link.execute("DROP SCHEMA held_one CASCADE")
    finally:
        server.stop()


def test_age_opens_a_backup_and_tar_reads_it(made: Path, place: Path) -> None:
    shown = _ok(place / "old", "backup-key", "--show", str(place / "key")).strip()
    identity = pyrage.x25519.Identity.from_str(shown)
    plain = place / "plain.tar"
    pyrage.decrypt_file(str(made), str(plain), [identity])
    with tarfile.open(plain) as tar:
        assert {"manifest.json", "database.dump"} <= set(tar.getnames())


def test_a_home_in_use_is_left_alone(old: Path, made: Path, place: Path) -> None:
    before = (old / "keys.json").read_bytes()
    done = _restore(old, made, place)
    assert done.returncode == 2
    assert "in use already" in done.stderr
    assert (old / "keys.json").read_bytes() == before


def test_another_district_is_refused_with_what_to_set(made: Path, place: Path) -> None:
    words = ("restore", str(made), "--keys-file", str(place / "old" / "keys.json"))
    done = _command(
        place / "refused", *words, "--key-file", str(place / "key"), TOWNLINE_DISTRICT="other"
    )
    assert done.returncode == 2
    assert "TOWNLINE_DISTRICT=handeul" in done.stderr
    assert not (place / "refused").exists()


def test_verify_says_whole_and_leaves_nothing(made: Path, place: Path) -> None:
    scratch = place / "scratch"
    scratch.mkdir(exist_ok=True)
    words = ("backup", "verify", str(made), "--key-file", str(place / "key"))
    output = _ok(place / "old", *words, TMPDIR=str(scratch))
    assert output.startswith("is whole: district handeul of ")
    assert list(scratch.iterdir()) == []


def test_verify_notices_a_row_that_is_not_as_it_was(made: Path, place: Path) -> None:
    """Count wrongly on purpose: the words name the table."""
    from dataclasses import replace

    from townline.platform.backup import archive, restoring, secret
    from townline.platform.backup.checksums import Count
    from townline.platform.backup.problems import BackupProblem

    key = secret.read(place / "key")
    with archive.reading(made, key) as (manifest, tar):
        parts = [(member.name, archive.content(tar, member)) for member in archive.rest(tar)]
    cases = manifest.tables["cases_case"]
    wrong = replace(
        manifest,
        tables=manifest.tables | {"cases_case": Count(cases.rows, str(int(cases.sum) + 1))},
    )

    def fill(tar) -> None:
        archive.add(tar, archive.MANIFEST, wrong.to_bytes())
        for name, data in parts:
            archive.add(tar, name, data)

    other = place / "wrong.tlb"
    archive.write(other, key, fill)
    with pytest.raises(BackupProblem, match="cases_case: rows differ"):
        restoring.verify(other, key)


def test_old_ones_go_and_a_copy_goes_elsewhere(old: Path, place: Path) -> None:
    folder, elsewhere = place / "nightly", place / "elsewhere"
    elsewhere.mkdir()
    folder.mkdir()
    for day in range(1, 5):
        (folder / f"townline-handeul-2026010{day}T000000Z.tlb").touch()
    (folder / "townline-other-20260101T000000Z.tlb").touch()
    words = ("backup", "--to", str(folder), "--key-file", str(place / "key"), "--no-verify")
    copy = f"{shutil.which('cp')} {{file}} '{elsewhere}'"
    _ok(old, *words, "--keep", "3", TOWNLINE_BACKUP_COPY=copy)
    left = sorted(path.name[:25] for path in folder.iterdir())
    assert left[:2] == ["townline-handeul-20260103", "townline-handeul-20260104"]
    assert len(left) == 4
    assert [p.name for p in elsewhere.iterdir()] == [max(p.name for p in folder.glob("*handeul*"))]


def test_a_copy_that_fails_is_said(old: Path, place: Path) -> None:
    words = ("backup", "--to", str(place / "n2"), "--key-file", str(place / "key"), "--no-verify")
    done = _command(old, *words, TOWNLINE_BACKUP_COPY=f"{shutil.which('false')} {{file}}")
    assert done.returncode == 2
    assert "made, but not copied elsewhere" in done.stderr
    assert "nobody was told" in done.stderr
    assert len(list((place / "n2").iterdir())) == 1
