"""The units: systemd reads them, finds them tight, and knows every process."""

import re
import subprocess
from pathlib import Path

import pytest

from townline.config import cli
from townline.config.processes.children import CHILDREN

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
    names = {child.name for child in CHILDREN} - {"simulator", "telephones"}
    assert {f"systemd/townline-{name}.service" for name in names} <= files.keys()
    wants = re.search(r"Wants=(.*)", files["systemd/townline.target"])
    assert wants is not None
    assert set(wants[1].split()) == {f"townline-{name}.service" for name in names}


def test_no_place_is_left_open_and_no_secret_is_in_a_unit(tmp_path):
    for name, text in write(tmp_path).items():
        assert not re.search(r"@[A-Z_]+@", text), name
        if name.startswith("systemd/"):
            assert "PASSWORD" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--host", "text example"), "is no host name"),
        (("--host", "a;b"), "is no host name"),
        ((*HOST, "--user", "a b"), "no name of an account"),
        ((*HOST, "--cert", "/etc/a b"), "cannot be written into a unit"),
        ((*HOST, "--port", "0"), "is no port"),
        ((*HOST, "--listen", "everywhere"), "no address to listen on"),
    ],
)
def test_what_cannot_be_written_is_refused(tmp_path, capsys, words, said):
    assert cli.main(["deploy-config", "--out", str(tmp_path / "out"), *words]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
