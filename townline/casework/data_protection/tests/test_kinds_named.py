"""Each kind of data that is let go of has a word on the page that tells of it."""

from townline.casework.data_protection.records.words import KINDS
from townline.platform.core.personal_data.retention import RULES


def test_each_kind_has_a_word():
    assert {rule.kind for rule in RULES.value} - set(KINDS) == set()
