"""Every command of docs/run/commands.md works on the office's database, or refuses in words."""

from pathlib import Path

import pytest

from townline.config.tests.production.commands import CALLS, FILES, documented_commands, fill_call
from townline.config.tests.production.office import Office

pytestmark = pytest.mark.peer


@pytest.fixture(scope="module")
def files(served: Office) -> Path:
    for name, text in FILES.items():
        (served.files / name).write_text(text)
    return served.files


def test_every_command_of_the_table_is_tried() -> None:
    assert documented_commands() == set(CALLS)


@pytest.mark.long  # forty commands; test_one_database.py tries those of its section
@pytest.mark.parametrize("name", CALLS)
def test_it_works_on_the_offices_database_or_refuses(
    served: Office, files: Path, name: str
) -> None:
    words = fill_call(name, home=served.home, files=files, made=served.folder / "backups")
    done = served.command(*words, given="correct horse 7 battery\n")
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1, 2}, done.stderr
    if done.returncode == 2:
        refused = done.stderr.splitlines()[-1]
        assert refused.startswith(("townline", " ")), done.stderr
    served.check_untouched()
