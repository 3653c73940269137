"""The same complaint again, and of many households."""

from townline.cases.selectors.again import Again, again
from townline.cases.selectors.groups import Households
from townline.cases.selectors.repeats import Occasion, Repeats
from townline.cases.services.groups import case_group, case_ungroup, group_merge
from townline.cases.services.repeats import case_close_repeat, case_new_facts

__all__ = [
    "Again",
    "Households",
    "Occasion",
    "Repeats",
    "again",
    "case_close_repeat",
    "case_group",
    "case_new_facts",
    "case_ungroup",
    "group_merge",
]
