from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_promised_dates")]

    operations: list[migrations.operations.base.Operation] = []
