"""The front door of routes: planning the next days, and appointments of households."""

from townline.prevention.surveys.routes.rules.planning import Effort as Effort
from townline.prevention.surveys.routes.selectors.planning import (
    first_day as first_day,
    working_days as working_days,
)
from townline.prevention.surveys.routes.services.appointments import (
    appointment_ask as appointment_ask,
    appointments_run as appointments_run,
)
from townline.prevention.surveys.routes.services.missed import (
    late_run as late_run,
    notify_missed as notify_missed,
)
from townline.prevention.surveys.routes.services.page_times import (
    time_take as time_take,
    times_offered as times_offered,
    visit_unwanted as visit_unwanted,
)
from townline.prevention.surveys.routes.services.persons import (
    appointment_person_part as appointment_person_part,
    routes_retention_rules as routes_retention_rules,
)
from townline.prevention.surveys.routes.services.replies import (
    appointment_asker as appointment_asker,
)
from townline.prevention.surveys.routes.services.runs import (
    run_carry_out as run_carry_out,
    run_request as run_request,
    run_stop as run_stop,
)
