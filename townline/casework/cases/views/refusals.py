"""The room's refusals in the words of its pages."""

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop

from townline.casework.cases.errors import CaseError, PhotoUnusable
from townline.casework.cases.views.photo_words import problem

# By the type of a refusal, where it says why (``why``) by both.
_BY_TYPE = {
    "not-found": gettext_noop("그런 접수번호가 없거나, 맡은 부서가 아닙니다."),
    "not-allowed": gettext_noop("이 일은 맡은 역할만 할 수 있습니다."),
    "wrong-state": gettext_noop(
        "그사이에 다른 단계로 넘어가서 지금은 할 수 없습니다. 화면을 다시 열어 주세요."
    ),
    "text-changed": gettext_noop("답변이나 주민의 마지막 문자가 바뀌었습니다. 다시 봐 주세요."),
    "alarm-over": gettext_noop(
        "그사이에 다른 사람이 확인했거나 끝냈습니다. 화면을 다시 열어 주세요."
    ),
    "alarm-reason": gettext_noop("사유를 적어 주세요. 처리 이력에 남고, 다음에 더 잘 알아봅니다."),
    "merged": gettext_noop(
        "이 접수는 다른 접수에 합쳐졌습니다. 화면을 다시 열면 그 접수가 나옵니다."
    ),
    "answer-on-its-way": gettext_noop(
        "답변이 나가는 중인 접수는 나누거나 합칠 수 없습니다. 되돌리거나, 나간 뒤에 해 주세요."
    ),
    "already-merged": gettext_noop("두 접수는 이미 합쳐져 있습니다."),
    "text-elsewhere": gettext_noop(
        "고른 문자가 그사이에 다른 접수로 옮겨졌습니다. 화면을 다시 열어 주세요."
    ),
    "built-on": gettext_noop("그사이에 다른 일이 이어져서 되돌릴 수 없습니다."),
    "undo-over": gettext_noop("되돌릴 것이 없거나, 되돌릴 수 있는 10분이 지났습니다."),
    "suggestion-gone": gettext_noop(
        "그사이에 분류 제안이 바뀌었습니다. 화면에 있는 새 제안을 보고 다시 골라 주세요."
    ),
    "place-unknown": gettext_noop("그런 곳이 목록에 없습니다. 다시 찾아 골라 주세요."),
    "no-reading": gettext_noop(
        "읽은 문자가 없는 접수라서 곳을 적을 수 없습니다. 제목이나 메모에 적어 주세요."
    ),
    "into-itself": gettext_noop("같은 접수입니다. 다른 접수번호를 골라 주세요."),
    "last-text": gettext_noop(
        "이 접수의 문자를 모두 고르셨습니다. 한 통은 남기거나, 접수 전체를 합쳐 주세요."
    ),
    "press-too-old": gettext_noop(
        "연결이 없을 때 누른 지 12시간이 지나 보내지 않았습니다. 다시 보고 눌러 주세요."
    ),
    "blanks-left": gettext_noop(
        "아직 채우지 않은 빈칸이 있습니다. 채우고 다시 올려 주세요: %(left)s"
    ),
    "draft-conflict": gettext_noop("다른 사람이 먼저 저장했습니다. 둘 다 보고 정해 주세요."),
    "dates-unchecked": gettext_noop(
        "답에 날짜가 적혀 있습니다. 그 가운데 무엇이 약속인지 먼저 골라 주세요."
    ),
    "promise-settled": gettext_noop(
        "이 약속은 그사이에 다른 사람이 정리했습니다. 화면을 다시 열어 주세요."
    ),
    "after-promise": gettext_noop(
        "약속한 시각보다 늦게 보낼 수는 없습니다. 더 이른 때를 고르세요."
    ),
    "photos-not-carried": gettext_noop(
        "지금은 사진을 보낼 수 있는 통신 연결이 없습니다. 사진을 빼면 글은 보낼 수 있습니다."
    ),
    "too-many-photos": gettext_noop(
        "지금 통신 연결로는 답변 하나에 사진을 %(most)s장까지 보낼 수 있습니다. 사진을 빼 주세요."
    ),
    "visit-in-past": gettext_noop("방문은 지금보다 뒤의 때로 잡아 주세요."),
    "visit-twice": gettext_noop(
        "그때 이 접수의 방문이 이미 잡혀 있습니다. 다른 때를 고르거나, 잡힌 방문을 바꿔 주세요."
    ),
    "mention-blind": gettext_noop(
        "부른 사람은 이 접수를 볼 수 없습니다: %(names)s."
        " 의견을 물으려면 부서를 함께하게 해 주세요."
    ),
    "mention-unknown": gettext_noop(
        "그런 이름으로 들어오는 사람이 없습니다: %(names)s. 이름을 고치거나 목록에서 골라 주세요."
    ),
    "rule-circle": gettext_noop(
        "접수가 부서 사이를 맴돕니다: %(names)s. 규칙 하나를 끄거나 다른 부서를 골라 주세요."
    ),
    "rule-invalid": gettext_noop(
        "이 규칙은 이제 이 접수에 맞지 않습니다. 화면을 다시 열어 주세요."
    ),
    "visitor-blind": gettext_noop(
        "고른 사람은 이 접수를 볼 수 없거나 이제 일하지 않습니다. 다른 사람을 골라 주세요."
    ),
    "too-many-visit-photos": gettext_noop("방문 하나에는 사진을 %(most)s장까지 남깁니다."),
    "not-repeated": gettext_noop(
        "되풀이로 마칠 수 없습니다."
        " 같은 말씀 %(complaints)s번, 알린 답 %(answers)s건이 있어야 합니다."
    ),
    "not-a-group": gettext_noop(
        "여러 세대의 말씀은 %(needed)s세대부터입니다. 세대 수를 확인해 주세요."
    ),
    "only-takes-part": gettext_noop(
        "함께하는 부서는 의견과 메모만 남길 수 있습니다. 나머지는 맡은 부서가 합니다."
    ),
    "office-decides": gettext_noop("두 번 돌아온 접수입니다. 맡을 부서는 비서실이 정합니다."),
    "returned-twice": gettext_noop(
        "비서실이 맡기로 정한 접수라서 다시 돌려보낼 수 없습니다. 비서실과 상의해 주세요."
    ),
    "answer-gone": gettext_noop(
        "답변이 나가는 중이거나 이미 나갔습니다. 의견은 그 전까지만 낼 수 있습니다."
    ),
    "bundled": gettext_noop(
        "다른 접수와 함께 답하기로 한 접수입니다. 먼저 따로 답하기로 바꿔 주세요."
    ),
    "joint-case": gettext_noop(
        "다른 부서나 기관이 함께하는 접수입니다. 다른 접수를 이 접수에 합쳐 주세요."
    ),
    "referral-open": gettext_noop(
        "다른 기관의 답이 아직 없습니다. 중간 답변을 보내거나, 기관의 답을 먼저 적어 주세요."
    ),
    "meeting-over": gettext_noop("이미 끝났거나 취소된 회의입니다. 새 회의를 불러 주세요."),
    "position-conflict": gettext_noop(
        "같은 부서의 다른 사람이 먼저 의견을 냈습니다. 둘 다 보고 정해 주세요."
    ),
    "in-the-past": gettext_noop("지난 때입니다. 지금보다 뒤를 고르세요."),
    "later-than-promise": gettext_noop(
        "주민께 약속한 시각보다 늦습니다. 더 이른 때를 고르거나, 늦는 까닭을 적어 주세요."
    ),
    "leads-already": gettext_noop("이 접수를 맡은 부서입니다. 다른 부서를 고르세요."),
    "unknown-department": gettext_noop("그런 부서가 없습니다. 목록에서 고르세요."),
    "day-known": gettext_noop(
        "이미 쉬는 날입니다. 이름이나 종류를 고치려면 먼저 빼고 다시 넣으세요."
    ),
    "day-unknown": gettext_noop("쉬는 날이 아니어서 뺄 것이 없습니다."),
    "unknown-agency": gettext_noop("그런 기관이 목록에 없습니다. 목록에서 고르세요."),
    "not-same-people": gettext_noop(
        "다른 분의 접수입니다. 답변 하나는 같은 분께만 나갈 수 있습니다."
    ),
    "search-name-taken": gettext_noop(
        "그 이름으로 남긴 검색이 이미 있습니다. 다른 이름을 적어 주세요."
    ),
    "number-not-kept": gettext_noop(
        "번호는 남기지 않습니다. 번호를 빼고 남기거나, 찾을 때마다 적어 주세요."
    ),
    "too-many-searches": gettext_noop(
        "검색은 %(most)s개까지 남깁니다. 쓰지 않는 것을 지우고 다시 남겨 주세요."
    ),
    "duty-refused": gettext_noop(
        "이렇게 적을 수 없습니다. 근무 달력에서 누가 언제 자리를 비우는지 봐 주세요."
    ),
    "batch-empty": gettext_noop("고른 접수가 없습니다. 목록에서 하나라도 골라 주세요."),
    "batch-too-large": gettext_noop("한 번에 %(most)s건까지 고를 수 있습니다. 나누어 해 주세요."),
    "batch-undone": gettext_noop("이미 되돌렸거나, 되돌릴 수 있는 10분이 지났습니다."),
    "invalid-input": gettext_noop("빠진 것이 있습니다. 답변, 이유, 날짜를 확인해 주세요."),
    "link-not-sent": gettext_noop(
        "지금은 이 번호에 안내 문자를 보낼 수 없습니다."
        " 안내를 멈춰 달라고 했거나, 한 시간에 보낼 수 있는 만큼 보냈습니다."
    ),
    "no-public-address": gettext_noop(
        "주민이 여는 주소가 정해지지 않아 링크를 보낼 수 없습니다."
        " 서버를 맡은 사람에게 알려 주세요."
    ),
    "extension-refused:early": gettext_noop("기간이 시작되기 전에는 늘릴 수 없습니다."),
    "extension-refused:late": gettext_noop(
        "기간이 이미 지나서 늘릴 수 없습니다. 지금까지 본 것을 먼저 알려 주세요."
    ),
    "extension-refused:long": gettext_noop(
        "처음 기간보다 길게 늘릴 수는 없습니다. 더 짧게 적어 주세요."
    ),
    "extension-refused:no_consent": gettext_noop(
        "두 번째로 늘리려면 주민의 동의가 있어야 합니다. 동의를 받고 표시해 주세요."
    ),
    "extension-refused:too_many": gettext_noop("이미 두 번 늘렸습니다. 더 늘릴 수 없습니다."),
    "cannot-seek:too_long": gettext_noop(
        "200자까지 찾을 수 있습니다. 꼭 들어 있을 말만 남겨 주세요."
    ),
    "cannot-seek:only_marks": gettext_noop(
        "글자나 숫자가 없습니다. 문자나 답변에 든 말을 적어 주세요."
    ),
    "cannot-seek:one_jamo": gettext_noop(
        "자음이나 모음 하나로는 찾을 수 없습니다. '가'처럼 한 글자라도 다 적어 주세요."
    ),
}


def words(error: CaseError) -> str:
    """Say a refusal in the reader's language."""
    if isinstance(error, PhotoUnusable):
        return problem(str(error.extra.get("problem", "")))
    return kept_words(error.type, error.detail, error.extra)


def kept_words(type_: str, detail: str, extra: Mapping[str, object]) -> str:
    """Say a refusal that was kept by its type, as ``words`` does."""
    known = _BY_TYPE.get(f"{type_}:{extra.get('why')}") or _BY_TYPE.get(type_)
    if not known:
        return detail
    return gettext(known) % extra if "%(" in known else gettext(known)
