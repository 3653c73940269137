"""Photos before and after, shown to whoever holds a link."""

from django.conf import settings
from django.db import models

from townline.cases.models.case import Case


class PhotoLink(models.Model):
    """A page of photos of one case; whoever knows the token may look until ``expires_at``.

    ``before`` and ``after`` name photos by content, in order: the first of one stands beside the
    first of the other. The token itself is kept nowhere but in the text that carries it.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="photo_links")
    token_hash = models.CharField(max_length=64, unique=True)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)
