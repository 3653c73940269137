from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_draft_photos")]

    operations: list[migrations.operations.base.Operation] = []
