"""What is refused of orders and acceptance of works."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound, WrongState


class WorksOrderNotFound(NotFound):
    """No such order of works."""

    type = "works-order-not-found"
    title = "There is no such order of works"
    sentence = gettext_noop("없는 공사 발주입니다.")


class NothingChosen(InvalidInput):
    """An order has at least one measure, and at most ``most``."""

    type = "works-order-empty"
    title = "Choose measures for the order"
    sentence = gettext_noop("발주할 조치를 1건부터 %(most)s건까지 선택해 주세요.")


class DueInPast(InvalidInput):
    """An order is due on a day to come."""

    type = "works-order-past"
    title = "The day of the order has passed"
    sentence = gettext_noop("공사 기한은 오늘이나 그 뒤의 날로 적어 주세요.")


class PhotoFirst(InvalidInput):
    """Work is accepted with a photo of after: the firm's, or one of the inspection's own."""

    type = "works-photo"
    title = "Accepting needs a photo of the finished work"
    sentence = gettext_noop("준공을 승인하려면 시공 후 사진이 한 장 이상 필요합니다.")


class WorkBegun(WrongState):
    """Some of the order is done already: accept it or return it first."""

    type = "works-begun"
    title = "Some of the order is done already"
    sentence = gettext_noop("이미 마친 곳이 있습니다. 먼저 준공을 승인하거나 보완을 지시해 주세요.")


class PastGuarantee(WrongState):
    """The guarantee is over: the repair is a new measure."""

    type = "works-guarantee"
    title = "The guarantee is over"
    sentence = gettext_noop("하자 보증 기간이 지났습니다. 새 조치로 등록해 주세요.")


class RoundNotFound(NotFound):
    """No such open round of checks, or nobody who could be given it."""

    type = "works-round-not-found"
    title = "There is no such open round of checks"
    sentence = gettext_noop("진행 중인 점검 목록이 아니거나, 맡을 수 없는 사람입니다.")
