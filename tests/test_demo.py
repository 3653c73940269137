"""The demo's history is what operation would have left: one build for all these tests."""

import datetime as dt
import json
from collections import Counter, defaultdict
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from tests import rights_first
from tests.undone import made_once
from townline import demo
from townline.casework.alarms import api as alarms
from townline.casework.answers import api as answers
from townline.casework.answers.models import Confirmation, DraftVersion
from townline.casework.cases import api as cases
from townline.casework.cases.api import OPEN, TRANSITIONS, CaseEvent, CaseState
from townline.casework.cases.models import Case, Notice
from townline.casework.classification import api as classification
from townline.casework.visits import api as visits
from townline.demo.desk.incidents import incident_entries
from townline.demo.stories import calendar
from townline.platform.conversations.models import (
    IncomingText,
    OutgoingSegment,
    OutgoingText,
    Resident,
)
from townline.platform.core import clock, district
from townline.platform.core.models import Transition
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act
from townline.prevention.incidents import api as incidents
from townline.prevention.policy.briefings import api as briefings
from townline.prevention.policy.themes import api as themes


def viewer_of(username: str) -> departments.Viewer:
    staff = departments.staff_by_username(username)
    assert staff is not None
    return departments.viewer_of(staff, now=NOW)


# Says that a database is needed; the rows are those of the fixture below.
pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 4, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module", autouse=True)
def built(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker):
        progress: list[str] = []
        count = demo.build(NOW, progress=progress.append)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as a server in operation does by itself, before long
        yield count, progress


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(district.current().zone)


def _local_cases() -> QuerySet[Case]:
    """Give the cases that this line has worked on; the others were brought along from before."""
    return Case.objects.filter(imported=False)


def _before() -> list[str]:
    brought = Case.objects.filter(imported=True)
    return [f"case:{pk}" for pk in brought.values_list("id", flat=True)]


def _open_cases() -> list[dict[str, Any]]:
    files = [demo.FOLDER / name for name in ("demo_open.json", "demo_again.json")]
    return [case for file in files for case in json.loads(file.read_text())]


def test_it_says_what_it_does_and_does_it_once(built):
    count, progress = built
    assert progress == [f"writing {count} cases"]
    assert _local_cases().count() == count
    assert demo.is_built()
    assert demo.build(NOW) == 0


def test_each_of_sixty_days_has_about_twenty_texts_and_two_have_a_hundred():
    # Replies to what the line asks back come besides.
    texts = IncomingText.objects.exclude(claimed_by="cases.reply")
    texts = texts.exclude(reference__in=_before())
    days = Counter(_local(at).date() for at in texts.values_list("received_at", flat=True))
    today = _local(NOW).date()
    snow = calendar.surge_date(today)
    history = [today - dt.timedelta(days=ago) for ago in range(60, 0, -1)]
    usual = [days[d] for d in history if d not in (snow, snow + dt.timedelta(days=1))]
    assert 17 <= sum(usual) / len(usual) <= 24
    assert min(usual) >= 8
    assert all(80 <= days[snow + dt.timedelta(days=n)] <= 125 for n in (0, 1))
    assert min(days) == history[0]


def test_weekends_are_quieter_and_nights_silent():
    at = [_local(c) for c in Case.objects.values_list("first_text_at", flat=True)]
    snow = calendar.surge_date(_local(NOW).date())
    usual = [a for a in at if a.date() not in (snow, snow + dt.timedelta(days=1))]
    weekend = sum(a.weekday() >= 5 for a in usual) / 2
    assert weekend < sum(a.weekday() < 5 for a in usual) / 5
    hours = Counter(a.hour for a in at)
    assert max(hours[h] for h in range(1, 5)) < min(hours[h] for h in (8, 12, 19, 20))


def test_every_case_walked_along_the_table_to_its_state():
    lines, by_tag = defaultdict(list), {event.tag: event for event in CaseEvent}
    moves = Transition.objects.filter(subject__startswith="case:").exclude(to_state="")
    for move in moves.order_by("at", "id"):
        lines[move.subject].append(move)
    for case in _local_cases():
        first, *rest = lines[f"case:{case.id}"]
        assert (first.event, first.from_state, first.to_state) == (
            "case:status:open",
            "",
            CaseState.RECEIVED,
        )
        state = CaseState.RECEIVED
        for move in rest:
            assert move.from_state == state, case.code
            state = TRANSITIONS[state, by_tag[move.event]]
            assert move.to_state == state
        assert case.state == state
        assert first.at == case.first_text_at


