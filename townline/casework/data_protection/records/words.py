"""What the privacy officer's pages call things."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from townline.casework.data_protection.records.reading import Line
from townline.platform.core.history import access_log, tags
from townline.platform.core.models import LOOK_EVENTS
from townline.platform.web.templatetags.townline import named

# One of these for all the names of an act: whoever was looked up may be nobody.
EVENTS = tuple(tag for tag in LOOK_EVENTS if tag not in {*access_log.BESIDE, access_log.SEARCH})
KINDS = {
    "texts": _("끝난 접수의 글과 번호"),
    "payloads": _("들어온 그대로의 바이트"),
    "receipts": _("통신망의 전달 확인"),
    "notices": _("직원 알림"),
    "alerts": _("밖으로 보낸 직원 알림"),
    "presence": _("접수를 열어 둔 사람"),
    "sessions": _("끝난 로그인"),
    "link_sessions": _("끝난 통신망 연결"),
    "photo_links": _("끝난 사진 링크"),
    "case_links": _("끝난 진행 링크"),
    "follow_ups": _("끝난 평가 물음"),
    "letters": _("직원에게 보낸 메일"),
    "pushes": _("브라우저로 보낸 알림"),
    "batches": _("여럿을 한 번에 처리한 기록"),
    "absences": _("자리를 비운 기록"),
    "duty_shifts": _("당직 기록"),
    "leases": _("끝난 안심번호"),
    "owner_links": _("끝난 차 주인 링크"),
    "phone_proofs": _("끝난 번호 확인"),
    "safe_spam": _("안심번호로 온 광고 글"),
    "safe_texts": _("안심번호로 오간 글"),
    "callers": _("안심번호에 전화한 번호"),
    "request_phones": _("요청이 간 전화"),
    "calls": _("안심번호 통화 기록"),
    "requests": _("안심번호 요청 기록"),
    "number_blocks": _("안심번호에서 막은 번호"),
    "tallies": _("횟수를 세는 기록"),
    "day_counts": _("날마다 막은 수"),
    "page_asks": _("QR 화면에서 보낸 글"),
    "ticket_phones": _("번호표의 전화번호"),
    "ticket_answers": _("기다리며 적은 답"),
    "printouts": _("종이 번호표의 기록"),
    "tickets": _("번호표"),
}


def event(name: str) -> str:
    return tags.label(name)


def kind(name: str) -> str:
    """Name a kind of data that is let go of by age; one without a word goes by its own name."""
    return str(KINDS.get(name, name))


def who(line: Line) -> str:
    """Name who looked, in the reader's language; ``via`` a token, where it was one."""
    name = named(line.staff) if line.staff else line.label
    return f"{name} ({line.via})" if line.via else str(name)


def number(line: Line) -> str:
    """Say whose number, masked; of a search for a number that nobody had, that."""
    if line.number:
        return line.number
    return gettext("없는 번호") if line.event == access_log.SEARCH else ""
