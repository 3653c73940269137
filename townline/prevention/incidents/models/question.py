"""What residents ask after a message to all of an incident."""

from django.conf import settings
from django.db import models

from townline.prevention.incidents.models.incident import Incident


class IncidentQuestion(models.Model):
    """A text of somebody who got an update, within some time after it: a question, perhaps.

    It lies in ``case`` and is answered there; here it is shown with the incident.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="questions")
    update = models.ForeignKey("broadcasts.Broadcast", models.CASCADE, related_name="+")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    text_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        db_table = "incidents_question"
