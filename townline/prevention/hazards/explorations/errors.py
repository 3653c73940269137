"""What is refused of explorations."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound, WrongState


class ExplorationNotFound(NotFound):
    """No such campaign, line or anomaly."""

    type = "exploration-not-found"
    title = "There is no such campaign, line or anomaly"
    sentence = gettext_noop("없는 탐사 자료입니다. 목록에서 다시 선택해 주세요.")


class CampaignExists(InvalidInput):
    """Two campaigns have one name."""

    type = "campaign-exists"
    title = "There is a campaign of this name"
    sentence = gettext_noop("같은 이름의 탐사가 이미 있습니다. 다른 이름을 적어 주세요.")


class SharesTooLarge(InvalidInput):
    """Partners together have more than all; ``sum`` in hundredths."""

    type = "campaign-shares"
    title = "The partners' shares are more than all"
    sentence = gettext_noop("분담률의 합이 %(sum)s입니다. 100 이하로 적어 주세요.")


class DaysTurned(InvalidInput):
    """A campaign ends before it begins."""

    type = "campaign-days"
    title = "The campaign ends before it begins"
    sentence = gettext_noop("종료일이 시작일보다 앞섭니다. 날짜를 확인해 주세요.")


class OffTheLine(InvalidInput):
    """A position beyond the line's end; ``length`` in metres."""

    type = "anomaly-off-the-line"
    title = "The position lies beyond the line's end"
    sentence = gettext_noop("노선 길이는 %(length)s m입니다. 0부터 그 사이의 위치를 적어 주세요.")


class AnomalyExists(InvalidInput):
    """A line has two anomalies of one number."""

    type = "anomaly-exists"
    title = "The line has an anomaly of this number"
    sentence = gettext_noop("이 노선에 같은 번호의 이상 신호가 이미 있습니다.")


class AnomalySettled(WrongState):
    """The anomaly's state does not allow that; ``state``."""

    type = "anomaly-settled"
    title = "The anomaly's state does not allow that"
    sentence = gettext_noop(
        "이미 판정한 이상 신호입니다. 공동은 다시 측정하거나 위험 지점에서 보수를 마쳐 주세요."
    )


class DayAhead(InvalidInput):
    """Something was found or checked on a day that lies ahead."""

    type = "exploration-day-ahead"
    title = "That day lies ahead"
    sentence = gettext_noop("오늘 또는 지난 날짜를 적어 주세요.")


class NothingImported(InvalidInput):
    """A file with mistakes brings nothing; ``count`` of them."""

    type = "lines-not-imported"
    title = "The file has mistakes, so nothing was imported"
    sentence = gettext_noop("파일에 오류가 %(count)s건 있어 아무것도 가져오지 않았습니다.")
