"""What those who wait answered: on health, so sealed and short-lived."""

from django.db import models


class TicketAnswers(models.Model):
    """One ticket's answers, ``sealed`` under the district's keys: a JSON object by question."""

    id = models.BigAutoField(primary_key=True)
    ticket = models.OneToOneField("queues.Ticket", models.CASCADE, related_name="answers")
    form = models.ForeignKey("questionnaires.QuestionForm", models.PROTECT)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()
