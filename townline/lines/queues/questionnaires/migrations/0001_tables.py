from django.db import migrations, models

from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="QuestionForm",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("definition", models.JSONField(default=dict)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "queues_questionform",
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="question_form_once")
                ],
            },
        ),
    ]
