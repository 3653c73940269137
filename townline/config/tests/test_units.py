"""The units: systemd reads them, finds them tight, and knows every process."""

import re
import subprocess
from pathlib import Path

import pytest

from townline.config import cli
from townline.config.processes.children import CHILDREN
from townline.platform.postgres.configuration import document
from townline.platform.processes import memory

HOST = ("--host", "text.example.org")


def write(out: Path, *more: str) -> dict[str, str]:
    assert cli.main(["deploy-config", *HOST, "--out", str(out), *more]) == 0
    return {str(p.relative_to(out)): p.read_text() for p in out.rglob("*") if p.is_file()}


def analyze(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 -- our own command line
        ["/usr/bin/systemd-analyze", "--no-pager", *words],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("more", [(), ("--single",)])
def test_systemd_has_nothing_to_say_about_them(tmp_path, more):
    write(tmp_path, *more)
    done = analyze("verify", *map(str, sorted((tmp_path / "systemd").iterdir())))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_mistake_would_be_noticed(tmp_path):
    write(tmp_path)
    unit = tmp_path / "systemd" / "townline-web.service"
    unit.write_text(unit.read_text().replace("ProtectSystem=strict", "ProtectSystem=fairly"))
    assert "ProtectSystem" in analyze("verify", str(unit)).stderr


@pytest.mark.parametrize("name", ["live", "web", "worker", "texts", "prepare", "backup"])
def test_no_process_is_more_exposed_than_it_must_be(tmp_path, name):
    write(tmp_path)
    unit = tmp_path / "systemd" / f"townline-{name}.service"
    # In tenths: 1.5 of 10 at most.
    done = analyze("security", "--offline=true", "--threshold=15", str(unit))
    assert done.returncode == 0, done.stdout[-300:]


def test_every_process_of_an_office_has_its_unit(tmp_path):
    files = write(tmp_path)
    # The first two are the demo's; the last forks for `townline run` only.
    names = {child.name for child in CHILDREN} - {"simulator", "telephones", "forkserver"}
    assert {f"systemd/townline-{name}.service" for name in names} <= files.keys()
    wants = re.search(r"Wants=(.*)", files["systemd/townline.target"])
    assert wants is not None
    assert set(wants[1].split()) == {f"townline-{name}.service" for name in names}
    units = {name for name in files if name.startswith("systemd/townline-")}
    assert not any("forkserver" in name for name in units)


def test_a_process_that_is_no_unit_refuses_to_be_one(capsys, monkeypatch, tmp_path):
    monkeypatch.delenv("TOWNLINE_SUPERVISED", raising=False)
    for name in ("forkserver", "simulator", "telephones"):
        assert cli.main(["process", name, "--home", str(tmp_path)]) == 2
        assert f"the process {name} runs only under townline run" in capsys.readouterr().err


def test_several_of_a_process_have_sockets_and_ports_of_their_own(tmp_path):
    files = write(tmp_path, "--count", "web=2", "--count", "live=2", "--count", "worker=3")
    wants = re.search(r"Wants=(.*)", files["systemd/townline.target"])
    assert wants is not None
    assert {
        *("townline-web@1.service", "townline-web@2.service"),
        *("townline-live@8000.service", "townline-live@8001.service"),
        *(f"townline-worker@{number}.service" for number in (1, 2, 3)),
        "townline-texts.service",
    } < set(wants[1].split())
    assert (
        "TOWNLINE_WEB_SOCKET=/run/townline/web-%i.sock\n" in files["systemd/townline-web@.service"]
    )
    live = files["systemd/townline-live@.service"]
    assert "TOWNLINE_PORT=%i " in live
    assert "=/run/townline/web-1.sock,/run/townline/web-2.sock\n" in live
    assert "server 127.0.0.1:8000;\n  server 127.0.0.1:8001;" in files["nginx/townline.conf"]
    done = analyze("verify", *map(str, sorted((tmp_path / "systemd").iterdir())))
    assert (done.returncode, done.stderr) == (0, "")


def test_all_files_are_written_or_none(tmp_path, capsys):
    write(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    (tmp_path / "townline").mkdir()
    in_the_way = tmp_path / "nginx" / "townline.conf"
    in_the_way.unlink()
    in_the_way.mkdir()
    words = ["deploy-config", *HOST, "--out", str(tmp_path), "--port", "9000"]
    assert cli.main(words) == 2
    assert "nothing was written" in capsys.readouterr().err
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after == {path: text for path, text in before.items() if path != in_the_way}


def test_the_settings_are_for_the_group_alone_and_without_a_mistake(tmp_path):
    write(tmp_path)
    file = tmp_path / "handeul.toml"
    assert file.stat().st_mode & 0o077 == 0
    assert document.read(file).problems == []


@pytest.mark.parametrize("place", ["--root", "--home", "--backups"])
@pytest.mark.parametrize("hidden", ["/root/townline", "/home/kim/townline", "/run/user/0/x"])
def test_places_that_the_units_cannot_see_are_refused(tmp_path, capsys, place, hidden):
    out = tmp_path / "out"
    assert cli.main(["deploy-config", *HOST, "--out", str(out), place, hidden]) == 2
    assert "which the units cannot see (ProtectHome)" in capsys.readouterr().err
    assert not out.exists()


def test_a_link_to_such_a_place_is_refused_as_well(tmp_path, capsys):
    (tmp_path / "checkout").symlink_to("/home/kim/townline")
    words = ["deploy-config", *HOST, "--out", str(tmp_path / "out")]
    assert cli.main([*words, "--root", str(tmp_path / "checkout")]) == 2
    assert "ProtectHome" in capsys.readouterr().err


def test_no_place_is_left_open_and_no_secret_is_in_a_unit(tmp_path):
    for name, text in write(tmp_path).items():
        assert not re.search(r"@[A-Z_]+@", text), name
        if name.startswith("systemd/"):
            assert "PASSWORD" not in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--host", "text example"), "is no host name"),
        (("--host", "a;b"), "is no host name"),
        ((*HOST, "--user", "a b"), "no name of an account"),
        ((*HOST, "--cert", "/etc/a b"), "cannot be written into a unit"),
        ((*HOST, "--port", "0"), "is no port"),
        ((*HOST, "--listen", "everywhere"), "no address to listen on"),
        ((*HOST, "--count", "texts=2"), "is no number of processes"),
        ((*HOST, "--count", "web=0"), "is no number of processes"),
        ((*HOST, "--single", "--count", "web=2"), "leave out --count"),
        ((*HOST, "--district", "Public"), "cannot be used"),
    ],
)
def test_what_cannot_be_written_is_refused(tmp_path, capsys, words, message):
    assert cli.main(["deploy-config", "--out", str(tmp_path / "out"), *words]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_link_is_never_ended_for_its_memory():
    assert not {"texts", "texts-http", "calls"} & memory.LIMITS.keys()
    assert memory.LIMITS.keys() <= {child.name for child in CHILDREN}


@pytest.mark.parametrize("more", [(), ("--single",)])
def test_each_unit_has_limits_of_memory(tmp_path, more):
    running = {
        name: text for name, text in write(tmp_path, *more).items() if "Restart=always" in text
    }
    assert running
    for name, text in running.items():
        lines = text.splitlines()
        for setting in ("MemoryHigh=", "MemoryMax="):
            assert any(line.startswith(setting) for line in lines), (name, setting)
        assert "OOMPolicy=continue" in lines, name
