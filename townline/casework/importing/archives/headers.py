"""What export programs call their columns, Korean and English, and the words they put into them.

Names are compared without spaces, marks and case. Each list is what we know of; another layout
is one more word here.
"""

import re

_NOISE = re.compile(r"[\W_]+")

_COLUMNS = {
    "number": """number phone phonenumber mobile address senderid contactnumber sendernumber msisdn
        번호 전화번호 휴대폰 휴대폰번호 휴대전화 연락처번호 상대번호""",
    "from": "from fromnumber sender fromphone 보낸사람 발신자 발신번호 보낸번호",
    "to": "to tonumber recipient recipients receiver tophone 받는사람 수신자 수신번호 받는번호",
    "chat": """chat chatsession conversation contact name contactname
        대화 대화상대 이름 연락처 상대""",
    "direction": """direction type messagetype inout kind folder
        방향 구분 유형 종류 송수신 수발신""",
    "at": """at date datetime dateandtime messagedate timestamp datereceived sentat
        날짜 일시 날짜시간 날짜및시간 수신일시 발신일시 보낸날짜""",
    "time": "time messagetime 시간 시각",
    "text": """text message body content messagetext messagebody smstext
        내용 메시지 문자 본문 문자내용""",
    "attachment": "attachment attachments attachmentname 첨부 첨부파일",
    "service": "service servicecode 업무 업무코드",
}
NAMES = {column: field for field, columns in _COLUMNS.items() for column in columns.split()}
OWN = ("number", "direction", "at", "text", "service")
OWN_NEEDED = OWN[:4]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


COMING = _set("in incoming received inbox receive 1 수신 받음 받은 받은메시지 받은문자 수신됨")
GOING = _set("out outgoing sent outbox send 2 발신 송신 보냄 보낸 보낸메시지 보낸문자 발신됨")
LEFT_BEHIND = _set("draft drafts failed unsent notification 임시저장 실패 알림")
# What stands for the owner of the phone where others have a number.
OURSELVES = _set("me myself owner 나 본인 내전화")


def fold_name(word: str) -> str:
    """Reduce a column's name or a word in it to its letters and digits."""
    return _NOISE.sub("", word.casefold())


def fields_of(header: list[str]) -> list[str]:
    """Name the field of each column; "" for one that says nothing to us or comes a second time.

    iMazing calls the network ("SMS", "iMessage") ``Service``: beside a chat session it is not
    our service.
    """
    given = [NAMES.get(fold_name(name), "") for name in header]
    foreign = "chat" in given and "service" in given
    seen: set[str] = set()
    fields: list[str] = []
    for field in given:
        known = field and field not in seen and not (foreign and field == "service")
        fields.append(field if known else "")
        seen.add(field)
    return fields


def lacking(fields: list[str]) -> list[str]:
    """Say what a table would need to be read as texts."""
    has = set(fields)
    lacks = [name for name in ("at", "text") if name not in has]
    if not has & {"number", "from", "chat"}:
        lacks.append("number (or from and to)")
    if "direction" not in has and not {"from", "to"} <= has:
        lacks.append("direction (or from and to)")
    return lacks