def test_cases_from_before_are_over_and_say_where_they_come_from():
    lines = Transition.objects.filter(subject__in=_before())
    assert {(line.event, line.to_state) for line in lines} == {("case:history:import", "closed")}
    assert len(lines) == len(_before()) > 0


def test_each_move_has_somebody_who_made_it():
    moves = Transition.objects.exclude(subject__in=_before())
    actors = Counter(actor.partition(":")[0] for actor in moves.values_list("actor", flat=True))
    assert set(actors) == {"staff", "resident", "system", "network", "owner", "contractor"}
    by_mayor = Transition.objects.filter(event="case:answer:approve").values_list(
        "actor_label", flat=True
    )
    assert set(by_mayor) == {"구청장"}


def test_texts_are_stored_once_and_named_after_their_case():
    texts = IncomingText.objects.all()
    references = texts.values_list("provider_reference", flat=True)
    assert len(set(references)) == texts.count()
    subjects = {f"case:{pk}" for pk in Case.objects.values_list("id", flat=True)}
    assert set(texts.values_list("reference", flat=True)) == subjects
    assert not texts.exclude(state="claimed", resident__isnull=False).exists()
    received = (
        texts.exclude(claimed_by="cases.reply").exclude(reference__in=_before()).order_by("id")
    )
    ordered = list(received.values_list("received_at", flat=True))
    assert ordered == sorted(ordered)


def test_everything_sent_was_cut_delivered_and_followed():
    # A warning of the demo tells of telephones that it did not reach.
    failed = OutgoingText.objects.filter(kind="update", state="failed")
    assert not OutgoingText.objects.exclude(state="delivered").exclude(pk__in=failed).exists()
    sent = OutgoingText.objects.exclude(reference__in=_before())
    pieces = defaultdict(list)
    for segment in OutgoingSegment.objects.order_by("text", "number"):
        pieces[segment.text_id].append(segment)
    for text in sent:
        assert "".join(s.content for s in pieces[text.id]) == text.body
        assert text.queued_at <= text.not_before < text.accepted_at < text.settled_at <= NOW
    moves = Transition.objects.filter(subject=f"text:{sent[0].id}").order_by("at")
    assert [m.to_state for m in moves] == ["claimed", "submitted", "delivered"]


def test_what_went_out_is_what_the_mayor_confirmed():
    texts = OutgoingText.objects.exclude(reference__in=_before()).in_bulk()
    versions = {(v.case_id, v.body) for v in DraftVersion.objects.all()}
    confirmations = list(Confirmation.objects.all())
    for given in confirmations:
        text = texts[given.outgoing_text_id]
        assert text.confirmed_hash == given.hash
        assert text.not_before == given.leaves_at > given.at
        assert (given.case_id, text.body) in versions
        assert given.ended_at == text.accepted_at
    replies = sum(text.kind in ("answer", "interim") for text in texts.values())
    assert replies == len(confirmations)


def test_about_ninety_seven_of_a_hundred_promises_were_kept():
    promise = dt.timedelta(hours=48)
    answered = Case.objects.exclude(first_answer_at=None)
    on_time = [c.first_answer_at <= c.first_text_at + promise for c in answered]
    assert 0.955 <= sum(on_time) / len(on_time) <= 0.985


def test_what_is_open_is_open_as_written():
    wanted: Counter[str] = Counter()
    for raw in _open_cases():
        state = raw["state"]
        if state == "interim":
            state = "drafted" if raw["draft"] else "with_department"
        wanted[state] += 1
    answered = wanted.pop("answered")
    found = Counter(Case.objects.filter(state__in=sorted(OPEN)).values_list("state", flat=True))
    assert found == wanted
    latest = Case.objects.filter(state=CaseState.ANSWERED).order_by("-id")[:answered]
    assert len(latest) == answered


