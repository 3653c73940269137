"""What everybody reads of a matter."""

from typing import ClassVar

from django.db import models

from townline.prevention.policy.models.matters import Matter


class Story(models.Model):
    """A matter as it is told to everybody, in both languages; shown once ``published_at`` is set.

    ``body``: paragraphs, with an empty line between them.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, related_name="story")
    title_ko = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120)
    lead_ko = models.CharField(max_length=300)
    lead_en = models.CharField(max_length=400)
    body_ko = models.TextField()
    body_en = models.TextField()
    first_text_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "policy_story"
        indexes: ClassVar = [
            models.Index(
                fields=["-published_at"],
                condition=models.Q(published_at__isnull=False),
                name="policy_story_published",
            )
        ]


class StoryPhoto(models.Model):
    """A photo of a story by its content; only its copies without metadata are shown."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="photos")
    sha256 = models.CharField(max_length=64)
    alt_ko = models.CharField(max_length=200)
    alt_en = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "policy_photo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "sha256"], name="policy_photo_once")
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="policy_photo_content")]
