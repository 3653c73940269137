"""The front door of data protection."""

from townline.casework.data_protection.records.by_person import (
    AccessCount as AccessCount,
    access_by_person as access_by_person,
)
from townline.casework.data_protection.records.erasing import Run as Run, last_run as last_run
from townline.casework.data_protection.records.reading import most_accesses as most_accesses
from townline.casework.data_protection.services.blocking import (
    sender_block as sender_block,
    sender_unblock as sender_unblock,
    senders_unblock as senders_unblock,
)
from townline.casework.data_protection.services.erasing import (
    Erased as Erased,
    person_erase as person_erase,
    person_export as person_export,
    person_lookup as person_lookup,
    words_retention_rules as words_retention_rules,
)
from townline.casework.data_protection.services.person_file import (
    person_pack as person_pack,
    person_words as person_words,
)
from townline.casework.data_protection.services.revealing import (
    number_reveal as number_reveal,
    words_reveal as words_reveal,
)
