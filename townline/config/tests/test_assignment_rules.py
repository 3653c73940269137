"""Rules of assignment in a file: every mistake with its line; the page's changes outlive a load."""

import pytest

from townline.casework.classification import api as classification
from townline.casework.classification.api import AssignmentRule
from townline.config import loading
from townline.config.cli import main
from townline.config.tests.district import copy, spoil
from townline.platform.departments.api import Act

FILE = "assignment.csv"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("market-waste,waste", "market-waste,wast", "service 'wast' is unknown; accepted: "),
        ("느티시장 입구", "느티시장 앞", "place '느티시장 앞' is unknown"),
        (
            "cleaning,cleaning.officer",
            "cleanin,cleaning.officer",
            "department 'cleanin' is unknown",
        ),
        ("cleaning.officer,no", "cleaning.officer,maybe", "auto 'maybe' is unknown; accepted: yes"),
        ("cleaning.officer,no", "roads.officer,no", "person 'roads.officer' does not work in"),
        ("roads,water,water.officer", "water,water,water.officer", "it would go back to"),
        ("market-waste", "street-trees", "key 'street-trees' stands already on line 2"),
        (
            '"나무, 가로수, 나뭇가지, tree, trees, branch, branches"',
            '" , "',
            "the rule says nothing",
        ),
        (
            "market-waste,waste,느티시장 입구,,,cleaning,cleaning.officer,no",
            "round,,,,water,roads,,no",
            "with the rules above it a case goes round: ",
        ),
    ],
)
def test_every_mistake_is_told_with_its_line(tmp_path, old, new, words):
    folder = copy(tmp_path)
    line = spoil(folder, FILE, lambda text: text.replace(old, new, 1))
    with pytest.raises(loading.DistrictInvalid) as refused:
        loading.read(folder)
    problems = [str(problem) for problem in refused.value.errors]
    # A circle is told where it closes, which is further down.
    assert any(
        one.startswith(f"{FILE}:{line}: ") or "goes round" in one
        for one in problems
        if words in one
    ), problems


def test_a_district_without_the_file_has_no_rules(tmp_path):
    folder = copy(tmp_path)
    (folder / FILE).unlink()
    assert loading.read(folder).rules == []


def states():
    return {row.key: row.state for row in AssignmentRule.objects.exclude(key="")}


@pytest.mark.django_db
def test_a_load_follows_the_file_and_leaves_what_was_changed_on_the_page(world, tmp_path):
    clerk, folder = world.person("clerk1"), copy(tmp_path)
    assert set(states().values()) == {"on"}
    by_hand = AssignmentRule.objects.get(key="street-trees")
    classification.rule_switch(
        Act(clerk, world.now), rule_id=by_hand.pk, on=False, reason="겨울에는 안 맞음"
    )
    assert loading.load(folder, with_staff=True).changed == 0
    assert states()["street-trees"] == "off"
    spoil(folder, FILE, lambda text: text.replace("night-works,noise_air", "late-works,noise_air"))
    spoil(folder, FILE, lambda text: text.replace("roads,roads.officer", "roads,roads.head"))
    assert loading.load(folder, with_staff=True).changed == 3
    assert (states()["night-works"], states()["late-works"]) == ("off", "on")
    assert AssignmentRule.objects.get(key="lamps-on-stairs").person.username == "roads.head"
    assert loading.load(folder, with_staff=True).changed == 0


def test_the_command_says_what_it_needs(capsys):
    with pytest.raises(SystemExit):
        main(["rules", "forget"])
    assert "try" in capsys.readouterr().err
