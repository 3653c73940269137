from django.db import migrations

import townline.platform.core.database.ordered_json


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_access_of_exports"),
    ]

    operations = [
        migrations.AlterField(
            model_name="district",
            name="settings",
            field=townline.platform.core.database.ordered_json.OrderedJSONField(default=dict),
        ),
    ]
