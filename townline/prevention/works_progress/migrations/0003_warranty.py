"""Count the repair of a defect without a price, in databases that were made before."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_following = import_module("townline.prevention.works_progress.migrations.0002_following")


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("works_progress", "0002_following"),
        ("work_orders", "0002_refusals_and_warranty"),
    ]

    operations: ClassVar = [migrations.RunSQL(_following.FOLLOWING, migrations.RunSQL.noop)]
