"""What is asked of those who wait, and what they answered: on health, so sealed and short-lived."""

from typing import ClassVar

from django.db import models


class QuestionForm(models.Model):
    """A questionnaire as a district's XLSForm said, in JSON (rules/questions.py).

    Of each code the highest ``version`` is asked; older ones stay while answers refer to them.
    """

    id = models.BigAutoField(primary_key=True)
    code = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    definition = models.JSONField(default=dict)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="question_form_once")
        ]


class TicketAnswers(models.Model):
    """One ticket's answers, ``sealed`` under the district's keys: a JSON object by question."""

    id = models.BigAutoField(primary_key=True)
    ticket = models.OneToOneField("queues.Ticket", models.CASCADE, related_name="answers")
    form = models.ForeignKey(QuestionForm, models.PROTECT)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()
