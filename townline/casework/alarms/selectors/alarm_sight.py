"""What of alarms is not for everybody, and who was told of them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from townline.casework.alarms.models import Alarm, AlarmTold
from townline.casework.alarms.rules import alarm_subject
from townline.casework.cases.api import case_id_of, subject
from townline.casework.cases.models import Case

_ALARMS = 1000


def alarm_recipients() -> QuerySet[AlarmTold]:
    """Give who was told of which danger, and in which case it lies today."""
    return AlarmTold.objects.all()


def unsaid(references: Iterable[str]) -> set[str]:
    """Give those of texts' references whose words only duty and welfare may read; two queries."""
    wanted = set(references)
    numbers = {number for each in wanted if (number := case_id_of(each)) is not None}
    cases = Case.objects.filter(id__in=numbers, private=True).values_list("id", flat=True)
    alarms = Alarm.objects.filter(private=True).order_by("-id").values_list("id", flat=True)
    own = {alarm_subject(each) for each in alarms[:_ALARMS]}
    return ({subject(each) for each in cases} | own) & wanted
