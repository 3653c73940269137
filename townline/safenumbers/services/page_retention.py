"""What is let go of from the pages outside."""

from townline.core.retention import Rule, by_age
from townline.safenumbers.models import PageAsk


def page_retention_rules() -> list[Rule]:
    """Name what goes by age: forms that were sent, long after their pages show nothing."""
    return [by_age("page_asks", "P30D", lambda before: PageAsk.objects.filter(made_at__lt=before))]
