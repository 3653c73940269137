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
        db_table = "queues_questionform"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="question_form_once")
        ]
