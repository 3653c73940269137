"""The whole reaction graph on one page: event -> handlers, text -> who may take it.

Web registries (navigation, counters, banners) are filled here too: the frame knows no room.
"""

from townline.adapters.mail import alerts as by_mail
from townline.adapters.simulator import handsets as demo_handsets
from townline.adapters.sip import signs
from townline.adapters.web_form.nav import OPEN_REPORT
from townline.adapters.webhooks import (
    deliveries as webhook_deliveries,
    endpoints as webhook_endpoints,
    publishing as webhooks,
)
from townline.adapters.webhooks.nav import WEBHOOKS
from townline.casework import history_tags as casework_history
from townline.casework.alarms import api as alarms, lists as alarm_lists
from townline.casework.alarms.map_layers import ALARMS_LAYER
from townline.casework.alarms.views.kind_editing import AlarmKinds
from townline.casework.answers import api as answers, lists as answer_lists
from townline.casework.answers.views.template_editing import AnswerTemplates
from townline.casework.cases import api as cases, lists as case_lists, ports as case_ports
from townline.casework.cases.ports import Action, Holder, ListPart, Veto
from townline.casework.cases.views.access import conceal
from townline.casework.classification import (
    api as classification,
    feed as case_feed,
    lists as reading_lists,
)
from townline.casework.classification.map_layers import CASES_LAYER
from townline.casework.coordination import api as coordination, lists as coordination_lists
from townline.casework.data_protection import api as data_protection
from townline.casework.deadlines import api as deadlines, lists as clock_lists
from townline.casework.deadlines.views.petition_editing import Deadlines
from townline.casework.desk import api as desk, nav
from townline.casework.desk.banners import silence_banner
from townline.casework.notifications import api as notifications
from townline.casework.portal import api as portal, lists as portal_lists
from townline.casework.search import lists as search_lists
from townline.casework.today import api as today, ports as today_ports
from townline.casework.visits import api as visits, lists as visit_lists
from townline.config import places
from townline.config.backup_page import BACKUP
from townline.config.components import COMPONENTS
from townline.lines import history_tags as lines_history
from townline.lines.queues import api as queues
from townline.lines.queues.nav import HALLS
from townline.lines.queues.today import own_desk
from townline.lines.safenumbers import api as safenumbers
from townline.lines.safenumbers.number_desk.nav import NUMBER_POOL, help_banner
from townline.platform import history_tags as platform_history
from townline.platform.conversations import api as conversations, events as texts
from townline.platform.conversations.api import Asker, Claimer
from townline.platform.core import events, jobs
from townline.platform.core.database.feed import FEED_TABLES
from townline.platform.core.history import marks, tags
from townline.platform.core.http import limits
from townline.platform.core.keys import sealed
from townline.platform.core.keys.sealed import Sealed
from townline.platform.core.outgoing import alerts as on_duty, emails, pushes
from townline.platform.core.personal_data import persons, retention
from townline.platform.core.personal_data.retention import Rule
from townline.platform.departments import api as departments, events as directory, guards, helping
from townline.platform.departments.interrupted import sign_in_page
from townline.platform.departments.nav import (
    OWN_SETTINGS,
    PEOPLE,
    SIGN_IN,
    TOKENS,
    confirm_token_banner,
)
from townline.platform.departments.views.pages import save_language
from townline.platform.editing import ports as editing
from townline.platform.editing.directory import Categories, Departments
from townline.platform.editing.line_words import LineWords
from townline.platform.editing.nav import edited_settings
from townline.platform.editing.office_hours import EditedOfficeHours
from townline.platform.editing.resident_texts import ResidentTexts
from townline.platform.processes import liveness
from townline.platform.web import staff
from townline.platform.web.registry import REGISTRY, Registry, SettingsItem
from townline.prevention import history_tags as prevention_history
from townline.prevention.assets import api as assets
from townline.prevention.hazards import (
    api as hazards,
    events as hazard_events,
    feed as hazard_feed,
    lists as hazard_lists,
    ports as hazard_ports,
)
from townline.prevention.hazards.explorations.map_layers import CAVITIES_LAYER, LINES_LAYER
from townline.prevention.hazards.hazard_map.nav import HAZARD_MAP
from townline.prevention.hazards.map_layers import HAZARDS_LAYER
from townline.prevention.hazards.nav import late_banner
from townline.prevention.hazards.today import hazards_today
from townline.prevention.hazards.views.panel import panel as hazard_panel
from townline.prevention.incidents import (
    api as incidents,
    lists as incident_lists,
    ports as incident_ports,
)
from townline.prevention.incidents.broadcasts import api as broadcasts, ports as to_many
from townline.prevention.incidents.broadcasts.nav import broadcast_banner
from townline.prevention.incidents.map_layers import INCIDENTS_LAYER
from townline.prevention.incidents.nav import lessons_todos
from townline.prevention.incidents.surge.api import SURGE_MARK, load_at
from townline.prevention.incidents.surge.nav import HELPER_PAGES, HELPERS, surge_banner
from townline.prevention.incidents.surge.today import arrivals_today
from townline.prevention.incidents.views.panel import panel as incident_panel
from townline.prevention.incidents.warnings import api as warnings
from townline.prevention.incidents.warnings.nav import OPEN_WARNINGS
from townline.prevention.policy import api as policy
from townline.prevention.policy.briefings import api as briefings, ports as briefing_ports
from townline.prevention.policy.briefings.nav import OWN_BRIEFINGS
from townline.prevention.policy.insights.nav import COMPLAINTS_MAP, OPEN_FIGURES
from townline.prevention.policy.insights.today import on_time_today
from townline.prevention.policy.nav import STORIES, late_steps_banner
from townline.prevention.policy.themes.today import themes_today
from townline.prevention.policy.today import late_policy_today
from townline.prevention.surveys import (
    api as surveys,
    events as survey_events,
    feed as home_feed,
    ports as survey_ports,
)
from townline.prevention.surveys.map_layers import HOMES_LAYER
from townline.prevention.surveys.pages import api as survey_pages, ports as households
from townline.prevention.surveys.pages.nav import OPEN_SURVEYS
from townline.prevention.surveys.pages.views.panel import answers_section, household_section
from townline.prevention.surveys.routes import api as survey_routes
from townline.prevention.surveys.today import survey_today
from townline.prevention.surveys.views.panel import panel as surveys_panel
from townline.prevention.work_orders import api as work_orders, ports as orders_about
from townline.prevention.work_orders.events import ItemDone, OrderMoved
from townline.prevention.work_orders.nav import refusal_todos
from townline.prevention.works import api as works, feed as work_feed, ports as work_ports
from townline.prevention.works.events import MeasureMoved
from townline.prevention.works.map_layers import WORKS_LAYER
from townline.prevention.works.ports import Source
from townline.prevention.works.progress import api as works_progress
from townline.prevention.works.progress.nav import OPEN_WORKS
from townline.prevention.works.progress.today import works_today
from townline.prevention.works.progress.views.papers import order_papers
from townline.prevention.works.sources.hazards import (
    hazard_follow,
    hazard_source,
    repair_decided,
    repair_followed,
)
from townline.prevention.works.sources.homes import home_follow, home_source
from townline.prevention.works.views.pages import hazard_section, home_section

