"""What is let go of from the pages outside."""

from townline.lines.safenumbers.models import PageAsk
from townline.platform.core.personal_data.retention import Rule, by_age


def page_retention_rules() -> list[Rule]:
    """Name what goes by age: forms that were sent, long after their pages show nothing."""
    return [by_age("page_asks", "P30D", lambda before: PageAsk.objects.filter(made_at__lt=before))]
