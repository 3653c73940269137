"""What answers do to their home: a grade, an exclusion with evidence, a visit in vain."""

import pytest

from townline.adapters.openrosa.tests.collect import Filled
from townline.platform.core.history.audit import SERVER
from townline.platform.core.models import Transition
from townline.prevention.surveys.api import (
    count_list,
    household_person_part,
    household_set,
    submission_confirm,
)
from townline.prevention.surveys.models import Attempt, Grade, Home, HomeFile, Household, Submission

pytestmark = [pytest.mark.peer, pytest.mark.server, pytest.mark.django_db(transaction=True)]


def home_form(home, result, deprecated="", **answers):
    fields = {"visit_result": result, **answers}
    return Filled(home=str(home.uuid), answers=fields, deprecated=deprecated)


def now(home):
    return Home.objects.get(id=home.id)


def problem(one):
    return Submission.objects.get(instance_id=one.instance).problem


def test_nobody_home_stays_to_be_seen_and_comes_back(field_work):
    home, phone = field_work.homes["kim"][0], field_work.phone()
    one = home_form(home, "nobody_home", note="카드 남김")
    assert [phone.send(one.xml).status_code for _ in range(2)] == [201, 202]
    row = now(home)
    assert (row.state, row.attempts_made, row.last_outcome) == ("listed", 1, "nobody_home")
    assert row.come_back_on is not None
    assert Attempt.objects.get().surveyor == field_work.surveyors["kim"]


def test_demolished_needs_evidence_and_waits_for_it(field_work, photo):
    home, phone = field_work.homes["kim"][0], field_work.phone()
    one = home_form(home, "demolished", front="a.jpg")
    phone.send(one.xml)
    assert (now(home).state, problem(one)) == ("listed", "no_evidence")
    phone.send(one.xml, {"a.jpg": photo(1)})
    assert (now(home).state, now(home).excluded_for, problem(one)) == ("excluded", "demolished", "")
    assert HomeFile.objects.get().purpose == "exclusion"


@pytest.mark.server
def test_the_grade_is_the_servers_and_a_phone_that_says_otherwise_is_shown(field_work):
    home, phone = field_work.homes["kim"][0], field_work.phone()
    one = home_form(home, "surveyed", escape_way="blocked", grade="A")
    assert phone.send(one.xml).status_code == 201
    assert (now(home).state, now(home).grade, problem(one)) == ("graded", "D", "grade_differs")
    assert Submission.objects.get().said_grade == "A"
    same = home_form(field_work.homes["kim"][1], "surveyed", escape_way="blocked", grade="D")
    phone.send(same.xml)
    assert problem(same) == ""


def test_an_edit_takes_back_what_it_says_otherwise(field_work, photo):
    home, phone = field_work.homes["kim"][0], field_work.phone()
    out = home_form(home, "demolished", front="a.jpg")
    phone.send(out.xml, {"a.jpg": photo(1)})
    graded = home_form(home, "surveyed", deprecated=out.instance, escape_way="two")
    phone.send(graded.xml)
    assert now(home).state == "graded"
    without_result = home_form(home, "refused", deprecated=graded.instance)
    phone.send(without_result.xml)
    assert (now(home).state, now(home).grade, now(home).last_outcome) == ("listed", "", "refused")
    put_right = home_form(home, "nobody_home", deprecated=without_result.instance)
    phone.send(put_right.xml)
    assert (now(home).attempts_made, Attempt.objects.get().outcome) == (1, "nobody_home")


def test_two_surveyors_at_one_home_lose_nothing(field_work):
    home = field_work.homes["kim"][0]
    first, second = (home_form(home, "surveyed", escape_way=way) for way in ("two", "blocked"))
    field_work.phone().send(first.xml)
    assert field_work.phone("lee").send(second.xml).status_code == 201
    assert (problem(first), problem(second)) == ("", "second_answers")
    assert Grade.objects.get(current=True).submission.instance_id == first.instance
    mine = field_work.homes["kim"][1]
    field_work.phone("lee").send((one := home_form(mine, "surveyed", escape_way="two")).xml)
    assert (now(mine).state, problem(one)) == ("graded", "not_theirs")