def test_open_cases_keep_their_promises_dangers_and_unread_marks():
    late = Case.objects.filter(state__in=sorted(OPEN), answer_due_at__lt=NOW)
    assert [c.title for c in late] == ["불법 주차 · 학교 앞"]
    raw = _open_cases()
    assert Case.objects.filter(danger=True).count() == sum(r["danger"] for r in raw)
    assert Case.objects.filter(unread=True).count() == sum(r["unread"] for r in raw)
    due = Case.objects.get(title="길 꺼짐 · 다솜교차로")
    assert due.answer_due_at == NOW + dt.timedelta(hours=46)


def test_reminders_came_and_those_of_finished_cases_are_read():
    assert Notice.objects.filter(kind="overdue", read_at=None).exists()
    unread = Notice.objects.filter(read_at=None).values_list("case__state", flat=True)
    assert set(unread) <= set(OPEN)
    assert not Case.objects.filter(next_reminder_at__lte=NOW, state__in=sorted(OPEN)).exists()


def test_no_placeholder_is_left_in_any_words():
    words = [t.body for t in IncomingText.objects.all()] + [
        t.body for t in OutgoingText.objects.all()
    ]
    words += list(Case.objects.values_list("title", flat=True))
    words += list(DraftVersion.objects.values_list("body", flat=True))
    assert [w for w in words if "{" in w or "}" in w] == []


def test_residents_have_numbers_nobody_has_and_some_come_back():
    assert not Resident.objects.exclude(number_masked__startswith="010-****-").exists()
    assert Resident.objects.exclude(number_kind="mobile").count() == 0
    cases = Counter(Case.objects.values_list("resident", flat=True))
    assert 30 <= sum(count > 1 for count in cases.values()) <= 300


def test_nothing_lies_in_the_future():
    # The district's rules were loaded, and its plans of visits and works solved, at this very
    # moment, whatever the demo's is.
    moves = Transition.objects.exclude(subject__startswith="rule:")
    ahead = moves.filter(at__gt=NOW).values_list("subject", flat=True)
    assert {subject.partition(":")[0] for subject in ahead} <= {"works_plan", "survey_plan", "home"}
    assert not IncomingText.objects.filter(received_at__gt=NOW).exists()
    assert not Case.objects.filter(updated_at__gt=NOW).exists()


def test_today_has_visits_in_different_places_and_one_was_made_with_photos():
    day = dt.datetime.combine(_local(NOW).date(), dt.time(), tzinfo=_local(NOW).tzinfo)
    clerk = viewer_of("clerk1")
    found = visits.visits_between(viewer=clerk, since=day, until=day + dt.timedelta(days=1))
    assert sorted(v.state for v in found) == ["done", "on_the_way", "planned", "planned"]
    assert len({v.spot.name_ko for v in found if v.spot}) == len(found)
    (made,) = [v for v in found if v.state == "done"]
    assert len(made.photos) == 2
    assert all(photo.point for photo in made.photos)
    (day_round,) = visits.visit_routes(found, now=NOW, day=day.date())
    assert [stage.visit.state for stage in day_round.ahead].count("on_the_way") == 1


def test_a_repeat_may_be_closed_and_six_residents_wrote_about_one_matter():
    clerk = viewer_of("clerk1")

    def again(title):
        case = Case.objects.filter(title=title, state__in=sorted(OPEN)).order_by("id").last()
        detail = cases.case_get(Act(clerk, NOW), code=case.code)
        return classification.again(detail=detail, viewer=clerk)

    repeats = again("운동기구 소음 · 느티공원 정자").repeats
    assert (repeats.complaints, repeats.answers, repeats.may_close) == (3, 2, True)
    households = again("초록불이 짧음 · 새벗사거리").households
    assert households.residents >= 6
    assert len(households.members) == 5
    assert households.group.households == 6


def test_one_alarm_counts_down_and_others_were_seen_over_or_not_urgent():
    clerk = viewer_of("clerk1")
    live = alarms.alarms_live(Act(clerk, NOW))
    past = alarms.alarms_past(Act(clerk, NOW))
    assert [(one.kind, one.raised_at) for one in live if one.waits] == [("gas", NOW)]
    assert Counter(one.state for one in live) == {"raised": 1, "acknowledged": 2}
    assert Counter(one.state for one in past) == {"settled": 2, "not_urgent": 1}
    assert not OutgoingText.objects.filter(state="queued").exists()


