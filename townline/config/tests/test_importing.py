"""``townline import-texts``: what an office gets out of its phone is in the line, once."""

import datetime as dt
import io

import pytest

from tests import pictures
from townline.casework.cases import api as cases
from townline.casework.importing.archives import Place
from townline.casework.importing.files.reading import ImportOptions
from townline.casework.importing.files.running import Order, ProgressBar, summary_lines, texts_bring
from townline.config.tests.old_phone import backup, mms, sms, talks, write_text
from townline.platform.conversations import api as conversations
from townline.platform.core import district as district_data
from townline.platform.core.commands import CannotStart
from townline.platform.core.history.audit import SERVER
from townline.platform.core.models import Transition

pytestmark = pytest.mark.usefixtures("district")
NUMBER = "010-0000-0042"


@pytest.fixture
def bring(world, tmp_path, shelf):
    """Give a function that imports a file's words and returns what came of it, and complaints."""

    def run(text: str, *, encoding: str = "utf-8", kind: str = "auto", **order):
        complaints: list[str] = []
        outcome = texts_bring(
            ImportOptions(
                path=write_text(tmp_path / "phone", text, encoding),
                kind=kind,
                place=Place(zone=district_data.current().zone, now=world.now),
                services=frozenset({"lighting", "roads"}),
                keep=not order.get("dry_run"),
            ),
            Order(**order),
            folder=tmp_path,
            actor=SERVER,
            now=world.now,
            complain=complaints.append,
            progress=ProgressBar(wanted=True, out=io.StringIO()),
        )
        return outcome, complaints

    return run


def _rows(world):
    filters = cases.CaseFilters(view="all")
    return cases.cases_list(world.by("mayor"), filters=filters).rows


def _thread(world) -> list[tuple[str, str]]:
    (row,) = _rows(world)
    return [(text.kind, text.body) for text in world.case(row.code).thread]


def test_a_backup_of_a_phone_becomes_finished_cases(bring, world):
    outcome, complaints = bring(backup(talks(20)))
    assert complaints == []
    assert (outcome.done.cases, outcome.done.answered, outcome.done.texts) == (20, 20, 40)
    assert {row.state for row in _rows(world)} == {cases.CaseState.CLOSED}
    assert Transition.objects.get(event="import:texts:import").data["cases"] == 20
    assert "20 cases made, 20 with an answer" in "\n".join(summary_lines(outcome, dry_run=False))


def test_interim_words_several_questions_and_a_question_back_are_one_matter(bring, world):
    bring(
        backup(
            [
                sms(NUMBER, 0, "가로등이 꺼졌어요"),
                sms(NUMBER, 1, "사흘째예요"),
                sms(NUMBER, 2, "어느 골목인가요? - 도로과", outgoing=True),
                sms(NUMBER, 3, "시장 뒤쪽입니다"),
                sms(NUMBER, 5, "내일 오전에 나가서 보겠습니다. - 도로과", outgoing=True),
                sms(NUMBER, 30, "오늘 아침에 전구를 바꿨습니다. - 도로과", outgoing=True),
                sms(NUMBER, 31, "감사합니다"),
            ]
        )
    )
    kinds = [kind for kind, _ in _thread(world)]
    assert kinds == [
        "incoming",
        "incoming",
        "question",
        "incoming",
        "interim",
        "answer",
        "incoming",
    ]


def test_photos_are_kept_and_a_broken_one_costs_only_itself(bring, world):
    photo = pictures.jpeg((320, 240))
    broken = mms(NUMBER, 1, "여기도요", [b"x"]).replace('data="eA=="', 'data="%%%"')
    outcome, complaints = bring(backup([mms(NUMBER, 0, "여기요", [photo]), broken]))
    assert complaints == []
    assert (outcome.done.photos, outcome.tally.lost) == (1, 1)
    conversations.photos_look(limit=10, now=world.now)
    (row,) = _rows(world)
    first, second = world.case(row.code).thread
    assert (first.body, len(first.photos)) == ("여기요", 1)
    assert second.body == "여기도요"


def test_who_wrote_in_a_group_is_answered_and_texts_to_several_are_left_out(bring, world):
    group = "010-0000-0001~010-0000-0002"
    wrote = '<addr address="010-0000-0002" type="137" charset="106" />'
    outcome, _ = bring(
        backup(
            [
                mms(group, 0, "우리 골목이 어두워요", people=wrote),
                mms(group, 1, "공지드립니다", msg_box="2"),
                sms("15880000", 2, "인증번호 1234"),
                sms(NUMBER, 3, "쓰다 만 문자", type="3"),
            ]
        )
    )
    assert {str(why): count for why, count in outcome.tally.left.items()} == {
        "group": 1, "service": 1, "draft": 1,
    }  # fmt: skip
    assert [row.sender_masked for row in _rows(world)] == ["010-****-0002"]


def test_each_mistake_is_told_with_its_line_and_the_rest_goes_on(bring, world):
    outcome, complaints = bring(
        backup(
            [
                sms("엄마", 0, "이름만 있어요"),
                sms(NUMBER, 0, "옛날", date="0"),
                sms(NUMBER, 1, "앞날", date="9999999999999"),
                sms(NUMBER, 2, "종류", type="9"),
                sms(NUMBER, 3, "성한 문자"),
            ]
        )
    )
    assert [words.split(":")[0] for words in complaints] == [
        f"phone, line {n}" for n in (4, 5, 6, 7)
    ]
    assert "a name stands in place of the number" in complaints[0]
    assert "엄마" not in complaints[0]
    assert (outcome.tally.bad, outcome.done.cases) == (4, 1)


