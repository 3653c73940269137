"""What is in the way of giving out or erasing one person's data, in the reader's language."""

from django.utils.translation import gettext

from townline.casework.cases import api as cases

_SHOWN = 5


def of_number(error: cases.CaseError) -> str:
    """Say why nobody was found."""
    if isinstance(error, cases.NotFound):
        return gettext("이 번호로 온 문자가 없습니다. 찾아본 일은 이력에 남았습니다.")
    return gettext("번호를 처음부터 끝까지 적어 주세요. 예: 010-0000-0042")


def no_reason() -> str:
    return gettext("까닭을 적어 주세요. 누가 언제 청했는지 이력에 남습니다.")


def other_digits() -> str:
    return gettext("번호의 끝 네 자리와 다릅니다. 아무것도 지우지 않았습니다.")


def not_now(error: cases.WrongState) -> str:
    """Say why nothing was erased: cases are open, or an answer is on its way."""
    codes = error.extra.get("codes")
    if isinstance(codes, list) and codes:
        shown = ", ".join(codes[:_SHOWN])
        return gettext(
            "열린 접수가 있어 지우지 않았습니다(%(codes)s). 먼저 답하거나, 닫고 지우기를 고르세요."
        ) % {"codes": shown}
    return gettext("나가는 중인 글이 있어 지우지 않았습니다. 몇 분 뒤에 다시 해 주세요.")
