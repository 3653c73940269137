"""The tables of a district's folder that offices fill in, with their columns by file name."""

from townline.casework.classification.settings import assigning
from townline.casework.coordination import settings as coordination
from townline.lines.safenumbers.settings import numbers
from townline.platform.core.calendars.columns import HOLIDAY_COLUMNS, HOLIDAYS
from townline.platform.departments.settings import directory
from townline.platform.triage.rules.places import DONG_COLUMNS, GAZETTEER_COLUMNS, PLACE_COLUMNS
from townline.platform.triage.settings import DONGS, GAZETTEER, PLACES

TABLES = {
    directory.DEPARTMENTS: directory.DEPARTMENT_COLUMNS,
    directory.STAFF: directory.STAFF_COLUMNS,
    PLACES: PLACE_COLUMNS,
    GAZETTEER: GAZETTEER_COLUMNS,
    DONGS: DONG_COLUMNS,
    HOLIDAYS: HOLIDAY_COLUMNS,
    assigning.FILE: assigning.RULE_COLUMNS,
    coordination.FILE: coordination.AGENCY_COLUMNS,
    numbers.FILE: numbers.POOL_COLUMNS,
}
