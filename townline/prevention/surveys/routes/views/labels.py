"""Words of routes on pages."""

from django.utils.translation import gettext_lazy

UNPLACED = {
    "no_place": gettext_lazy("지도에 위치가 없는 주택"),
    "skills": gettext_lazy("필요한 역량을 갖춘 조사원이 없는 주택"),
    "away": gettext_lazy("조사원이 부재인 날에 고정된 방문"),
    "nobody": gettext_lazy("갈 수 있는 조사원이 모두 부재인 주택"),
    "full": gettext_lazy("앞으로의 날에 자리가 없는 주택"),
}
LEFT_OUT = {
    "no_start": gettext_lazy("출발 위치가 없어 계획에서 빠졌습니다."),
    "no_hours": gettext_lazy("활동 시간이 끝나는 시각보다 늦게 시작해 계획에서 빠졌습니다."),
    "absent": gettext_lazy("이 기간 내내 부재입니다."),
}
CHANGES = {
    "run": gettext_lazy("방문 계획을 세웠습니다."),
    "move": gettext_lazy("방문을 옮겼습니다."),
    "fix": gettext_lazy("방문을 고정했습니다."),
    "free": gettext_lazy("방문 고정을 해제했습니다."),
}
SOURCES = {
    "list": gettext_lazy("목록 파일"),
    "form": gettext_lazy("조사표"),
    "text": gettext_lazy("보낸 문자"),
    "staff": gettext_lazy("직접 입력"),
    "page": gettext_lazy("세대 안내 페이지"),
}
APPOINTMENTS = {
    "asked": ("clock", "warning", gettext_lazy("답장 대기")),
    "chosen": ("tick", "success", gettext_lazy("시간 약속")),
    "refused": ("pause", "warning", gettext_lazy("방문 거절")),
    "help": ("overdue", "danger", gettext_lazy("도움 요청")),
    "over": ("ring", "calm", gettext_lazy("응답 없이 종료")),
}
