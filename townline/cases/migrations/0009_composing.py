from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_residents")]

    operations: list[migrations.operations.base.Operation] = []
