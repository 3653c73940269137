"""Work of the room that a page or a clock starts. It may run twice, or late, without harm."""

from django.conf import settings
from procrastinate.contrib.django import app

from townline.platform.core import clock
from townline.platform.core.history.audit import SYSTEM
from townline.prevention.surveys.routes.models import PlanRun
from townline.prevention.surveys.routes.services.appointments import appointments_run
from townline.prevention.surveys.routes.services.missed import late_run
from townline.prevention.surveys.routes.services.runs import run_carry_out


@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def plan_days(run_id: int) -> None:
    """Carry a requested run out, once."""
    run = PlanRun.objects.filter(id=run_id, begun_at=None, ended_at=None).first()
    if run is not None:
        run_carry_out(run, actor=SYSTEM)


@app.periodic(cron="*/5 * * * *")
@app.task(queue=settings.TOWNLINE_DISTRICT, pass_context=False)
def end_appointments(timestamp: int) -> None:
    """End questions of a time that nobody answered; tell who waits for somebody who is late."""
    appointments_run(now=clock.now())
    late_run(now=clock.now())