REACTIONS: dict[type, list[events.Handler]] = {
    texts.OutgoingAccepted: [answers.on_accepted, broadcasts.text_accepted],
    texts.OutgoingSettled: [answers.on_settled, broadcasts.text_settled],
    texts.AutomaticStopped: [warnings.stopped_leave],
    texts.TextWhileHeld: [alarms.held_text_alert],
    texts.TextCompleted: [answers.on_completed],
    texts.PhotosLooked: [answers.on_looked],
    cases.CaseChanged: [
        deadlines.clock_follow,
        coordination.meeting_case_follow,
        webhooks.case_changed,
    ],
    cases.NewerTextReceived: [answers.answer_void],
    cases.CaseOpened: [
        deadlines.clock_begin,
        classification.opened_read,
        hazards.opened_propose,
        incidents.opened_offer,
        webhooks.case_opened,
    ],
    cases.TextJoined: [classification.joined_read, webhooks.text_received],
    cases.ReplyReceived: [classification.reply_read],
    cases.TextsMoved: [classification.readings_follow],
    cases.CaseAssigned: [
        classification.decision_note,
        coordination.lead_follow,
        hazards.assigned_propose,
        webhooks.case_assigned,
    ],
    cases.CaseReturnedTwice: [coordination.lead_follow],
    cases.CasesMerging: [classification.join_begin],
    cases.CasesMerged: [
        alarms.follow_merge,
        portal.merged_notify,
        classification.join_end,
        incidents.merged_follow,
        webhooks.case_merged,
    ],
    cases.ActionUndone: [
        alarms.restore_undone,
        portal.merge_undone,
        classification.decision_forget,
    ],
    cases.PetitionKindSet: [classification.kind_note],
    cases.Noticed: [notifications.alerts_queue],
    directory.StaffMoved: [coordination.meeting_follow],
    survey_events.HomeMoved: [home_follow, warnings.graded_follow],
    survey_events.HomeMissed: [survey_routes.notify_missed],
    hazard_events.HazardMoved: [hazard_follow, webhooks.hazard_changed],
    OrderMoved: [
        hazards.order_followed,
        works_progress.order_followed,
        repair_followed,
        webhooks.order_changed,
    ],
    ItemDone: [works_progress.item_followed],
    MeasureMoved: [works_progress.check_followed],
}

