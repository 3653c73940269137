"""Why a file is not shown, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROBLEMS: dict[str, Promise] = {
    "too_large": _("파일이 너무 큽니다"),
    "not_fetched": _("통신망에서 받지 못했습니다"),
    "other_kind": _("사진으로 열 수 없는 파일입니다"),
    "too_many_pixels": _("해상도가 너무 높은 사진입니다"),
    "too_long": _("동영상이 너무 깁니다"),
    "broken": _("파일이 손상되었거나 다 받지 못했습니다"),
    "no_reader": _("이 서버는 이 사진(HEIC)을 열 수 없습니다"),
    "hidden_track": _("위치 같은 숨은 정보를 지울 수 없는 동영상입니다"),
    "cut_short": _("사진을 다 받지 못했습니다"),
}


def problem(code: str) -> str:
    """Say what is the matter with a file."""
    return str(PROBLEMS.get(code, PROBLEMS["broken"]))
