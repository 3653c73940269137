from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_clocks")]

    operations: list[migrations.operations.base.Operation] = []