# What asks a telephone something that is answered with a digit or a short word. The latest
# question decides, so their order tells nothing.
ASKERS: list[Asker] = [
    alarms.alarm_asker(),
    safenumbers.request_asker(),
    *portal.follow_up_askers(),
    works_progress.work_asker(),
    survey_routes.appointment_asker(),
]

# Who is offered a resident's text, in order; the first to claim it has it.
CLAIMERS: list[Claimer] = [
    conversations.stop_claim,
    # Before every other question: whoever is asked whether they are safe and says no is heard.
    incidents.safety_claimer(elsewhere=safenumbers.is_safe_number),
    # At a safe number nobody answers: an owner may stand before another's car.
    conversations.question_claimer(ASKERS, elsewhere=safenumbers.is_safe_number),
    conversations.block_claim,
    safenumbers.safe_text_claim,
    safenumbers.owner_link_claim,
    safenumbers.apply_link_claim,
    queues.ticket_claim,
    portal.resident_claim,
    policy.voice_claim,
    warnings.warning_claim,
    cases.text_claim,
]

# What holds something made with the keys, in the order in which a change of keys rewrites it.
SEALED: list[Sealed] = [
    *conversations.sealed_tables(),
    *departments.sealed_tables(),
    *safenumbers.sealed_tables(),
    *queues.sealed_tables(),
    *works.sealed_tables(),
    *webhook_endpoints.sealed_tables(),
]

# What rooms add to the lists of cases (views, filters, columns, marks beside rows), and may hold
# of one case.
LISTS: list[ListPart] = [
    reading_lists.PART,
    search_lists.PART,
    alarm_lists.PART,
    clock_lists.PART,
    case_lists.PART,
    answer_lists.PART,
    coordination_lists.PART,
    visit_lists.PART,
    portal_lists.PART,
    hazard_lists.PART,
    incident_lists.PART,
]

# What is let go of by age, the words before the numbers they lead to.
RETENTION: list[Rule] = [
    *data_protection.words_retention_rules(),
    *cases.retention_rules(),
    *alarms.alarm_retention_rules(),
    *portal.resident_retention_rules(),
    *answers.photo_link_retention_rules(),
    *notifications.alert_retention_rules(),
    *desk.batch_retention_rules(),
    *conversations.retention_rules(),
    *departments.retention_rules(),
    *emails.retention_rules(),
    *limits.retention_rules(),
    *jobs.retention_rules(),
    *pushes.retention_rules(),
    *safenumbers.lease_retention_rules(),
    *safenumbers.call_retention_rules(),
    *safenumbers.page_retention_rules(),
    *queues.retention_rules(),
    *works_progress.retention_rules(),
    *surveys.retention_rules(),
    *survey_pages.retention_rules(),
    *policy.retention_rules(),
    *incidents.retention_rules(),
    *broadcasts.retention_rules(),
    *warnings.retention_rules(),
    *works.work_retention_rules(),
    *surveys.household_retention_rules(),
    *survey_routes.routes_retention_rules(),
    *briefings.briefing_retention_rules(),
    *webhook_deliveries.retention_rules(),
    *assets.retention_rules(),
]

