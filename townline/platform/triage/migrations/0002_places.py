from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("triage", "0001_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="NamedPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("name_ko", models.CharField(max_length=80)),
                ("name_en", models.CharField(blank=True, default="", max_length=100)),
                ("aliases", models.TextField(blank=True, default="")),
                ("dong", models.CharField(blank=True, default="", max_length=200)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "name_ko", "dong"), name="named_place_once"
                    )
                ],
            },
        ),
    ]
