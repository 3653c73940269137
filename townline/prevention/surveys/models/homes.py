"""Homes of one kind: the list, the files it was read from, and which lines may be one home."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.surveys.models.surveyors import Surveyor
from townline.prevention.surveys.rules.states import HomeState

_STAFF = settings.AUTH_USER_MODEL


class ListImport(models.Model):
    """One file of administrative data: as it came, what its columns mean, what became of it.

    ``content`` and ``table`` (what was read of it, packed: services/list_files.py) are dropped
    once the file was taken in or given up. ``rows``: how many it has. ``refusal``: why it could
    not be read, or which sheets it has. ``mapping``: field to the heading of its column.
    ``counts``: listed, updated, unchanged, doubled, refused, noted, located, absent; of a large
    file also before it is taken in.
    ``problems``: line, column, code and value of each mistake, and whether its line is ``taken``.
    """

    kind = models.CharField(max_length=30)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    table = models.BinaryField(null=True)
    rows = models.PositiveIntegerField(default=0, db_default=0)
    refusal = models.JSONField(default=dict, db_default={})
    long = models.BooleanField(default=False, db_default=False)
    sheet = models.CharField(max_length=60, blank=True)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")
    # None until somebody has looked at the counts and taken it in.
    taken_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "surveys_import"
        indexes: ClassVar = [models.Index(fields=["-at"], name="survey_import_at")]


class ColumnMapping(models.Model):
    """What the columns of such a file mean, as a person said last. ``headings``: their SHA-256."""

    kind = models.CharField(max_length=30)
    headings = models.CharField(max_length=64)
    mapping = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "surveys_mapping"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "headings"], name="survey_mapping_once")
        ]


class Home(models.Model):
    """One home of a kind of the district's data.

    ``uuid`` and ``version`` are what programs on phones know it by, ``version`` grows with every
    change they must hear of. ``reference``: of the register it comes from; ``key``: that, or its
    address and unit as they are compared, so that a second file doubles nothing. ``address`` is as
    it was written, ``place`` as the district's places have it, ``building`` the same for all homes
    at one door. ``attributes``: further columns of the file. ``located_by``: file, places,
    building, hand; "" where it has no position.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    building = models.CharField(max_length=200)
    dong = models.CharField(max_length=40, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    located_by = models.CharField(max_length=10, blank=True)
    attributes = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    surveyor = models.ForeignKey(Surveyor, models.SET_NULL, null=True, related_name="homes")
    state = models.CharField(max_length=10, default=HomeState.LISTED)
    # Of a home that was taken out: why, and which home goes on in its place.
    excluded_for = models.CharField(max_length=20, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    # As the grade that counts says (``Grade.current``): beside its home, lists are one query.
    grade = models.CharField(max_length=4, blank=True)
    points = models.FloatField(null=True)
    # How often somebody came in vain, and the first day on which to come again.
    attempts_made = models.PositiveSmallIntegerField(default=0)
    last_outcome = models.CharField(max_length=12, blank=True)
    come_back_on = models.DateField(null=True)
    listed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # graded or taken out
    listed_by = models.ForeignKey(ListImport, models.PROTECT, null=True, related_name="+")
    last_import = models.ForeignKey(ListImport, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "surveys_home"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], name="survey_home_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "state", "dong", "id"], name="survey_home_list"),
            models.Index(fields=["kind", "building"], name="survey_home_building"),
            models.Index(fields=["surveyor", "state"], name="survey_home_of"),
            models.Index(fields=["latitude", "longitude"], name="survey_home_place"),
            models.Index(fields=["kind", "settled_at"], name="survey_home_settled"),
        ]


class HomeFile(models.Model):
    """A photo, drawing or map of the terrain that hangs on a home; ``sha256`` in the store.

    ``purpose``: exclusion (evidence why it was taken out), drawing, terrain, photo.
    """

    home = models.ForeignKey(Home, models.CASCADE, related_name="files")
    purpose = models.CharField(max_length=10)
    name = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "surveys_file"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["home", "purpose", "sha256"], name="survey_file_once")
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="survey_file_content")]


class DuplicatePair(models.Model):
    """Two homes that may be one, as the program suggests and a person decides.

    ``reasons``: codes; ``decision``: "" while open, same or different.
    """

    first = models.ForeignKey(Home, models.CASCADE, related_name="+")
    second = models.ForeignKey(Home, models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    score = models.FloatField()
    decision = models.CharField(max_length=10, blank=True)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "surveys_duplicate"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="survey_pair_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="survey_pair_ordered"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-score", "id"],
                condition=models.Q(decision=""),
                name="survey_pair_open",
            )
        ]


# Whose telephone a home's household gave; the number lies sealed with those of residents.


class Household(models.Model):
    """``resident_id``: whose row has the telephone. ``source``: list, form, text, page or staff."""

    home = models.OneToOneField(Home, models.CASCADE, related_name="household")
    resident_id = models.BigIntegerField(db_index=True)
    source = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        db_table = "surveys_household"
