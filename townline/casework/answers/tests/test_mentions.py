"""Who is called in a note is told, if they may see the case; else the note is refused."""

import pytest
from hypothesis import given, strategies as st

from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Mention, Note, Notice
from townline.casework.cases.rules.mentions import Callee, called_in, unknown_in
from townline.platform.departments.api import Staff

ROADS = [
    Callee(1, ("roads.officer", "도로과 담당 1", "Roads officer 1")),
    Callee(2, ("roads.officer2", "도로과 담당 2", "Roads officer 2")),
    Callee(3, ("roads.head", "도로과장", "Head of Roads")),
]


def ids(body):
    return [one.id for one in called_in(body, ROADS)]


@pytest.mark.parametrize(
    ("body", "called"),
    [
        ("@roads.officer 봐 주세요", [1]),
        ("@Roads.Officer2, see this.", [2]),
        ("(@roads.officer)", [1]),
        ("@roads.officer.", [1]),
        ("@도로과장께 여쭙니다", [3]),
        ("@도로과 담당 2와 @도로과 담당 1", [2, 1]),
        ("@roads.officer3", []),
        ("@roads.officer-new", []),
        ("roads.officer@handeul.example", []),
        ("mail me@roads.officer", []),
        ("@", []),
        ("@@roads.head", [3]),
        ("@ roads.officer", []),
    ],
)
def test_names_are_found_as_people_write_them(body, called):
    assert ids(body) == called


def test_a_sign_in_name_of_nobody_is_told_apart_from_other_words():
    body = "@roads.oficer @도로과자 @14:30 me@a.bc @home"
    assert unknown_in(body, called_in(body, ROADS)) == ["roads.oficer"]


@given(st.text(alphabet="@roadsficeh.2 도로과장담당1İß", max_size=60))
def test_what_was_found_stands_in_the_words(body):
    for one in called_in(body, ROADS):
        assert body[one.start] == "@"
        assert body[one.start : one.end].count("@") == 1
        assert one.end <= len(body)


@pytest.fixture
def code(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    return code


def write(world, code, body, who="clerk1"):
    return cases.note_add(world.by(who), code=code, body=body)


@pytest.mark.django_db
def test_who_is_called_has_a_notice_and_the_note_shows_a_link(world, code, visit):
    write(world, code, "@roads.officer <b>오늘</b> 봐 주세요. @도로과장도")
    kinds = {n.staff.username: n.kind for n in Notice.objects.select_related("staff")}
    assert kinds == {"roads.officer": "mention", "roads.head": "mention"}
    page = visit("roads.officer").get(f"/cases/{code}/").content.decode()
    assert '>@roads.officer</a> &lt;b&gt;오늘&lt;/b&gt; 봐 주세요. <a href="/inbox/' in page
    assert (
        "내부 메모에서 나를 언급했습니다" in visit("roads.officer").get("/mine/").content.decode()
    )


@pytest.mark.django_db
def test_who_calls_themself_is_not_told(world, code):
    write(world, code, "@clerk1 나중에")
    assert not Notice.objects.filter(kind="mention").exists()
    assert Mention.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "error", "names"),
    [
        ("@parks.officer 봐 주세요", cases.MentionBlind, "parks.officer"),
        ("@공원녹지과장께", cases.MentionBlind, "parks.head"),
        ("@roads.oficer 봐 주세요", cases.MentionUnknown, "roads.oficer"),
    ],
)
def test_who_may_not_see_the_case_is_not_called_and_nothing_is_kept(
    world, code, body, error, names
):
    with pytest.raises(error) as refused:
        write(world, code, body)
    assert refused.value.extra["names"] == names
    assert (Note.objects.count(), Notice.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_who_takes_part_can_be_called(world, code):
    world.ask(code, "parks")
    write(world, code, "@parks.officer 봐 주세요", "roads.officer")
    assert Notice.objects.filter(kind="mention", staff__username="parks.officer").exists()


@pytest.mark.django_db
def test_who_left_cannot_be_called(world, code):
    Staff.objects.filter(username="roads.officer2").update(is_active=False)
    with pytest.raises(cases.MentionUnknown):
        write(world, code, "@roads.officer2")


@pytest.mark.django_db
def test_somebody_is_picked_from_the_list_and_a_refusal_says_who(world, code, visit):
    client = visit("clerk1")
    page = client.get(f"/cases/{code}/").content.decode()
    assert '<option value="roads.officer">' in page
    assert '<option value="parks.officer">' not in page
    client.post(f"/cases/{code}/note", {"body": "봐 주세요", "call": "roads.officer"})
    assert Note.objects.get().body == "봐 주세요 @roads.officer"
    answer = client.post(f"/cases/{code}/note", {"body": "@parks.officer"})
    assert answer.status_code == 422
    assert "parks.officer" in answer.content.decode()


@pytest.mark.django_db
def test_an_answer_sent_back_is_put_before_who_wrote_it(world):
    code = world.awaiting()
    api.draft_send_back(world.by("mayor"), code=code, reason="날짜를 적어 주세요")
    assert Notice.objects.filter(kind="returned", staff__username="roads.officer").exists()
