from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_composing")]

    operations: list[migrations.operations.base.Operation] = []
