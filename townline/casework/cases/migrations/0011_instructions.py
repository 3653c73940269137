from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_repeats")]

    operations = [
        migrations.AddField(
            "note", "instruction", models.BooleanField(default=False, db_default=False)
        ),
        migrations.AddIndex("case", models.Index(fields=["last_text_at"], name="case_heard")),
        migrations.AddIndex(
            "case", models.Index(fields=["first_answer_at"], name="case_first_answer")
        ),
    ]
