"""What the search looks through, and the searches that people keep."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from townline.casework.cases.models import Case


class SearchText(models.Model):
    """One text, answer, note or title as the search knows it.

    Triggers of the tables of texts, notes and cases write these rows in the same transaction
    (migration ``search``): a row without ``tokens`` waits for the job that takes it apart, and
    is found by its plain words until then. ``depth``: 0 waits, 1 split plainly, 2 morphemes.
    Numbers and links are taken out of ``body`` before it is written here.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=8)
    ref = models.BigIntegerField()
    # Texts name their case by words, so that nothing makes sure that it is there.
    case = models.ForeignKey(Case, models.DO_NOTHING, db_constraint=False)
    body = models.TextField()
    tokens = SearchVectorField(null=True)
    at = models.DateTimeField()
    depth = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "cases_searchtext"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "ref"], name="search_text_once")
        ]
        indexes: ClassVar = [
            # Written at once: what was found must not depend on who tidied up last.
            GinIndex(fields=["tokens"], name="search_tokens", fastupdate=False),
            # The newest of what is found everywhere are found by going back in time.
            models.Index(fields=["-at", "-id"], name="search_newest"),
            models.Index(fields=["id"], condition=models.Q(depth__lt=2), name="search_waiting"),
        ]


class SavedSearch(models.Model):
    """A search with a name: one person's, and with ``department`` also theirs to use."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    department = models.ForeignKey("departments.Department", models.CASCADE, null=True)
    name = models.CharField(max_length=40)
    # "search" or "inbox", and the filters of its address by name.
    page = models.CharField(max_length=8)
    wish = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_savedsearch"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "name"], name="saved_search_name_once")
        ]
