"""The doctor's look at the providers file, and at a link that was deprioritised."""

import pytest

from townline.adapters.sms_http import checks as providers
from townline.config.checks import work
from townline.platform.conversations import api as conversations
from townline.platform.core import clock


@pytest.fixture
def file(tmp_path, settings):
    settings.TOWNLINE_PROVIDERS_FILE = tmp_path / "providers.json"
    return tmp_path / "providers.json"


def lines() -> list[str]:
    return [finding.line() for finding in providers.providers_file(clock.now())]


def test_none_is_well(file) -> None:
    assert lines() == ["ok    providers        none"]


def test_each_mistake_is_a_line_with_the_file_to_correct(file) -> None:
    file.write_text('[{"kind": "fax", "name": "fax-1"}, {"kind": "sens", "name": "s 1"}]')
    found = lines()
    assert len(found) >= 2
    assert all(line.startswith("bad") and f"correct {file}" in line for line in found)
    assert "provider 1 (fax-1): kind must be one of" in found[0]


def test_a_file_that_others_can_read_is_bad(file) -> None:
    file.write_text("[]")
    file.chmod(0o644)
    assert "can be read by others (644)" in lines()[0]
    file.chmod(0o600)
    assert lines() == ["ok    providers        none"]


@pytest.mark.django_db
def test_a_link_that_stepped_back_is_told_with_its_reason(district) -> None:
    now = clock.now()
    for _ in range(3):
        conversations.link_report(transport="sens", state="down", detail="no answer", now=now)
    conversations.link_report(transport="sens", state="bound", detail="", now=now)
    found = [finding.line() for finding in work.links(now)]
    assert len(found) == 2
    assert "sens deprioritised: down: no answer" in found[1]
