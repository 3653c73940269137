"""What is refused of themes."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound


class ThemeNotFound(NotFound):
    """No such theme."""

    type = "theme-not-found"
    title = "There is no such theme"
    sentence = gettext_noop("없는 주제입니다.")


class ThemeIntoItself(InvalidInput):
    """A theme is joined to another one."""

    type = "theme-into-itself"
    title = "A theme cannot be joined to itself"
    sentence = gettext_noop("다른 주제를 선택해 주세요. 같은 주제에는 병합할 수 없습니다.")


class ThemeNameless(InvalidInput):
    """A theme has a name."""

    type = "theme-name"
    title = "A theme needs a name"
    sentence = gettext_noop("주제 이름을 적어 주세요.")


class ThemeWithoutTexts(InvalidInput):
    """No text, or every text, of the theme has the word by which it is to be split."""

    type = "theme-without-texts"
    title = "That would leave a theme without texts"
    sentence = gettext_noop(
        "그 낱말이 들어간 문자가 없거나 모두 들어 있어 분리할 수 없습니다. 다른 낱말을 적어 주세요."
    )
