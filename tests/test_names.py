from tests import naming


def test_names_are_those_of_the_field():
    allowed = naming.exceptions()
    found = {name for path, tree in naming.files() for name in naming.bad_names(path, tree)}
    assert found - allowed.keys() == set(), "name it by what it is (tests/names.txt: exceptions)"
    assert allowed.keys() - found == set(), "an exception that nothing needs"
    assert len(allowed) <= 60
    assert all(allowed.values())


def test_a_class_name_is_used_seldom():
    assert naming.classes_of_one_name() == {}


def test_what_is_looked_for_is_found():
    assert naming.has_listed_word("_toldAgain")
    assert naming.has_listed_word("WishForm")
    assert not naming.has_listed_word("outlet")
    assert naming.is_participle("_guarded")
    assert not naming.is_participle("mask_number")