def test_it_has_what_helps_to_write():
    foreign = [w for w in answers.awaiting(viewer=viewer_of("mayor")) if w.row.language != "ko"]
    assert foreign
    for waiting in foreign:
        assert "한들구 청소행정과" in waiting.draft.korean
        assert "{" not in waiting.draft.korean
    officer = viewer_of("roads.officer")
    filters = cases.CaseFilters(view="with_department", service="roads")
    rows = cases.cases_list(Act(officer, NOW), filters=filters).rows
    assert rows
    for row in rows:
        assert len(answers.old_answers(code=row.code, viewer=officer)) == 5


def test_two_years_of_looking_under_the_roads_at_every_step_of_a_repair():
    from townline.prevention.hazards.explorations import api as explorations
    from townline.prevention.hazards.models import Hazard
    from townline.prevention.work_orders.models import EvidencePhoto, WorkOrder

    lines = explorations.lines()
    assert {line.surface for line in lines} == {"roadway", "pavement"}
    assert len({line.campaign for line in lines}) == 5
    planned = [line for line in lines if line.explored_on is None]
    assert planned
    assert sum(line.length_m for line in lines if line.explored_on) > 40_000
    assert min(line.explored_on for line in lines if line.explored_on) < _local(NOW).date() - (
        dt.timedelta(days=600)
    )
    assert {cavity.grade for cavity in explorations.cavities()} == set(explorations.Grade)
    states = Counter(Hazard.objects.values_list("state", flat=True))
    assert set(states) == {"reported", "on_site", "made_safe", "repaired", "closed"}
    assert Hazard.objects.filter(due_at__lt=NOW, ended_at=None).count() >= 1
    orders = set(WorkOrder.objects.values_list("state", flat=True))
    assert orders == {"sent", "accepted", "done", "approved"}
    shown = EvidencePhoto.objects.filter(released=True).values_list("moment", flat=True)
    assert set(shown) == {"before", "after"}


def test_one_incident_is_over_with_its_lessons_and_one_goes_on():
    every = incidents.IncidentFilters(view="all")
    incident_rows, count = incidents.incidents_list(viewer=viewer_of("clerk1"), filters=every)
    assert (count, sorted(row.state for row in incident_rows)) == (2, ["ended", "open"])
    assert min(row.cases for row in incident_rows) >= 2
    assert [bool(row.needs) for row in incident_rows] == [True, False]


def test_cases_unlike_the_incident_that_goes_on_are_held_back_each_with_why():
    clerk = viewer_of("clerk1")
    every = incidents.IncidentFilters(view="open")
    ((going, *_), _count) = incidents.incidents_list(viewer=clerk, filters=every)
    number = going.id
    plan = next(one for one in incident_entries(demo.FOLDER) if one["title"] == going.title)
    names = {one.steps[0].at: one.name for one in demo.stories(NOW)}
    shown = incidents.incident_get(Act(clerk, NOW), incident_id=number).members
    assert {names[row.first_text_at] for row in shown} <= set(plan["scenarios"])
    incident = incidents.incident_of(number, clerk)
    filters = cases.CaseFilters(view="all", service=plan["service"])
    ids = [row.id for row in cases.cases_list(Act(clerk, NOW), filters=filters, limit=200).rows]
    others = incidents.candidates(incident=incident, viewer=clerk, ids=ids)
    assert len([one for one in others if one.fit.held]) >= 2


def test_the_last_four_weeks_are_told():
    weeks = [str(week) for week in briefings.stored_weeks()]
    assert weeks == ["2026-W47", "2026-W46", "2026-W45", "2026-W44"]
    briefing = briefings.briefing_of(briefings.week_named("2026-W47"))
    assert briefing is not None
    assert {"came", "promised_week"} <= {fact["name"] for fact in briefing.facts}


def test_themes_are_found_once_the_start_is_over():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT scheduled_at, args->>'again' FROM procrastinate_jobs WHERE task_name = %s",
            [themes.FIND],
        )
        assert cursor.fetchall() == [(NOW + dt.timedelta(minutes=1), "true")]


def test_who_may_not_press_is_told_that_before_what_a_form_lacks(monkeypatch, built_files):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    assert len(rights_first.forms()) > 200
    assert rights_first.read_before_rights(NOW) == {}
    assert rights_first.read_before_theirs(NOW) == {}
