"""The sentences of a briefing, whole ones, in the reader's language, their particles settled."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from townline.platform.core.text.particles import settle
from townline.platform.web import moments
from townline.prevention.policy.briefings.rules.facts import Fact, Section

TITLES: Mapping[Section, Promise] = {
    Section.CAME: gettext_lazy("접수된 민원"),
    Section.RISES: gettext_lazy("늘어난 민원"),
    Section.LATE: gettext_lazy("기한 경과"),
    Section.REPEATS: gettext_lazy("반복되는 민원"),
    Section.PROMISED: gettext_lazy("이행 약속"),
    Section.GROUND: gettext_lazy("위험 지점과 공사"),
    Section.EVENTS: gettext_lazy("상황과 문자 급증 대응"),
}


def sentence(fact: Fact) -> str:
    """Say a fact."""
    return settle(_SENTENCES[fact.name](fact) % _values(fact))


def later(fact: Fact, count: int) -> str:
    """Say that a count came out otherwise when it was counted once more."""
    words = gettext("지금 다시 세면 %(n)s건입니다.")
    return words % {"n": f"{count:,}"}


def _values(fact: Fact) -> dict[str, str]:
    return {"n": f"{fact.n:,}"} | {
        name: _format_value(name, value) for name, value in fact.more.items()
    }


def _format_value(name: str, value: object) -> str:
    if isinstance(value, dict):
        return str(value["en" if moments.english() else "ko"])
    if name in _DAYS:
        return moments.day(dt.date.fromisoformat(str(value)))
    return f"{value:,}" if isinstance(value, int) and name != "year" else str(value)


_DAYS = {"oldest", "day"}


def _arrivals_sentence(fact: Fact) -> str:
    if "usual" in fact.more:
        return ngettext(
            "민원 %(n)s건이 들어왔습니다. 평소 한 주에는 %(usual)s건입니다.",
            "민원 %(n)s건이 들어왔습니다. 평소 한 주에는 %(usual)s건입니다.",
            fact.n,
        )
    return ngettext("민원 %(n)s건이 들어왔습니다.", "민원 %(n)s건이 들어왔습니다.", fact.n)


def _service_rises(_: Fact) -> str:
    return gettext("%(service)s 분야의 민원이 %(n)s건으로, 평소 한 주(%(usual)s건)보다 많습니다.")


def _theme_rises(_: Fact) -> str:
    return gettext(
        "'%(theme)s' 주제의 문자가 최근 4주 동안 %(n)s건으로, 평소(%(usual)s건)보다 많습니다."
    )


def _answers_late(fact: Fact) -> str:
    return ngettext(
        "답변 기한이 지난 민원이 %(n)s건입니다. 가장 오래된 기한은 %(oldest)s이었습니다.",
        "답변 기한이 지난 민원이 %(n)s건입니다. 가장 오래된 기한은 %(oldest)s이었습니다.",
        fact.n,
    )


def _department_late(fact: Fact) -> str:
    return ngettext(
        "%(department)s의 답변 기한 경과 민원은 %(n)s건입니다.",
        "%(department)s의 답변 기한 경과 민원은 %(n)s건입니다.",
        fact.n,
    )


def _statutory_late(fact: Fact) -> str:
    return ngettext(
        "법정 처리기한이 지난 민원이 %(n)s건입니다.",
        "법정 처리기한이 지난 민원이 %(n)s건입니다.",
        fact.n,
    )


def _policy_late(fact: Fact) -> str:
    if "title" in fact.more:
        return gettext("정책 과제 '%(title)s'의 기한이 지났습니다.")
    return gettext("기한이 지난 정책 과제가 %(n)s건입니다.")


def _complained_again(fact: Fact) -> str:
    return ngettext(
        "같은 민원인이 같은 분야로 %(times)s번째 이상 접수한 민원이 %(n)s건입니다.",
        "같은 민원인이 같은 분야로 %(times)s번째 이상 접수한 민원이 %(n)s건입니다.",
        fact.n,
    )


def _reopened_sentence(fact: Fact) -> str:
    return ngettext(
        "답변한 뒤 재처리하게 된 민원이 %(n)s건입니다.",
        "답변한 뒤 재처리하게 된 민원이 %(n)s건입니다.",
        fact.n,
    )


def _theme_recurs(_: Fact) -> str:
    return gettext(
        "'%(theme)s' 주제는 %(years)s개 연도에 걸쳐 반복되고, 최근 4주에 문자 %(n)s건이 왔습니다."
    )


def _promised_missed(fact: Fact) -> str:
    return ngettext(
        "날짜가 지났는데 이행하지 못한 약속이 %(n)s건입니다. 가장 오래된 것은 "
        "%(oldest)s까지였습니다.",
        "날짜가 지났는데 이행하지 못한 약속이 %(n)s건입니다. 가장 오래된 것은 "
        "%(oldest)s까지였습니다.",
        fact.n,
    )


def _promised_week(fact: Fact) -> str:
    if fact.n == fact.more["whole"]:
        return ngettext(
            "이 주가 기한이던 이행 약속 %(n)s건을 모두 이행했습니다.",
            "이 주가 기한이던 이행 약속 %(n)s건을 모두 이행했습니다.",
            fact.n,
        )
    if not fact.n:
        return gettext("이 주가 기한이던 이행 약속 %(whole)s건 가운데 이행한 것이 없습니다.")
    return gettext("이 주가 기한이던 이행 약속 %(whole)s건 가운데 %(n)s건을 이행했습니다.")


def _hazards_opened(fact: Fact) -> str:
    return ngettext(
        "위험 지점 %(n)s곳을 새로 등록했습니다.",
        "위험 지점 %(n)s곳을 새로 등록했습니다.",
        fact.n,
    )


def _hazards_closed(fact: Fact) -> str:
    return ngettext(
        "위험 지점 %(n)s곳의 재점검을 마쳤습니다.",
        "위험 지점 %(n)s곳의 재점검을 마쳤습니다.",
        fact.n,
    )


def _hazards_late(fact: Fact) -> str:
    return ngettext(
        "조치 기한이 지난 위험 지점이 %(n)s곳입니다.",
        "조치 기한이 지난 위험 지점이 %(n)s곳입니다.",
        fact.n,
    )


def _works_accepted(fact: Fact) -> str:
    return ngettext("공사 %(n)s건을 준공했습니다.", "공사 %(n)s건을 준공했습니다.", fact.n)


def _works_plan(fact: Fact) -> str:
    if not fact.n:
        return gettext("%(year)s년에 계획한 공사 %(whole)s건 가운데 준공한 것이 없습니다.")
    return gettext("%(year)s년에 계획한 공사 %(whole)s건 가운데 %(n)s건을 준공했습니다.")


def _works_late(fact: Fact) -> str:
    return ngettext(
        "기한이 지난 공사가 %(n)s건입니다.", "기한이 지난 공사가 %(n)s건입니다.", fact.n
    )


def _incident_open(fact: Fact) -> str:
    return ngettext(
        "'%(title)s' 상황이 진행 중입니다. 모인 민원은 %(n)s건입니다.",
        "'%(title)s' 상황이 진행 중입니다. 모인 민원은 %(n)s건입니다.",
        fact.n,
    )


def _incident_ended(fact: Fact) -> str:
    return ngettext(
        "'%(title)s' 상황을 종료했습니다. 모인 민원은 %(n)s건입니다.",
        "'%(title)s' 상황을 종료했습니다. 모인 민원은 %(n)s건입니다.",
        fact.n,
    )


def _surge(fact: Fact) -> str:
    if not fact.more["minutes"]:
        return gettext("%(day)s에 문자 급증 대응을 시작했습니다.")
    return gettext(
        "%(day)s에 문자 급증 대응을 시작했습니다. 그때 %(minutes)s분 동안 문자 %(n)s건이 왔습니다."
    )


_SENTENCES: Mapping[str, Callable[[Fact], str]] = {
    "came": _arrivals_sentence,
    "service_rises": _service_rises,
    "theme_rises": _theme_rises,
    "answers_late": _answers_late,
    "department_late": _department_late,
    "statutory_late": _statutory_late,
    "policy_late": _policy_late,
    "complained_again": _complained_again,
    "reopened": _reopened_sentence,
    "theme_recurs": _theme_recurs,
    "promised_missed": _promised_missed,
    "promised_week": _promised_week,
    "hazards_opened": _hazards_opened,
    "hazards_closed": _hazards_closed,
    "hazards_late": _hazards_late,
    "works_accepted": _works_accepted,
    "works_plan": _works_plan,
    "works_late": _works_late,
    "incident_open": _incident_open,
    "incident_ended": _incident_ended,
    "surge": _surge,
}
