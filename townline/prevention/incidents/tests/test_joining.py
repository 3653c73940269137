"""Cases join an incident: by a person's word, unlike ones held back, each still a case."""

import datetime as dt

import pytest

from townline.casework.cases.api import NotAllowed, NotFound
from townline.casework.classification import api as classification
from townline.platform.core.history import audit
from townline.prevention.incidents import api
from townline.prevention.incidents.models import Incident, IncidentMember, IncidentOffer
from townline.prevention.incidents.tests.making import (
    SNOW,
    Case,
    act,
    join,
    open_incident,
    opening,
    read,
    receive_snow_texts,
    receive_text,
)

pytestmark = pytest.mark.django_db


def codes_in(incident):
    rows = IncidentMember.objects.filter(incident=incident)
    return set(rows.values_list("case__code", flat=True))


def suggested_incident(world):
    since = world.now - dt.timedelta(days=3)
    (found,) = classification.incidents(viewer=world.person("clerk1"), since=since)
    return found


def test_a_batch_takes_what_is_alike_and_holds_back_the_rest_with_why(world):
    like = receive_snow_texts(world, 3)
    other = receive_text(world, "도서관 주말에도 열어 주세요", 50)
    incident = open_incident(world)
    before = Case.objects.get(code=like[0])
    done = join(world, incident, [*like, other])
    assert (set(done.joined), done.held) == (set(like), {other: "matter"})
    assert codes_in(incident) == set(like)
    # It stays a case: its clock and its state are as they were.
    after = Case.objects.get(code=like[0])
    assert (after.state, after.answer_due_at) == (before.state, before.answer_due_at)
    # Somebody looked, and takes it all the same.
    assert join(world, incident, [other, like[0]], anyway=[other]).joined == [other]


def test_one_alone_is_a_persons_word(world):
    other = receive_text(world, "도서관 주말에도 열어 주세요", 50)
    incident = open_incident(world)
    assert join(world, incident, [other.lower()]).joined == [other]
    (line,) = audit.history(f"case:{Case.objects.get(code=other).id}").filter(
        event="case:incident:join"
    )
    assert line.data == {"incident": incident.pk}


def test_a_batch_with_a_case_of_another_incident_is_refused_whole(world):
    one, *rest = receive_snow_texts(world)
    first, second = open_incident(world), open_incident(world, title="다른 눈")
    join(world, first, [one])
    with pytest.raises(api.CaseElsewhere) as refused:
        join(world, second, [one, *rest])
    assert refused.value.extra == {"codes": one}
    assert codes_in(second) == set()


def test_harm_at_home_joins_nothing(world):
    one, other = receive_snow_texts(world, 2)
    Case.objects.filter(code=one).update(private=True, danger=True)
    with pytest.raises((api.PrivateCase, NotFound)):
        join(world, open_incident(world), [one, other])


def test_who_sees_what_and_who_opens(world):
    codes = receive_snow_texts(world, 2)
    incident = open_incident(world, departments=["roads"])
    with pytest.raises(NotAllowed):
        open_incident(world, "roads.officer")
    # An officer puts the cases of their department with it, and sees no others.
    world.assign(codes[0])
    assert join(world, incident, [codes[0]], "roads.officer").joined == [codes[0]]
    with pytest.raises(NotFound):
        join(world, incident, [codes[1]], "roads.officer")
    with pytest.raises(api.IncidentNotFound):
        join(world, incident, [codes[0]], "welfare.officer")


@pytest.mark.server
def test_what_it_was_suggested_from_fits_whatever_kind_it_was_called(world):
    codes = receive_snow_texts(world)
    classification.incidents_run(now=world.now)
    other = receive_text(world, "도서관 주말에도 열어 주세요", 50)
    arguments = {"act": world.by("clerk1")}
    incident = api.incident_open(
        opening=opening(world, kind="other"), suggestion=suggested_incident(world).id, **arguments
    )
    done = join(world, incident, [*codes, other])
    assert (set(done.joined), set(done.held)) == (set(codes), {other})


