"""What a password must be (NIST SP 800-63B-4, 3.1.1): long, not commonly used, not of this place.

No kinds of characters are asked for, and none is refused.
"""

import re
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from townline.platform.core import district
from townline.platform.core.settings import Office
from townline.platform.departments.models import Department, Staff
from townline.platform.departments.selectors import second_factor_roles

ALONE, WITH_SECOND = 15, 8  # characters; "alone" opens everything without a second factor
LONGEST = 200
_OWN_PART = 6  # characters that must be left without the words of the place
_SHORTEST_WORD = 2


def least(staff: Staff | None) -> int:
    """Give how many characters a password of this person has at least."""
    needs_second = staff is not None and staff.role in second_factor_roles()
    return WITH_SECOND if needs_second else ALONE


class LongEnough:
    def validate(self, password: str, user: Staff | None = None) -> None:
        length = least(user)
        if len(password) < length:
            words = _("비밀번호는 %(length)d자 이상이어야 합니다. 단어 몇 개를 이어 쓰면 쉽습니다.")
            raise ValidationError(words % {"length": length}, code="short")
        if len(password) > LONGEST:
            words = _("비밀번호는 %(length)d자까지입니다.")
            raise ValidationError(words % {"length": LONGEST}, code="long")

    def get_help_text(self) -> str:
        return ""


class NotOfThisPlace:
    """Refuses what is made of names anybody here would try first, and repetitions."""

    def validate(self, password: str, user: Staff | None = None) -> None:
        rest = _plain(password)
        for word in sorted(_words(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(rest) < _OWN_PART or _runs(rest):
            raise ValidationError(
                _(
                    "이름과 구, 부서 이름, 반복되는 글자는 쉽게 추측할 수 있습니다. 다른 단어를 "
                    "섞어 주세요."
                ),
                code="guessable",
            )

    def get_help_text(self) -> str:
        return ""


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _words(user: Staff | None) -> set[str]:
    names = [word for pair in Department.objects.values_list("name_ko", "name_en") for word in pair]
    if user is not None:
        names += [user.username, user.name_ko, user.name_en, *user.username.split(".")]
    return {w for name in [*names, *_of_district()] if len(w := _plain(name)) >= _SHORTEST_WORD}


def _of_district() -> list[str]:
    try:
        here = district.current()
    except district.DistrictMissing:
        return ["townline"]
    service = here.part(Office).service_name
    whole = [here.name_ko, here.name_en, here.jurisdiction_id, service.ko, service.en]
    return ["townline", "비밀번호", "password", *whole]


def _runs(text: str) -> bool:
    """Say whether a text only repeats a few characters, or counts up or down."""
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    return len(set(text)) < 4 or steps <= {1} or steps <= {-1}  # noqa: PLR2004 -- "abababab" has two