def test_strict_writes_nothing_at_all(bring, world):
    text = backup([*talks(3), sms("엄마", 0, "이름만 있어요")])
    with pytest.raises(CannotStart, match="nothing was written; entries that cannot be read: 1"):
        bring(text, strict=True)
    assert _rows(world) == []


def test_a_dry_run_tells_the_same_and_writes_nothing(bring, world):
    text = backup([*talks(5), mms(NUMBER, 0, "사진", [pictures.jpeg((32, 32))])])
    dry, _ = bring(text, dry_run=True)
    assert _rows(world) == []
    assert "6 cases would be made" in "\n".join(summary_lines(dry, dry_run=True))
    assert bring(text)[0].done == dry.done


def test_the_same_file_again_and_a_later_one_bring_only_what_is_new(bring, world):
    question = sms(NUMBER, 0, "가로등이 꺼졌어요")
    bring(backup([question]))
    answer = sms(NUMBER, 9, "어제 전구를 바꿨습니다. - 도로과", outgoing=True)
    outcome, _ = bring(backup([question, question, answer]))
    assert (outcome.done.cases, outcome.done.more, outcome.done.known) == (0, 1, 1)
    assert outcome.twice == 1
    assert [kind for kind, _ in _thread(world)] == ["incoming", "answer"]


def test_a_file_cut_short_gives_what_came_before(bring, world):
    outcome, complaints = bring(backup(talks(10))[:-80])
    assert outcome.done.cases == 10
    assert "the XML breaks here" in complaints[-1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("<html><body/></html>", "XML of another kind"),
        ("안녕하세요\n", "no table of texts"),
        ('{"messages": []}', "JSON"),
        ("PK\x03\x04rest", "ZIP or Excel"),
        ('<!DOCTYPE a [<!ENTITY b "cc">]><smses/>', "document type"),
        ("<?xml version='1.0' encoding='EUC-KR'?><smses/>", "save it as UTF-8"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_name(bring, text, words):
    with pytest.raises(CannotStart, match=words):
        bring(text)


def test_a_bomb_of_entities_is_refused_at_its_first_line(bring):
    levels = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE s [<!ENTITY a0 "ha">{levels}]><smses><sms body="&a9;"/></smses>'
    with pytest.raises(CannotStart, match="document type"):
        bring(bomb)


def test_an_emoji_in_two_halves_is_one_again(bring, world):
    text = backup([sms(NUMBER, 0, "길이 @@ 파였어요")]).replace("@@", "&#55357;&#56842;")
    bring(text)
    assert _thread(world) == [("incoming", "길이 😊 파였어요")]


IMAZING = """Chat Session,Message Date,Delivered Date,Service,Type,Sender ID,Sender Name,Status,Text
홍,2026-03-02 10:00:00,,SMS,Incoming,+82 10-0000-0042,홍,Read,가로등이 꺼졌어요
홍,2026-03-02 15:00:00,,SMS,Outgoing,,,Sent,오늘 낮에 전구를 바꿨습니다. - 도로과
"""
KOREAN = """번호;구분;일시;내용
010-0000-0042;받음;2026. 3. 2. 오전 10:00:00;가로등이 꺼졌어요
010-0000-0042;보냄;2026. 3. 2. 오후 3:00:00;오늘 낮에 전구를 바꿨습니다. - 도로과
"""
FROM_TO = """From,To,Date,Message
010-0000-0042,Me,"Mar 2, 2026 10:00:00 AM",가로등이 꺼졌어요
Me,010-0000-0042,3/2/2026 3:00 PM,오늘 낮에 전구를 바꿨습니다. - 도로과
"""
OURS = """number,direction,at,text,service
010-0000-0042,in,2026-03-02T10:00:00+09:00,가로등이 꺼졌어요,lighting
010-0000-0042,out,2026-03-02T06:00:00Z,오늘 낮에 전구를 바꿨습니다. - 도로과,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("text", [IMAZING, KOREAN, FROM_TO, OURS])
def test_every_layout_and_encoding_of_a_table_says_the_same(bring, world, text, encoding):
    outcome, complaints = bring(text, encoding=encoding)
    assert complaints == []
    assert (outcome.done.cases, outcome.done.answered) == (1, 1)
    (row,) = _rows(world)
    question, answer = world.case(row.code).thread
    assert question.at == dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
    assert answer.at == dt.datetime(2026, 3, 2, 6, 0, tzinfo=dt.UTC)
    assert row.service == "lighting"


def test_bad_rows_of_a_table_are_told_and_the_others_taken(bring, world):
    outcome, complaints = bring(
        OURS
        + "010-0000-0043,in,2026-03-02,날짜만,\n"
        + "010-0000-0043,sideways,2026-03-02 10:00:00,방향,\n"
        + "010-0000-0043,in,2026-03-02 10:00:00,업무,nosuch\n"
        + "010-0000-0043,in\n"
        + '010-0000-0043,in,2026-03-02 10:00:00,"두 줄\n문자",\n'
    )
    assert [words.split(":")[0] for words in complaints] == [
        f"phone, line {n}" for n in (4, 5, 6, 7)
    ]
    assert outcome.done.cases == 2


def test_a_text_sent_that_answers_nothing_is_counted(bring, world):
    outcome, _ = bring(backup([sms(NUMBER, 0, "공지입니다", outgoing=True)]))
    assert (outcome.alone, outcome.done.cases) == (1, 0)


def test_no_number_stays_beside_the_data(bring, tmp_path):
    bring(backup(talks(5)))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".import")] == []