def test_another_surveyors_exclusion_waits_for_a_person(field_work, photo):
    home = field_work.homes["kim"][0]
    one = home_form(home, "demolished", front="a.jpg")
    assert field_work.phone("lee").send(one.xml, {"a.jpg": photo(1)}).status_code == 201
    assert (now(home).state, problem(one)) == ("listed", "others_exclusion")
    Home.objects.filter(id=home.id).update(surveyor=None)
    nobodys = home_form(home, "demolished", front="b.jpg")
    field_work.phone("lee").send(nobodys.xml, {"b.jpg": photo(2)})
    assert (now(home).state, problem(nobodys)) == ("listed", "others_exclusion")
    row = Submission.objects.get(instance_id=one.instance)
    assert submission_confirm(submission_id=row.id, actor=SERVER, now=field_work.now) == ""
    assert (now(home).state, now(home).excluded_for, problem(one)) == ("excluded", "demolished", "")
    assert HomeFile.objects.get().purpose == "exclusion"


def test_nobody_edits_answers_of_another_surveyor(field_work, photo):
    home = field_work.homes["kim"][0]
    out = home_form(home, "demolished", front="a.jpg")
    field_work.phone().send(out.xml, {"a.jpg": photo(1)})
    edit = home_form(home, "surveyed", deprecated=out.instance, escape_way="two")
    assert field_work.phone("lee").send(edit.xml).status_code == 201
    assert (now(home).state, problem(edit)) == ("excluded", "excluded_meanwhile")
    assert Submission.objects.get(instance_id=out.instance).replaced_by is None


def test_what_nobody_can_use_is_kept_and_named(field_work):
    phone, (home, other, _) = field_work.phone(), field_work.homes["kim"]
    wrong = home_form(home, "surveyed", escape_way="chimney")
    strange = home_form(other, "moved_away")
    nowhere = Filled(home="00000000-0000-4000-8000-000000000000")
    assert {phone.send(one.xml).status_code for one in (wrong, strange, nowhere)} == {201}
    found = [problem(one) for one in (wrong, strange, nowhere)]
    assert found == ["unreadable_answers", "unknown_result", "no_home"]
    assert now(home).state == now(other).state == "listed"


def test_the_count_adds_up_throughout(field_work, photo):
    phone, (one, other, _) = field_work.phone(), field_work.homes["kim"]
    phone.send(home_form(one, "surveyed").xml)
    phone.send(home_form(other, "demolished", front="a.jpg").xml, {"a.jpg": photo(1)})
    found = count_list("semi-basement")
    assert found.adds_up
    assert (found.listed, found.taken_out, found.rated, found.not_yet_seen) == (5, 1, 1, 3)


NUMBER = "010-0000-0077"


def test_a_telephone_given_with_consent_is_the_households_and_lies_nowhere_else(field_work):
    home, phone = field_work.homes["kim"][0], field_work.phone()
    agreed = {"phone_consent": "yes", "phone": NUMBER}
    one = home_form(home, "surveyed", escape_way="blocked", **agreed)
    assert NUMBER in one.xml.decode()  # what must not be kept so
    assert [phone.send(one.xml).status_code for _ in range(2)] == [201, 202]
    submission_row = Submission.objects.get()
    assert (submission_row.answers["phone"], NUMBER in submission_row.xml) == (
        "010-****-0077",
        False,
    )
    assert Household.objects.get(home=home).source == "form"
    transition = Transition.objects.get(subject=f"home:{home.id}", event="home:household:set")
    assert (transition.actor, transition.data) == (
        f"surveyor:{submission_row.surveyor_id}",
        {"source": "form"},
    )
    assert household_person_part().tell(NUMBER)[1]["answers"]["phone"] == "010-****-0077"
    # An edit without it takes it back; without consent nothing is kept but its last digits.
    edit = home_form(home, "surveyed", deprecated=one.instance, escape_way="blocked",
                  phone_consent="no", phone=NUMBER)  # fmt: skip
    assert phone.send(edit.xml).status_code == 201
    assert not Household.objects.exists()
    assert NUMBER not in str(list(Submission.objects.values("xml", "answers")))


def test_what_staff_wrote_later_stays_and_the_lists_number_gives_way(field_work):
    first, second = field_work.homes["kim"][:2]
    for home, source in ((first, "staff"), (second, "list")):
        household_set(
            home_id=home.id, phone="01000000001", source=source, actor=SERVER, now=field_work.now
        )
    for home in (first, second):
        one = home_form(home, "postponed", phone_consent="yes", phone=NUMBER)  # two hours before
        assert field_work.phone().send(one.xml).status_code == 201
    sources = Household.objects.order_by("home_id").values_list("source", flat=True)
    assert list(sources) == ["staff", "form"]
