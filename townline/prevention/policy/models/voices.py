"""What residents say of a matter."""

from typing import ClassVar

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
