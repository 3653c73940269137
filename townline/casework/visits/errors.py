"""Refusals of visits."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput


class VisitInPast(InvalidInput):
    """A visit that would have to begin before now."""

    type = "visit-in-past"
    title = "A visit lies in the future"
    said = gettext_noop("방문은 지금보다 뒤의 때로 잡아 주세요.")


class VisitTwice(InvalidInput):
    """The case has a visit at that time already; ``planned_at``."""

    type = "visit-twice"
    title = "The case has a visit at that time"
    said = gettext_noop(
        "그때 이 접수의 방문이 이미 잡혀 있습니다. 다른 때를 고르거나, 잡힌 방문을 바꿔 주세요."
    )


class VisitorBlind(InvalidInput):
    """A visitor who may not see the case, or does not work here any more."""

    type = "visitor-blind"
    title = "The visitor may not see the case"
    said = gettext_noop(
        "고른 사람은 이 접수를 볼 수 없거나 이제 일하지 않습니다. 다른 사람을 골라 주세요."
    )


class TooManyVisitPhotos(InvalidInput):
    """A visit keeps at most ``most`` photos."""

    type = "too-many-visit-photos"
    title = "A visit keeps fewer photos"
    said = gettext_noop("방문 하나에는 사진을 %(most)s장까지 남깁니다.")
