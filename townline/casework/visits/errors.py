"""Refusals of visits."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput


class VisitInPast(InvalidInput):
    """A visit that would have to begin before now."""

    type = "visit-in-past"
    title = "A visit lies in the future"
    said = gettext_noop("방문 일시는 지금보다 뒤여야 합니다.")


class VisitTwice(InvalidInput):
    """The case has a visit at that time already; ``planned_at``."""

    type = "visit-twice"
    title = "The case has a visit at that time"
    said = gettext_noop(
        "그때 이 민원의 방문이 이미 있습니다. 다른 일시를 선택하거나 그 방문을 변경해 주세요."
    )


class VisitorBlind(InvalidInput):
    """A visitor who may not see the case, or does not work here any more."""

    type = "visitor-blind"
    title = "The visitor may not see the case"
    said = gettext_noop(
        "선택한 직원은 이 민원을 볼 수 없거나 근무하지 않습니다. 다른 직원을 선택해 주세요."
    )


class TooManyVisitPhotos(InvalidInput):
    """A visit keeps at most ``most`` photos."""

    type = "too-many-visit-photos"
    title = "A visit keeps fewer photos"
    said = gettext_noop("방문 하나에 사진을 %(most)s장까지 저장할 수 있습니다.")
