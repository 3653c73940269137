"""Whether a person called a text the same matter; and cases are previewed by what opened them."""

from typing import ClassVar

from django.db import migrations, models

# What was erased stays so.
_PREVIEW = """
UPDATE cases_case AS c SET preview = left(t.body, 160)
FROM (
  SELECT DISTINCT ON (reference) reference, body FROM conversations_incomingtext
  WHERE reference LIKE 'case:%' ORDER BY reference, received_at, id
) AS t
WHERE t.reference = 'case:' || c.id AND c.preview <> '' AND c.preview <> left(t.body, 160)
  AND t.body NOT IN ('', '(지워짐 · erased)')
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("cases", "0021_look_first"),
        ("conversations", "0008_likeness"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="textreading",
            name="topic_same",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.RunSQL(_PREVIEW, migrations.RunSQL.noop),
    ]
