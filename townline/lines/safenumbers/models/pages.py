"""What was sent from the page behind a QR code."""

from typing import ClassVar

from django.db import models

from townline.lines.safenumbers.models.requests import Request


class PageAsk(models.Model):
    """One form that was sent; its page shows what became of the request.

    ``token_hash`` is the SHA-256 (hex) of the form's own name: the same form sent twice is one
    row. ``request`` is empty for the moment between the two. ``matter``: rules/asking.py.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    request = models.OneToOneField(Request, models.CASCADE, null=True, related_name="page")
    matter = models.CharField(max_length=10)
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["made_at"], name="page_ask_age")]
