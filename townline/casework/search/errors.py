"""Refusals of the search, and of searches that are kept."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, WrongState


class CannotSeek(InvalidInput):
    """The search cannot find these words; ``why``: ``too_long``, ``only_marks``, ``one_jamo``."""

    type = "cannot-seek"
    title = "The search cannot find these words"
    sentence_by: ClassVar[Mapping[str, str]] = {
        "too_long": gettext_noop("200자까지 검색할 수 있습니다. 꼭 필요한 단어만 남겨 주세요."),
        "only_marks": gettext_noop(
            "글자나 숫자가 없습니다. 문자나 답변에 있는 단어를 적어 주세요."
        ),
        "one_jamo": gettext_noop(
            "자음이나 모음 하나로는 검색할 수 없습니다. '가'처럼 한 글자라도 다 적어 주세요."
        ),
    }


class NumberNotSaved(InvalidInput):
    """A search with a whole telephone number is never saved."""

    type = "number-not-kept"
    title = "A search with a telephone number cannot be saved"
    sentence = gettext_noop(
        "번호는 저장하지 않습니다. 번호를 빼고 저장하거나 검색할 때마다 적어 주세요."
    )


class SearchNameInUse(WrongState):
    """One of your saved searches already has this name."""

    type = "search-name-taken"
    title = "A saved search already has this name"
    sentence = gettext_noop("같은 이름으로 저장한 검색이 있습니다. 다른 이름을 적어 주세요.")


class TooManySaved(WrongState):
    """A person can save at most ``most`` searches."""

    type = "too-many-searches"
    title = "Too many saved searches"
    sentence = gettext_noop(
        "검색은 %(most)s개까지 저장할 수 있습니다. 쓰지 않는 것을 삭제하고 다시 저장해 주세요."
    )
