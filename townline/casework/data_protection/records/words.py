"""What the privacy officer's pages call things."""

from django.utils.translation import gettext, gettext_lazy as _

from townline.casework.data_protection.records.reading import AccessLine
from townline.platform.core.history import access_log, tags
from townline.platform.core.models import ACCESS_EVENTS
from townline.platform.web.templatetags.townline import named

# One of these for all the names of an act: whoever was looked up may be nobody.
_OTHER_NAMES = {*access_log.RELATED_EVENTS, access_log.SEARCH, *access_log.EXPORTS[1:]}
EVENTS = tuple(tag for tag in ACCESS_EVENTS if tag not in _OTHER_NAMES)
KINDS = {
    "texts": _("종결된 민원의 내용과 번호"),
    "payloads": _("수신 원문"),
    "receipts": _("통신망 전달 확인"),
    "notices": _("직원 알림"),
    "alerts": _("외부로 보낸 직원 알림"),
    "presence": _("민원 열람 상태"),
    "sessions": _("종료된 로그인"),
    "link_sessions": _("종료된 통신 연결"),
    "photo_links": _("만료된 사진 링크"),
    "case_links": _("만료된 진행 링크"),
    "follow_ups": _("종료된 만족도 조사"),
    "letters": _("직원 이메일"),
    "pushes": _("브라우저 알림"),
    "batches": _("일괄 처리 기록"),
    "absences": _("부재 기록"),
    "duty_shifts": _("당직 기록"),
    "leases": _("해지된 안심번호"),
    "owner_links": _("만료된 차주 링크"),
    "phone_proofs": _("만료된 번호 인증"),
    "safe_spam": _("안심번호로 온 광고 문자"),
    "safe_texts": _("안심번호 문자 내용"),
    "callers": _("안심번호 발신 번호"),
    "request_phones": _("요청을 받은 전화번호"),
    "calls": _("안심번호 통화 기록"),
    "requests": _("안심번호 요청 기록"),
    "help_tasks": _("차주의 통화 도움 요청"),
    "number_blocks": _("안심번호에서 차단한 번호"),
    "webhook_messages": _("외부 시스템에 보낸 알림"),
    "jobs": _("작업 진행 기록"),
    "tallies": _("이용 횟수 기록"),
    "day_counts": _("일별 차단 건수"),
    "page_asks": _("QR 화면에서 보낸 글"),
    "ticket_phones": _("번호표 전화번호"),
    "ticket_answers": _("대기 중 작성한 답변"),
    "printouts": _("종이 번호표 기록"),
    "tickets": _("번호표"),
    "survey_answers": _("주택 조사 답변과 사진"),
    "home_links": _("만료된 세대 안내 링크"),
    "works_visits": _("공사 방문일과 결과에 대한 거주자 답변"),
    "alarms_told": _("위험 경보를 통보받은 직원 기록"),
    "alarm_replies": _("위험 경보에 대한 직원의 회신 문자"),
    "line_words": _("자동으로 답한 문자의 내용"),
    "policy_opinions": _("정책 의견의 내용과 전화번호"),
    "incident_questions": _("안내 후 문의 기록"),
    "safety_answers": _("안전 확인을 받은 분의 위치와 답"),
    "incident_recipients": _("안내를 받은 분 기록"),
    "warning_subscriptions": _("안전 알림 신청 기록"),
    "warning_invitations": _("안전 알림 신청 안내 기록"),
    "consent_links": _("만료된 동의 링크"),
    "work_papers": _("한꺼번에 인쇄한 편지 파일"),
    "work_parties": _("정비 대상의 집주인과 세입자 정보"),
    "survey_households": _("조사한 세대의 전화번호"),
    "survey_appointments": _("방문 약속에 대한 세대의 답변"),
    "survey_plans": _("지난 방문 계획"),
    "survey_runs": _("방문 계획을 세운 기록"),
    "briefings": _("지난 주간 브리핑"),
    "assets_removed": _("철거한 시설물"),
}


def event(name: str) -> str:
    return tags.label(name)


def kind(name: str) -> str:
    """Name a kind of data that is let go of by age; one without a word goes by its own name."""
    return str(KINDS.get(name, name))


def who(line: AccessLine) -> str:
    """Name who looked, in the reader's language; ``via`` a token, where it was one."""
    name = named(line.staff) if line.staff else line.label
    return f"{name} ({line.via})" if line.via else str(name)


def reason(line: AccessLine) -> str:
    """Say why somebody looked; of a file, which one it was and how many rows it has."""
    if not line.file:
        return line.reason
    values = {"file": line.file, "lines": line.lines}
    return gettext("%(file)s, %(lines)s행") % values


def number(line: AccessLine) -> str:
    """Say whose number, masked; of a search for a number that nobody had, that."""
    if line.number:
        return line.number
    return gettext("없는 번호") if line.event == access_log.SEARCH else ""
