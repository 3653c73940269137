"""The tables of the room, by noun."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

# What is kept of each text so that the next one can be compared with it.


class IndexedText(models.Model):
    """One text by its marks: no word of it, and yet personal, so that it goes with the words.

    ``reference`` names the text and ``subject`` what it belongs to, in the words of whoever put
    it here. ``words`` and ``grams`` are numbers made of its word stems and of pairs of letters;
    ``vector``: 384 signed bytes, or empty. ``photos``: 64-bit hashes of what is seen on them,
    ``bands``: quarters of these, by which like ones are found. ``sender``: opaque, or "".
    """

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=40, unique=True)
    subject = models.CharField(max_length=40)
    sender = models.CharField(max_length=40, blank=True, default="")
    at = models.DateTimeField()
    service = models.CharField(max_length=40, blank=True, default="")
    dong = models.CharField(max_length=60, blank=True, default="")
    place = models.CharField(max_length=80, blank=True, default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    # A square of about 300 m, so that neighbours are found by a few equalities.
    cell = models.BigIntegerField(null=True)
    words = ArrayField(models.IntegerField(), default=list)
    grams = ArrayField(models.IntegerField(), default=list)
    vector = models.BinaryField(default=b"")
    photos = ArrayField(models.BigIntegerField(), default=list)
    bands = ArrayField(models.IntegerField(), default=list)
    # What may be happening (``rules.happenings``), with probabilities.
    kinds = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject"], name="indexed_subject"),
            models.Index(fields=["cell", "-at"], name="indexed_cell"),
            models.Index(fields=["place", "-at"], name="indexed_place"),
            models.Index(fields=["dong", "service", "-at"], name="indexed_dong"),
            models.Index(fields=["-at"], name="indexed_newest"),
            GinIndex(fields=["words"], name="indexed_words"),
            GinIndex(fields=["bands"], name="indexed_bands", condition=~models.Q(bands=[])),
        ]


class Likeness(models.Model):
    """A text and an earlier one that is likely about the same thing.

    ``score``: probability, 0 to 1. ``reasons``: pairs of a kind and its value, for pages to say.
    """

    id = models.BigAutoField(primary_key=True)
    text = models.ForeignKey(IndexedText, models.CASCADE, related_name="earlier")
    other = models.ForeignKey(IndexedText, models.CASCADE, related_name="later")
    score = models.FloatField()
    reasons = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "other"], name="likeness_once")
        ]


# The district's gazetteer: what its ground is called.


class NamedPlace(models.Model):
    """One row of ``gazetteer.csv``. ``aliases`` and ``dong`` may hold several, ``one|two``.

    Degrees of WGS 84, None where nobody knows.
    """

    kind = models.CharField(max_length=12)
    name_ko = models.CharField(max_length=80)
    name_en = models.CharField(max_length=100, blank=True, default="")
    aliases = models.TextField(blank=True, default="")
    dong = models.CharField(max_length=200, blank=True, default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "name_ko", "dong"], name="named_place_once")
        ]