# What rooms keep of one person beside their texts and cases.
PERSONS: list[persons.PersonPart] = [
    safenumbers.lease_person_part(),
    safenumbers.call_person_part(),
    queues.person_part(),
    hazards.person_part(),
    survey_pages.person_part(),
    work_orders.person_part(),
    works_progress.person_part(),
    policy.person_part(),
    incidents.person_part(),
    broadcasts.person_part(),
    warnings.person_part(),
    works.work_person_part(),
    surveys.household_person_part(),
    survey_routes.appointment_person_part(),
    *demo_handsets.person_parts(),
]


# What keeps photos beside the texts, in the order in which a case shows them.
PHOTOS: list[Holder] = [
    *answers.answer_photo_holders(),
    visits.visit_photo_holder(),
    hazards.hazard_photo_holder(),
    surveys.survey_photo_holder(),
    policy.story_photo_holder(),
    works.work_photo_holder(),
]

# What of a district's data is edited on pages, in the order in which pages name it.
EDITED: list[editing.Editable] = [
    Departments(),
    Categories(),
    Deadlines(),
    EditedOfficeHours(),
    AnswerTemplates(),
    AlarmKinds(),
    ResidentTexts(),
    LineWords(),
]

# Lines of a case's history that leave open what may be undone.
NEUTRAL_EVENTS: frozenset[str] = frozenset(
    [
        *(tags.nested_tag("case", event.tag) for event in visits.VisitEvent),
        "case:hazard:link",
        "case:asset:link",
        "case:asset:unlink",
        *(tags.nested_tag("case", event.tag) for event in hazards.CASE_EVENTS),
        "case:incident:join",
        "case:incident:leave",
    ]
)

# Who is asked before something is done with a case.
VETOES: dict[Action, list[Veto]] = {
    Action.CLOSE: [coordination.referral_keeps_open],
    Action.MERGE: [coordination.joint_keeps_apart],
}


# Where objects with needs come from.
WORK_SOURCES: list[Source] = [home_source(), hazard_source()]

# What a week's briefing is made of, in the order in which it is said within a part.
BRIEFED: list[briefing_ports.Source] = [
    briefings.arrivals(),
    briefings.lateness(),
    briefings.repeats(),
    briefings.recurring_themes(),
    briefings.commitments(),
    briefings.spots(),
    briefings.works(),
    briefings.events(),
    briefings.surges(),
]

# Who has one text for many.
TO_MANY: list[to_many.BroadcastKind] = [
    incidents.update_kind(),
    incidents.safety_kind(),
    warnings.warning_kind(),
    policy.telling_kind(),
]

# Pages of settings, in the order of the index. A group stands where its first page does.
HOUSEHOLD_TIMES = households.Times(
    offered=survey_routes.times_offered,
    choose=survey_routes.time_take,
    refuse=survey_routes.visit_unwanted,
)
SETTINGS: list[SettingsItem] = [
    PEOPLE,
    SIGN_IN,
    HELPERS,
    *nav.PEOPLE_SETTINGS,
    *edited_settings(EDITED),
    *nav.CASE_SETTINGS,
    *nav.TEXT_SETTINGS,
    HALLS,
    NUMBER_POOL,
    WEBHOOKS,
    TOKENS,
    *nav.PRIVACY_SETTINGS,
    BACKUP,
    COMPONENTS,
    *OWN_SETTINGS,
    OWN_BRIEFINGS,
]

# What the page of today is made of, by the names that ``casework/today/rules.py`` lays out.
TODAY: dict[str, today_ports.Source] = {
    "approvals": today.approvals,
    "dangers": today.dangers,
    "unsorted": today.unsorted_texts,
    "soon": today.soon,
    "late": today.late,
    "returned": today.returned_cases,
    "departments": today.departments,
    "team": today.team,
    "people": today.people,
    "unassigned": today.unassigned_cases,
    "own": today.own,
    "cases": today.own_cases,
    "visits": today.visits,
    "case_visits": today.own_visits,
    "inputs": today.inputs,
    "team_inputs": today.team_inputs,
    "own_commitments": today.own_commitments,
    "commitments": today.commitments,
    "decisions": today.decisions,
    "duty": today.duty,
    "access": today.access,
    "erasure": today.erasure,
    "on_time": on_time_today,
    "arrivals": arrivals_today,
    "themes": themes_today,
    "late_policy": late_policy_today,
    "hazards": hazards_today,
    "survey": survey_today,
    "works": works_today,
}