def test_from_a_suggestion_its_later_texts_are_offered(world):
    receive_snow_texts(world)
    classification.incidents_run(now=world.now)
    found = suggested_incident(world)
    incident = api.incident_open(world.by("clerk1"), opening=opening(world), suggestion=found.id)
    found = suggested_incident(world)
    assert (found.state, found.name) == ("accepted", "다솜동 눈")
    late = receive_text(world, "다솜동 오르막에 눈이 얼어 버스가 못 와요", 60)
    # At once, by the words of the kind.
    assert [(o.case.code, o.why) for o in incident.offers.all()] == [(late, "words")]
    act(world, api.offer_dismiss, incident, code=late)
    assert api.offers_run(now=world.now) >= 0
    assert IncidentOffer.objects.filter(case__code=late, decided_at=None).count() == 0


@pytest.mark.server
def test_likeness_offers_what_no_word_of_the_kind_names(world):
    codes = receive_snow_texts(world)
    incident = open_incident(world)
    join(world, incident, codes)
    late = world.text("다솜동 언덕 제설차는 언제 와요 폭설인데", "01000000271")
    IncidentOffer.objects.all().delete()
    read(world, late, SNOW[1])
    assert api.offers_run(now=world.now) == 1
    assert [(o.case.code, o.why) for o in incident.offers.all()] == [(late, "likeness")]
    assert api.offers_run(now=world.now) == 0
    join(world, incident, [late])
    assert not IncidentOffer.objects.filter(decided_at=None).exists()


def test_within_ten_minutes_a_press_is_taken_back(world):
    codes = receive_snow_texts(world, 3)
    incident = open_incident(world)
    join(world, incident, codes)
    act(world, api.case_leave, incident, code=codes[0])
    assert codes_in(incident) == set(codes[1:])
    assert act(world, api.incident_undo, incident) == "leave"
    assert codes_in(incident) == set(codes)
    assert act(world, api.incident_undo, incident) == "join"
    assert codes_in(incident) == set()
    join(world, incident, codes)
    world.wait(minutes=11)
    with pytest.raises(api.NothingToUndo):
        act(world, api.incident_undo, incident)


def test_an_incident_opened_by_mistake_is_nothing(world):
    codes = receive_snow_texts(world)
    classification.incidents_run(now=world.now)
    number = suggested_incident(world).id
    incident = api.incident_open(world.by("clerk1"), opening=opening(world), suggestion=number)
    act(world, api.incident_undo, incident)
    assert suggested_incident(world).state == "suggested"
    with pytest.raises(api.IncidentNotFound):
        join(world, incident, codes)


def test_a_case_that_is_merged_brings_the_incident_to_the_one_that_goes_on(world):
    one, other = receive_snow_texts(world, 2)
    incident = open_incident(world)
    join(world, incident, [other])
    from townline.casework.cases import api as cases

    cases.case_merge(world.by("clerk1"), code=other, into=one, confirm=True)
    assert one in codes_in(incident)


def test_an_incident_merges_into_another_one_and_not_into_itself(world):
    codes = receive_snow_texts(world, 3)
    one, other = open_incident(world), open_incident(world, title="물레동 눈")
    join(world, one, codes[:1])
    join(world, other, codes[1:])
    with pytest.raises(api.IncidentIntoItself):
        act(world, api.incident_merge, one, into_id=one.pk)
    act(world, api.incident_merge, one, into_id=other.pk)
    assert codes_in(other) == set(codes)
    assert Incident.objects.get(id=one.pk).state == "merged"
    with pytest.raises(api.IncidentOver):
        join(world, one, codes[:1])
    act(world, api.incident_undo, one)
    assert (codes_in(one), codes_in(other)) == ({codes[0]}, set(codes[1:]))


def test_what_was_learnt_is_there_at_the_next_of_the_kind(world):
    incident = open_incident(world)
    act(world, api.incident_end, incident, lessons="모래를 먼저 싣는다", reason="끝")
    assert [one.lessons for one in api.lessons_of("snow")] == ["모래를 먼저 싣는다"]
    assert list(api.lessons_of("flood")) == []
    act(world, api.incident_reopen, incident)
    assert Incident.objects.get(id=incident.pk).state == "open"
    act(world, api.incident_end, incident, lessons="모래를 먼저 싣는다", reason="끝")
    act(world, api.incident_undo, incident)
    assert Incident.objects.get(id=incident.pk).state == "open"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [({"title": "  "}, api.IncidentTitleNeeded), ({"kind": "x"}, api.UnknownIncidentKind)],
)
def test_bad_input_is_named(world, wrong, refusal):
    with pytest.raises(refusal):
        open_incident(world, **wrong)
