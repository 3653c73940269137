"""An e-mail is called one; its table keeps its name."""

from django.db import migrations

from townline.platform.core.database import moving


class Migration(migrations.Migration):
    dependencies = [("core", "0010_history_tags")]
    operations = [
        moving.StateOnly(
            state_operations=[
                migrations.RenameModel("Letter", "Email"),
                migrations.AlterModelTable("email", "core_letter"),
            ]
        )
    ]
