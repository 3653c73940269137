"""Refusals of visits."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput


class VisitInPast(InvalidInput):
    """The site visit would begin in the past."""

    type = "visit-in-past"
    title = "A site visit must be in the future"
    sentence = gettext_noop("방문 일시는 지금보다 뒤여야 합니다.")


class VisitTwice(InvalidInput):
    """The case already has a site visit at that time; ``planned_at``."""

    type = "visit-twice"
    title = "The case already has a site visit at that time"
    sentence = gettext_noop(
        "그때 이 민원의 방문이 이미 있습니다. 다른 일시를 선택하거나 그 방문을 변경해 주세요."
    )


class VisitorBlind(InvalidInput):
    """The visitor cannot see the case, or does not work here any more."""

    type = "visitor-blind"
    title = "The visitor cannot see the case"
    sentence = gettext_noop(
        "선택한 직원은 이 민원을 볼 수 없거나 근무하지 않습니다. 다른 직원을 선택해 주세요."
    )


class TooManyVisitPhotos(InvalidInput):
    """A site visit can have at most ``most`` photos."""

    type = "too-many-visit-photos"
    title = "Too many photos for one site visit"
    sentence = gettext_noop("방문 하나에 사진을 %(most)s장까지 저장할 수 있습니다.")
