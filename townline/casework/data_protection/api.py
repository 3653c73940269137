"""The front door of data protection."""

from townline.casework.data_protection.records.by_person import LooksOf, looks_by_person
from townline.casework.data_protection.records.erasing import Run, last_run
from townline.casework.data_protection.records.reading import most_accesses
from townline.casework.data_protection.services.blocking import (
    sender_block,
    sender_unblock,
    senders_unblock,
)
from townline.casework.data_protection.services.erasing import (
    Erased,
    person_erase,
    person_export,
    person_lookup,
    words_retention_rules,
)
from townline.casework.data_protection.services.person_file import person_pack, person_words
from townline.casework.data_protection.services.revealing import number_reveal, words_reveal

__all__ = [
    "Erased",
    "LooksOf",
    "Run",
    "last_run",
    "looks_by_person",
    "most_accesses",
    "number_reveal",
    "person_erase",
    "person_export",
    "person_lookup",
    "person_pack",
    "person_words",
    "sender_block",
    "sender_unblock",
    "senders_unblock",
    "words_retention_rules",
    "words_reveal",
]
