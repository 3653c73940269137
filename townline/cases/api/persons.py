"""One resident: their number, their data, their sender."""

from townline.cases.selectors.codes import codes_of, residents_of
from townline.cases.selectors.senders import Sender
from townline.cases.services.blocking import sender_block, sender_unblock, senders_unblock
from townline.cases.services.person_file import person_pack, person_words
from townline.cases.services.persons import (
    Erased,
    Person,
    person_erase,
    person_export,
    person_look,
    words_retention_rules,
)
from townline.cases.services.revealing import number_reveal

__all__ = [
    "Erased",
    "Person",
    "Sender",
    "codes_of",
    "number_reveal",
    "person_erase",
    "person_export",
    "person_look",
    "person_pack",
    "person_words",
    "residents_of",
    "sender_block",
    "sender_unblock",
    "senders_unblock",
    "words_retention_rules",
]
