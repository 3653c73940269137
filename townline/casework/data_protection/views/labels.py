"""What is in the way of giving out or erasing one person's data, in the reader's language."""

from django.utils.translation import gettext

from townline.casework.cases import api as cases

_SHOWN = 5


def of_number(error: cases.CaseError) -> str:
    """Say why nobody was found."""
    if isinstance(error, cases.NotFound):
        return gettext("이 번호로 받은 문자가 없습니다. 조회는 처리 이력에 남았습니다.")
    return gettext("번호를 모두 적어 주세요. 예: 010-0000-0042")


def no_reason() -> str:
    return gettext("사유를 적어 주세요. 요구한 사람과 날짜가 처리 이력에 남습니다.")


def other_digits() -> str:
    return gettext("번호의 끝 네 자리와 다릅니다. 파기하지 않았습니다.")


def not_now(error: cases.WrongState) -> str:
    """Say why nothing was erased: cases are open, or an answer is on its way."""
    codes = error.extra.get("codes")
    if isinstance(codes, list) and codes:
        shown = ", ".join(codes[:_SHOWN])
        return gettext(
            "처리 중인 민원이 있어 파기하지 않았습니다(%(codes)s). 먼저 답변하거나 "
            "종결하고 파기를 선택해 주세요."
        ) % {"codes": shown}
    return gettext("발송 중인 문자가 있어 파기하지 않았습니다. 몇 분 뒤에 다시 시도해 주세요.")
