"""What a person says about complaints that come again."""

from django.conf import settings
from django.db import models

from townline.cases.models.case import Case


class NewFacts(models.Model):
    """A person's word that a case tells something new: counting begins anew with it."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="new_facts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
