"""Legal periods that make no sense are told by file and line."""

from pathlib import Path

import pytest

from townline.config.loading import DistrictInvalid, read
from townline.config.tests.district import copy, spoil


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("services.json", '"rule": "D:7"', '"rule": "P7D"', "rule: 'P7D' is not a rule; write it"),
        ("services.json", '"rule": "H:3"', '"rule": "H:0"', "'H:0' is a period of no length"),
        ("services.json", '"kind": "question"', '"kind": "complaint"', "'complaint' stands here"),
        (
            "services.json",
            "Civil Petitions Treatment Act s.19 and its Decree",
            "",
            "petition_period.source.en: is empty",
        ),
        (
            "district.json",
            '"default_kind": "complaint"',
            '"default_kind": "wish"',
            "default_kind: 'wish' is unknown; accepted: complaint, question,",
        ),
        (
            "district.json",
            '"progress_notice": "P30D"',
            '"progress_notice": "monthly"',
            "progress_notice: 'monthly' is not a duration",
        ),
        (
            "district.json",
            '"office_hours": {',
            '"office_hours": {"weekdays": [], "about": {',
            "office_hours.weekdays: no day is a working day: a statutory period would never end",
        ),
    ],
)
def test_the_line_of_a_wrong_period_is_named(tmp_path: Path, file, old, new, words):
    folder = copy(tmp_path)

    def change(text: str) -> str:
        changed = text.replace(old, new, 1)
        return changed.replace('"18:00",', '"18:00"},', 1) if "about" in new else changed

    line = spoil(folder, file, change)
    errors = [str(error) for error in _errors(folder)]
    assert any(e.startswith(f"{file}:{line}: ") and words in e for e in errors), errors


def test_an_office_that_closes_before_it_opens(tmp_path: Path):
    folder = copy(tmp_path)
    spoil(folder, "district.json", lambda text: text.replace('"end": "18:00"', '"end": "08:00"'))
    assert any("must stand in order" in str(error) for error in _errors(folder))


def _errors(folder: Path) -> list[object]:
    with pytest.raises(DistrictInvalid) as raised:
        read(folder)
    return list(raised.value.errors)
