"""Who asked to be warned of what, and the warnings that were written."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Subscription(models.Model):
    """One telephone that asked for one kind of warning in one dong; gone once it says stop.

    ``kind`` is a code of the district's data. ``via``: text or page. The number lies sealed with
    those of residents. ``grade``: of their surveyed home, kept here since surveys let go of a
    household's telephone months after its visit; "" for none.
    """

    kind = models.CharField(max_length=40)
    dong = models.CharField(max_length=60)
    resident_id = models.BigIntegerField()
    language = models.CharField(max_length=8)
    via = models.CharField(max_length=8)
    at = models.DateTimeField()
    grade = models.CharField(max_length=4, blank=True, default="", db_default="")

    class Meta:
        db_table = "warnings_subscription"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "dong", "resident_id"], name="warning_asked_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["resident_id"], name="warning_resident")]


class Invitation(models.Model):
    """A household of a survey that was told, once, how to ask for warnings."""

    resident_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "warnings_invitation"


class WarningNotice(models.Model):
    """One warning: what of and for whom; its words and deliveries are its broadcast.

    ``dongs``: empty for all. ``homes``: only households of surveyed homes of the kind's grades.
    """

    kind = models.CharField(max_length=40)
    dongs = ArrayField(models.CharField(max_length=60), default=list)
    homes = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        db_table = "warnings_warning"
        indexes: ClassVar = [models.Index(fields=["-at"], name="warning_newest")]
