"""Pools and rules of safe numbers in a district's files: each mistake is told with its line."""

import pytest

from townline.config.loading import DistrictInvalid, load, read
from townline.config.tests.district import copy, spoil
from townline.lines.safenumbers import api

POOLS, SETTINGS = "number_pools.csv", "district.json"
ROW = "0504-0000,1000,1999,90"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (POOLS, ROW, "0604-0000,1000,1999,90", "prefix and first: '0604-00001000' is no safe"),
        (POOLS, ROW, "0504-0000,1000,199,90", "prefix and last"),
        (POOLS, ROW, "0504-0000,1999,1000,90", "first '1999' comes after last '1000'"),
        (POOLS, ROW, "0504-0000,1000,1999,soon", "quarantine_days 'soon' must be a whole number"),
        (POOLS, ROW, "0504-0000,1000,1999,-1", "quarantine_days '-1' must be a whole number"),
        (POOLS, ROW, "0504,00000000,09999999,90", "more than 1,000,000 numbers"),
        (POOLS, ROW, "0504-0000,1000,,90", "last is empty"),
        (SETTINGS, '"remind": "P14D"', '"remind": "soon"', "safe_numbers.remind: 'soon'"),
        (SETTINGS, '"visitor": "P7D"', '"visitor": "week"', "safe_numbers.lasts.visitor"),
        (
            SETTINGS,
            '"visitor": "P7D"',
            '"lorry": "P7D"',
            "safe_numbers.lasts.lorry: is unknown; accepted: resident,",
        ),
        (SETTINGS, '"phones": 3', '"phones": 0', "safe_numbers.phones: must be a whole number"),
        (SETTINGS, '"cars": 3', '"cars": "3"', "safe_numbers.cars: must be a whole number"),
        (SETTINGS, '"public": true', '"public": 1', "safe_numbers.public: must be true or false"),
        (SETTINGS, '"access_number": "02-0000-0500"', '"access_number": "?"', "access_number"),
        (SETTINGS, '"version": "2026-11"', '"version": ""', "consent.version: is empty"),
    ],
)
def test_a_mistake_is_told_by_file_and_line(tmp_path, file, old, new, words):
    folder = copy(tmp_path)
    line = spoil(folder, file, lambda text: text.replace(old, new, 1))
    with pytest.raises(DistrictInvalid) as raised:
        read(folder)
    problems = [str(one) for one in raised.value.errors]
    assert any(one.startswith(f"{file}:{line}: ") and words in one for one in problems), problems


def test_ranges_that_overlap_are_told(tmp_path):
    folder = copy(tmp_path)
    file = folder / POOLS
    file.write_text(file.read_text() + "0504-0000,1999,2500,90\n")
    with pytest.raises(DistrictInvalid, match="stand already on line 2"):
        read(folder)


@pytest.mark.usefixtures("empty")
def test_a_district_may_have_no_pools_and_rules_of_its_own(tmp_path):
    folder = copy(tmp_path)
    (folder / POOLS).unlink()
    load(folder)
    assert api.pools_level() == []


def test_the_demos_pool_is_there_and_loading_it_again_changes_nothing(district, tmp_path):
    [pool] = api.pools_level()
    assert (pool.first, pool.last, pool.total) == ("050400001000", "050400001999", 1000)
    assert load(copy(tmp_path), with_staff=True).changed == 0
