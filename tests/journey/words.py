"""What the pages say and what people write, in each language."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PageWords:
    """Names of buttons and boxes as a person reads them; ``text`` and ``answer`` are written."""

    language: str
    phone: str  # the handset's name in its address
    number: str
    text: str
    answer: str
    clerk: str
    department: str
    officer: str
    mayor: str
    resident: str
    compose: str
    send: str
    taken: str
    receipt: str
    news: str
    office: str
    assign: str
    other_person: str
    be_other: str
    body: str
    short: str
    long: str
    submit: str
    in_turn: str
    skip: str
    confirm: str
    leaves: str
    delivered: str


KOREAN = PageWords(
    language="ko",
    phone="neuti",
    number="010-0000-0001",
    text="느티시장 뒷길 맨홀 뚜껑이 흔들려요. 아이들이 많이 다녀요 🙏",
    answer="오늘 15시에 맨홀 뚜껑을 새것으로 바꾸었습니다. 둘레도 다시 다졌습니다. - 한들구 도로과",
    clerk="민원 접수 담당자 1",
    department="도로과",
    officer="도로과 담당 2",
    mayor="구청장",
    resident="민원인",
    compose="보낼 문자",
    send="보내기",
    taken="구청이 받음",
    receipt="[한들구] 문자를 받았습니다. 접수번호 ",
    news="새 문자 1건 보기",
    office="부서 D",
    assign="부서 배정",
    other_person="다른 부서 사용자로 로그인",
    be_other="이 사용자로 로그인",
    body="발송 내용",
    short="짧은 문자(SMS) 1건",
    long="긴 문자(LMS) 1건",
    submit="승인 요청",
    in_turn="차례로 검토",
    skip="건너뛰기",
    confirm="승인·발송",
    leaves="발송 예정",
    delivered="전달",
)

ENGLISH = PageWords(
    language="en",
    phone="english",
    number="010-0000-0004",
    text="The slide in Saemgol Park has a sharp edge. My son cut his hand on it today.",
    answer="We filed the edge smooth at 16:00 today and checked the other slides."
    " Thank you for telling us. - Parks Division",
    clerk="Intake officer 1",
    department="Parks Division",
    officer="Parks officer",
    mayor="Mayor",
    resident="Resident",
    compose="Your text",
    send="Send",
    taken="Received by the town hall",
    receipt="[Handeul-gu] We have your text. Case ",
    news="Show 1 new",
    office="Department D",
    assign="Assign",
    other_person="Sign in as somebody of another department",
    be_other="Sign in as this person",
    body="Message",
    short="1 short text (SMS)",
    long="1 long text (LMS)",
    submit="Submit for approval",
    in_turn="Review one by one",
    skip="Skip",
    confirm="Approve and send",
    leaves="sends at",
    delivered="delivered",
)
