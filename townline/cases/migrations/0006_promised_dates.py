from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_joint")]

    operations: list[migrations.operations.base.Operation] = []
