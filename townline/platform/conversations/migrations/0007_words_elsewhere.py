from importlib import import_module

from django.db import migrations

SEARCH = import_module(
    "townline.platform.conversations.migrations.0002_references_and_search"
).SEARCH


class Migration(migrations.Migration):
    """The search has an index of its own (cases): these two would only slow texts down."""

    dependencies = [("conversations", "0006_photo_counts")]

    operations = [
        migrations.RunSQL(
            "DROP INDEX IF EXISTS incoming_words; DROP INDEX IF EXISTS outgoing_words", SEARCH
        ),
    ]
