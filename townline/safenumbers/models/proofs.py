"""Telephones that people outside are showing to be their own."""

from typing import ClassVar

from django.db import models


class PhoneProof(models.Model):
    """A code that was texted to a telephone, and what its owner wants to do once they typed it.

    ``token_hash`` is the SHA-256 (hex) of 128 random bits that the page carries; ``code_hash``
    of the code, with the token. ``wish`` (sealed JSON) is what was asked for, so that no page
    has to carry it on.
    """

    token_hash = models.CharField(max_length=64, primary_key=True)
    number = models.BinaryField()
    code_hash = models.CharField(max_length=64)
    wish = models.BinaryField()
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["made_at"], name="phone_proof_age")]
