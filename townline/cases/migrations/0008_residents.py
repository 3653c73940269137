from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_visits")]

    operations: list[migrations.operations.base.Operation] = []
