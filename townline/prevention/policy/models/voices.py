"""What residents say of a matter, and what they are told of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.policy.models.matters import Matter


class Voice(models.Model):
    """What one telephone says of a matter: once, changed as often as they like.

    ``stance``: support, oppose, or "" for words alone. ``via``: text or page. The words go with
    the person's data, and by age; what was counted stays.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="voices")
    resident_id = models.BigIntegerField(null=True)
    stance = models.CharField(max_length=8, blank=True)
    words = models.TextField(blank=True)
    via = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        db_table = "policy_voice"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "resident_id"], name="policy_voice_once")
        ]
        indexes: ClassVar = [models.Index(fields=["resident_id"], name="policy_voice_resident")]


class Telling(models.Model):
    """Words for those whose texts began a matter; ``hash``: of words and recipients, as shown.

    ``{day}`` in the words is the day of each one's own text. Approved, its texts are queued one
    by one; ``done_at``: when the last was.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="tellings")
    state = models.CharField(max_length=10)
    words_ko = models.TextField()
    words_en = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    hash = models.CharField(max_length=64, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "policy_telling"


class Told(models.Model):
    """Who hears of a matter: each telephone once, whichever telling it was.

    ``text_id``: the text that was queued for them, None while it was not; ``skipped``: why none
    was.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="told_of")
    telling = models.ForeignKey(Telling, models.CASCADE, related_name="told")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    resident_id = models.BigIntegerField()
    language = models.CharField(max_length=5)
    day = models.DateField()
    text_id = models.BigIntegerField(null=True)
    skipped = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        db_table = "policy_told"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "resident_id"], name="policy_told_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["telling"],
                condition=models.Q(text_id=None, skipped=""),
                name="policy_told_waits",
            )
        ]
