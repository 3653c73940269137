"""Jobs that wait go by the names of the rooms that do them now."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAMES = {
    "townline.cases.tasks.ask_residents": "townline.casework.portal.tasks.ask_residents",
    "townline.cases.tasks.begin_legal_clocks": "townline.casework.deadlines.tasks.begin_legal_clocks",
    "townline.cases.tasks.close_answered": "townline.casework.deadlines.tasks.close_answered",
    "townline.cases.tasks.find_incidents": "townline.casework.classification.tasks.find_incidents",
    "townline.cases.tasks.hand_over": "townline.casework.desk.tasks.hand_over",
    "townline.cases.tasks.hold_rules": "townline.casework.classification.tasks.hold_rules",
    "townline.cases.tasks.index_words": "townline.casework.search.tasks.index_words",
    "townline.cases.tasks.remind": "townline.casework.deadlines.tasks.remind",
    "townline.cases.tasks.remind_of_promised_dates": "townline.casework.deadlines.tasks.remind_of_promised_dates",
    "townline.cases.tasks.send_digests": "townline.casework.answers.tasks.send_digests",
    "townline.cases.tasks.tell_people": "townline.casework.notifications.tasks.tell_people",
    "townline.cases.tasks.tell_silence": "townline.casework.coordination.tasks.tell_silence",
    "townline.cases.tasks.tidy_photos": "townline.casework.cases.tasks.tidy_photos",
    "townline.cases.tasks.watch_alarms": "townline.casework.alarms.tasks.watch_alarms",
    "townline.cases.tasks.watch_legal_clocks": "townline.casework.deadlines.tasks.watch_legal_clocks",
    "townline.cases.tasks.watch_visits": "townline.casework.visits.tasks.watch_visits",
    "townline.conversations.tasks.look": "townline.platform.conversations.tasks.look",
    "townline.conversations.tasks.tidy": "townline.platform.conversations.tasks.tidy",
    "townline.insights.tasks.keep_figures": "townline.prevention.insights.tasks.keep_figures",
    "townline.queues.tasks.tick_queues": "townline.lines.queues.tasks.tick_queues",
    "townline.safenumbers.tasks.keep_leases": "townline.lines.safenumbers.tasks.keep_leases",
    "townline.safenumbers.tasks.keep_requests": "townline.lines.safenumbers.tasks.keep_requests",
}
_TABLES = ("procrastinate_jobs", "procrastinate_periodic_defers")


def _rename(schema_editor: BaseDatabaseSchemaEditor, pairs: list[tuple[str, str]]) -> None:
    with schema_editor.connection.cursor() as cursor:
        for table in _TABLES:
            sql = f"UPDATE {table} SET task_name = %s WHERE task_name = %s"  # noqa: S608 -- ours
            cursor.executemany(sql, pairs)


def forwards(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _rename(schema_editor, [(new, old) for old, new in NAMES.items()])


def backwards(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _rename(schema_editor, list(NAMES.items()))


class Migration(migrations.Migration):
    dependencies = [("core", "0008_outbox"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [migrations.RunPython(forwards, backwards)]