def wire() -> None:
    """Connect the rooms. Called when Django has loaded them."""
    events.wire(REACTIONS)
    persons.PARTS.fill(PERSONS)
    retention.RULES.fill(RETENTION)
    sealed.TABLES.fill(SEALED)
    on_duty.SENDER.fill(by_mail.send_alert)
    liveness.CALLS.fill(signs.alive)
    case_ports.PHOTO_HOLDERS.fill(PHOTOS)
    case_ports.LIST_PARTS.fill(LISTS)
    case_ports.SAME_MATTER.fill([classification.cases_bound, incidents.one_incident])
    case_ports.IS_HANDLED.fill(portal.resident_text_handled)
    case_ports.DESTINATION.fill(classification.rule_destination)
    case_ports.LEGAL_DUE.fill(deadlines.period_end)
    case_ports.DANGER_RECIPIENTS.fill(alarms.alarm_recipients)
    case_ports.TEXT_LOAD.fill(load_at)
    case_ports.IS_IN_DANGER.fill(alarms.danger_live)
    case_ports.NEUTRAL_EVENTS.fill(NEUTRAL_EVENTS)
    classification.NUMBERED_PLACES.fill(assets.numbered_places())
    case_ports.PANELS.fill([incident_panel, hazard_panel, surveys_panel])
    case_ports.VETOES.fill(VETOES)
    case_ports.WRITTEN_VERSIONS.fill(answers.written_versions)
    marks.TOGETHER.fill(
        [
            conversations.SILENCE_MARK,
            SURGE_MARK,
            hazards.DUE_MARK,
            policy.DUE_MARK,
            safenumbers.HELP_MARK,
        ]
    )
    tags.TABLES.fill(
        [platform_history.TAGS, casework_history.TAGS, lines_history.TAGS, prevention_history.TAGS]
    )
    editing.EDITABLES.fill(EDITED)
    helping.PAGES.fill(HELPER_PAGES)
    survey_ports.SECTIONS.fill([answers_section, household_section, home_section])
    households.SOURCES.fill([works_progress.home_works])
    households.TIMES.fill(HOUSEHOLD_TIMES)
    orders_about.KINDS.fill([hazards.order_port(), works_progress.order_port()])
    hazard_ports.SECTIONS.fill([hazard_section])
    hazard_ports.REPAIRED_ELSEWHERE.fill(repair_decided)
    work_ports.SOURCES.fill(WORK_SOURCES)
    work_ports.PAPERS.fill([works.letters(), order_papers()])
    briefing_ports.SOURCES.fill(BRIEFED)
    to_many.KINDS.fill(TO_MANY)
    incident_ports.SAFETY_LISTS.fill(warnings.safety_lists())
    today_ports.SOURCES.fill(TODAY)
    today_ports.STARTS.fill([own_desk])
    today_ports.GROUNDS.fill([surveys.works, works.staffs])
    staff.PEOPLE.fill(
        staff.People(
            viewer=guards.signed_in,
            proof=guards.proof_needed,
            conceal=conceal,
            number_search="/search/?number=",
        )
    )
    FEED_TABLES.fill(
        [
            *case_feed.FEED_TABLES,
            *hazard_feed.FEED_TABLES,
            *home_feed.FEED_TABLES,
            *work_feed.FEED_TABLES,
        ]
    )
    REGISTRY.fill(
        Registry(
            nav=places.NAV,
            phone=places.phone,
            quiet=nav.quiet,
            may_open=staff.may_open,
            settings=SETTINGS,
            banners=[
                nav.danger_banner,
                silence_banner,
                broadcast_banner,
                late_banner,
                surge_banner,
                help_banner,
                late_steps_banner,
                confirm_token_banner,
            ],
            language_savers=[save_language],
            sign_in_page=sign_in_page,
            todos=[refusal_todos, lessons_todos],
            map_layers=[
                ALARMS_LAYER,
                CASES_LAYER,
                HAZARDS_LAYER,
                INCIDENTS_LAYER,
                LINES_LAYER,
                CAVITIES_LAYER,
                HOMES_LAYER,
                WORKS_LAYER,
            ],
            open_pages=[
                OPEN_REPORT,
                OPEN_FIGURES,
                HAZARD_MAP,
                COMPLAINTS_MAP,
                OPEN_SURVEYS,
                OPEN_WORKS,
                STORIES,
                OPEN_WARNINGS,
            ],
        )
    )
