"""The whole reaction graph on one page: event -> handlers, text -> who may take it.

Web registries (navigation, counters, banners) are filled here too: the frame knows no room.
"""

from townline.cases import (
    alarm_lists,
    clock_lists,
    nav,
    reading_lists,
    search_lists,
)
from townline.cases import api as cases
from townline.cases import events as happened
from townline.cases.ports import destinations, lists, photos, sight, talk, undoing, vetoes, written
from townline.cases.ports.photos import Holder
from townline.cases.ports.vetoes import Deed, Veto
from townline.config import demo_handsets
from townline.config.banners import silence_banner
from townline.conversations import api as conversations
from townline.conversations import events as texts
from townline.conversations.api import Asker, Claimer
from townline.core import events, letters, limits, persons, pushes, retention
from townline.core.retention import Rule
from townline.core.sealed import Sealed
from townline.departments import api as departments
from townline.departments import events as directory
from townline.departments.interrupted import sign_in_page
from townline.departments.nav import PEOPLE, confirm_token_banner
from townline.departments.views import save_language
from townline.insights.nav import FIGURES
from townline.queues import api as queues
from townline.queues.nav import DESKS
from townline.safenumbers import api as safenumbers
from townline.safenumbers.nav import NUMBERS
from townline.web import registry

REACTIONS: dict[type, list[events.Handler]] = {
    texts.OutgoingAccepted: [cases.on_accepted],
    texts.OutgoingSettled: [cases.on_settled],
    texts.TextCompleted: [cases.on_completed],
    texts.PhotosLooked: [cases.on_looked],
    happened.CaseChanged: [cases.clock_follow, cases.meeting_case_follow],
    happened.TextHeard: [cases.answer_void],
    happened.CaseOpened: [cases.clock_begin, cases.opened_read],
    happened.TextJoined: [cases.joined_read],
    happened.ReplyTaken: [cases.reply_read],
    happened.TextsMoved: [cases.readings_follow],
    happened.CaseAssigned: [cases.decision_note, cases.lead_follow],
    happened.CaseReturnedTwice: [cases.lead_follow],
    happened.CasesMerging: [cases.join_begin],
    happened.CasesMerged: [cases.told_follow, cases.join_end],
    happened.DeedUndone: [cases.told_return, cases.decision_forget],
    happened.PetitionKindSaid: [cases.kind_note],
    happened.Noticed: [cases.alerts_queue],
    directory.StaffMoved: [cases.meeting_follow],
}

# What asks a telephone something that is answered with a digit or a short word. The latest
# question decides, so their order tells nothing.
ASKERS: list[Asker] = [
    cases.alarm_asker(),
    safenumbers.request_asker(),
    *cases.follow_up_askers(),
]

# Who is offered a resident's text, in order; the first to claim it has it.
CLAIMERS: list[Claimer] = [
    conversations.stop_claim,
    # At a safe number nobody answers: an owner may stand before another's car.
    conversations.question_claimer(ASKERS, elsewhere=safenumbers.is_safe_number),
    conversations.block_claim,
    safenumbers.safe_text_claim,
    safenumbers.owner_link_claim,
    queues.ticket_claim,
    cases.resident_claim,
    cases.text_claim,
]

# What holds something made with the keys, in the order in which a change of keys rewrites it.
SEALED: list[Sealed] = [
    *conversations.sealed_tables(),
    *departments.sealed_tables(),
    *safenumbers.sealed_tables(),
    *queues.sealed_tables(),
]

# What rooms add to the lists of cases: views, filters, columns, marks beside rows.
LISTS: list[lists.ListPart] = [
    reading_lists.PART,
    search_lists.PART,
    alarm_lists.PART,
    clock_lists.PART,
]

# What is let go of by age, the words before the numbers they lead to.
RETENTION: list[Rule] = [
    *cases.words_retention_rules(),
    *cases.retention_rules(),
    *cases.alarm_retention_rules(),
    *cases.resident_retention_rules(),
    *cases.photo_link_retention_rules(),
    *cases.alert_retention_rules(),
    *cases.batch_retention_rules(),
    *conversations.retention_rules(),
    *departments.retention_rules(),
    *letters.retention_rules(),
    *limits.retention_rules(),
    *pushes.retention_rules(),
    *safenumbers.lease_retention_rules(),
    *safenumbers.call_retention_rules(),
    *safenumbers.page_retention_rules(),
    *queues.retention_rules(),
]

# What rooms keep of one person beside their texts and cases.
PERSONS: list[persons.Part] = [
    safenumbers.lease_person_part(),
    safenumbers.call_person_part(),
    queues.person_part(),
    *demo_handsets.person_parts(),
]


# What keeps photos beside the texts, in the order in which a case shows them.
PHOTOS: list[Holder] = [*cases.answer_photo_holders(), cases.visit_photo_holder()]

# Who is asked before something is done with a case.
VETOES: dict[Deed, list[Veto]] = {
    Deed.CLOSE: [cases.referral_keeps_open],
    Deed.MERGE: [cases.joint_keeps_apart],
}


def wire() -> None:
    """Connect the rooms. Called when Django has loaded them."""
    events.wire(REACTIONS)
    persons.fill(PERSONS)
    retention.fill(RETENTION)
    photos.fill(PHOTOS)
    lists.fill(LISTS)
    talk.fill([cases.resident_text_handled])
    destinations.fill([cases.rule_destination])
    sight.fill(cases.alarm_told)
    undoing.fill(cases.VisitEvent)
    vetoes.fill(VETOES)
    written.fill(cases.written_versions)
    registry.fill(
        nav=[*nav.NAV, FIGURES, NUMBERS, DESKS, PEOPLE],
        banners=[nav.danger_banner, silence_banner, confirm_token_banner],
        language_savers=[save_language],
        sign_in_page=sign_in_page,
    )
