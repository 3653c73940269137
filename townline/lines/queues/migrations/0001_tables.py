import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import townline.lines.queues.rules.days
import townline.lines.queues.rules.order
import townline.lines.queues.rules.printouts
import townline.lines.queues.rules.tickets
from townline.platform.core.database.first_tables import FirstTables


class Migration(FirstTables):
    initial = True

    dependencies = [
        ("questionnaires", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Site",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("name_ko", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=120)),
                ("address_ko", models.CharField(blank=True, max_length=160)),
                ("address_en", models.CharField(blank=True, max_length=200)),
                ("active", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="Printer",
            fields=[
                (
                    "site",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="queues.site",
                    ),
                ),
                ("address", models.CharField(max_length=80)),
                ("dots", models.PositiveSmallIntegerField(default=576)),
                ("active", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        default=townline.lines.queues.rules.printouts.PrinterState["UNKNOWN"],
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Queue",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("group", models.SlugField(max_length=40)),
                ("name_ko", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=120)),
                ("prefix", models.CharField(blank=True, max_length=2)),
                ("first_number", models.PositiveIntegerField(default=1)),
                ("words", models.JSONField(default=list)),
                ("plan", models.JSONField(default=dict)),
                ("pace", models.JSONField(default=dict)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("active", models.BooleanField(default=True)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="queues.site"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Desk",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("name_ko", models.CharField(max_length=40)),
                ("name_en", models.CharField(max_length=60)),
                ("breaks", models.JSONField(default=list)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("active", models.BooleanField(default=True)),
                ("open", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="queues.site"
                    ),
                ),
                ("queues", models.ManyToManyField(related_name="desks", to="queues.queue")),
            ],
        ),
        migrations.CreateModel(
            name="QueueDay",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                townline.lines.queues.rules.days.DayState["EARLY"],
                                townline.lines.queues.rules.days.DayState["EARLY"],
                            ),
                            (
                                townline.lines.queues.rules.days.DayState["OPEN"],
                                townline.lines.queues.rules.days.DayState["OPEN"],
                            ),
                            (
                                townline.lines.queues.rules.days.DayState["CLOSED"],
                                townline.lines.queues.rules.days.DayState["CLOSED"],
                            ),
                            (
                                townline.lines.queues.rules.days.DayState["SETTLED"],
                                townline.lines.queues.rules.days.DayState["SETTLED"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("taken", models.PositiveIntegerField(default=0)),
                ("waiting", models.PositiveIntegerField(default=0)),
                ("past", models.PositiveSmallIntegerField(default=0)),
                ("latest", models.DateTimeField(null=True)),
                ("seed", models.BinaryField(max_length=16)),
                ("pace", models.JSONField(default=dict)),
                ("lately", models.FloatField(default=0.0)),
                ("lately_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closes_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "queue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="queues.queue"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QueueFigure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("hour", models.PositiveSmallIntegerField()),
                ("taken", models.PositiveIntegerField(default=0)),
                ("called", models.PositiveIntegerField(default=0)),
                ("missed", models.PositiveIntegerField(default=0)),
                ("left", models.PositiveIntegerField(default=0)),
                ("unserved", models.PositiveIntegerField(default=0)),
                ("told", models.PositiveIntegerField(default=0)),
                ("inside", models.PositiveIntegerField(default=0)),
                ("waited", models.PositiveBigIntegerField(default=0)),
                ("longest", models.PositiveIntegerField(default=0)),
                ("waits", models.JSONField(default=dict)),
                (
                    "queue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="queues.queue"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.BinaryField(max_length=16, unique=True)),
                ("number", models.PositiveIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                townline.lines.queues.rules.tickets.TicketState["GATHERED"],
                                townline.lines.queues.rules.tickets.TicketState["GATHERED"],
                            ),
                            (
                                townline.lines.queues.rules.tickets.TicketState["BOOKED"],
                                townline.lines.queues.rules.tickets.TicketState["BOOKED"],
                            ),
                            (
                                townline.lines.queues.rules.tickets.TicketState["WAITING"],
                                townline.lines.queues.rules.tickets.TicketState["WAITING"],
                            ),
                            (
                                townline.lines.queues.rules.tickets.TicketState["CALLED"],
                                townline.lines.queues.rules.tickets.TicketState["CALLED"],
                            ),
                            (
                                townline.lines.queues.rules.tickets.TicketState["HELD"],
                                townline.lines.queues.rules.tickets.TicketState["HELD"],
                            ),
                            (
                                townline.lines.queues.rules.tickets.TicketState["DONE"],
                                townline.lines.queues.rules.tickets.TicketState["DONE"],
                            ),
                            (
                                townline.lines.queues.rules.tickets.TicketState["MISSED"],
                                townline.lines.queues.rules.tickets.TicketState["MISSED"],
                            ),
                            (
                                townline.lines.queues.rules.tickets.TicketState["LEFT"],
                                townline.lines.queues.rules.tickets.TicketState["LEFT"],
                            ),
                            (
                                townline.lines.queues.rules.tickets.TicketState["MOVED"],
                                townline.lines.queues.rules.tickets.TicketState["MOVED"],
                            ),
                            (
                                townline.lines.queues.rules.tickets.TicketState["SETTLED"],
                                townline.lines.queues.rules.tickets.TicketState["SETTLED"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("channel", models.CharField(max_length=8)),
                (
                    "need",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                townline.lines.queues.rules.order.PriorityNeed["NONE"],
                                townline.lines.queues.rules.order.PriorityNeed["NONE"],
                            ),
                            (
                                townline.lines.queues.rules.order.PriorityNeed["ELDERLY"],
                                townline.lines.queues.rules.order.PriorityNeed["ELDERLY"],
                            ),
                            (
                                townline.lines.queues.rules.order.PriorityNeed["DISABLED"],
                                townline.lines.queues.rules.order.PriorityNeed["DISABLED"],
                            ),
                            (
                                townline.lines.queues.rules.order.PriorityNeed["PREGNANT"],
                                townline.lines.queues.rules.order.PriorityNeed["PREGNANT"],
                            ),
                            (
                                townline.lines.queues.rules.order.PriorityNeed["INFANT"],
                                townline.lines.queues.rules.order.PriorityNeed["INFANT"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "need_checked",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                townline.lines.queues.rules.order.NeedCheck["OPEN"],
                                townline.lines.queues.rules.order.NeedCheck["OPEN"],
                            ),
                            (
                                townline.lines.queues.rules.order.NeedCheck["CONFIRMED"],
                                townline.lines.queues.rules.order.NeedCheck["CONFIRMED"],
                            ),
                            (
                                townline.lines.queues.rules.order.NeedCheck["REFUSED"],
                                townline.lines.queues.rules.order.NeedCheck["REFUSED"],
                            ),
                        ],
                        default="",
                        max_length=9,
                    ),
                ),
                ("party", models.PositiveSmallIntegerField(default=1)),
                ("language", models.CharField(default="ko", max_length=2)),
                ("phone", models.BinaryField(null=True)),
                ("phone_lookup", models.BinaryField(max_length=32, null=True)),
                ("phone_masked", models.CharField(blank=True, max_length=24)),
                ("phone_proved", models.BooleanField(default=True)),
                ("verification", models.CharField(blank=True, default="", max_length=32)),
                ("device", models.BinaryField(max_length=16, null=True)),
                ("origin", models.BinaryField(max_length=16, null=True)),
                ("work", models.BinaryField(max_length=14, null=True)),
                ("bare", models.BooleanField(default=False)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("holder", models.PositiveSmallIntegerField(default=0)),
                ("misses", models.PositiveSmallIntegerField(default=0)),
                ("taken_at", models.DateTimeField()),
                ("slot", models.DateTimeField(null=True)),
                ("came", models.DateTimeField(null=True)),
                ("rank", models.DateTimeField(null=True)),
                ("low", models.PositiveIntegerField(null=True)),
                ("high", models.PositiveIntegerField(null=True)),
                ("called_at", models.DateTimeField(null=True)),
                ("calls", models.PositiveSmallIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                ("lates", models.PositiveSmallIntegerField(default=0)),
                ("told_near", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="queues.queueday"
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="queues.desk"
                    ),
                ),
                (
                    "moved_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="moved_to",
                        to="queues.ticket",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TicketAnswers",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("saved_at", models.DateTimeField()),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="questionnaires.questionform",
                    ),
                ),
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="queues.ticket",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Printout",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        default=townline.lines.queues.rules.printouts.PrintoutState["QUEUED"],
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("problem", models.CharField(blank=True, default="", max_length=12)),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="queues.ticket"
                    ),
                ),
                (
                    "printer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="queues.printer"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="queue",
            index=models.Index(fields=["group", "position"], name="queue_by_group"),
        ),
        migrations.AddIndex(
            model_name="queueday",
            index=models.Index(
                condition=models.Q(("settled_at", None)), fields=["day"], name="queue_day_unsettled"
            ),
        ),
        migrations.AddConstraint(
            model_name="queueday",
            constraint=models.UniqueConstraint(fields=("queue", "day"), name="queue_day_once"),
        ),
        migrations.AddConstraint(
            model_name="queuefigure",
            constraint=models.UniqueConstraint(
                fields=("day", "queue", "hour"), name="queue_figure_once"
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.lines.queues.rules.tickets.TicketState["WAITING"])
                ),
                fields=["day", "rank", "id"],
                name="ticket_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(
                    ("state", townline.lines.queues.rules.tickets.TicketState["WAITING"])
                ),
                fields=["day", "came", "id"],
                name="ticket_coming",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["day", "state"], name="ticket_by_state"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("called_at__isnull", False)),
                fields=["desk", "called_at"],
                name="ticket_calls",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["taken_at"], name="ticket_age"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("origin__isnull", False)),
                fields=["day", "origin"],
                name="ticket_by_origin",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(fields=("day", "number"), name="ticket_number_once"),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.lines.queues.rules.tickets.TicketState["BOOKED"],
                            townline.lines.queues.rules.tickets.TicketState["CALLED"],
                            townline.lines.queues.rules.tickets.TicketState["GATHERED"],
                            townline.lines.queues.rules.tickets.TicketState["HELD"],
                            townline.lines.queues.rules.tickets.TicketState["WAITING"],
                        ],
                    )
                ),
                fields=("day", "phone_lookup"),
                name="ticket_phone_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.lines.queues.rules.tickets.TicketState["BOOKED"],
                            townline.lines.queues.rules.tickets.TicketState["CALLED"],
                            townline.lines.queues.rules.tickets.TicketState["GATHERED"],
                            townline.lines.queues.rules.tickets.TicketState["HELD"],
                            townline.lines.queues.rules.tickets.TicketState["WAITING"],
                        ],
                    )
                ),
                fields=("day", "device"),
                name="ticket_device_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(fields=("day", "work"), name="ticket_work_once"),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state", townline.lines.queues.rules.tickets.TicketState["CALLED"])
                ),
                fields=("desk",),
                name="desk_calls_one",
            ),
        ),
        migrations.AddIndex(
            model_name="printout",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            townline.lines.queues.rules.printouts.PrintoutState["CLAIMED"],
                            townline.lines.queues.rules.printouts.PrintoutState["QUEUED"],
                        ],
                    )
                ),
                fields=["due_at"],
                name="printout_due",
            ),
        ),
        migrations.AddIndex(
            model_name="printout",
            index=models.Index(fields=["made_at"], name="printout_age"),
        ),
    ]
