"""The count of a list, reconciled: listed = excluded by reason + not yet seen + graded."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q

from townline.prevention.surveys.models import DuplicatePair, Home, ListImport
from townline.prevention.surveys.rules.states import HomeState


@dataclass(frozen=True, slots=True)
class Counted:
    """Every home of a kind, once."""

    listed: int
    excluded: dict[str, int] = field(default_factory=dict)
    not_yet_seen: int = 0
    graded: dict[str, int] = field(default_factory=dict)

    @property
    def taken_out(self) -> int:
        return sum(self.excluded.values())

    @property
    def rated(self) -> int:
        return sum(self.graded.values())

    @property
    def adds_up(self) -> bool:
        """Say whether the parts make up the whole; a page that shows both says so."""
        return self.listed == self.taken_out + self.not_yet_seen + self.rated


def count_list(kind: str, within: Q | None = None) -> Counted:
    """Count a list, or a part of it (``within``); one query."""
    homes = Home.objects.filter(within or Q(), kind=kind)
    rows = homes.values_list("state", "excluded_for", "grade").annotate(n=Count("id"))
    excluded: Counter[str] = Counter()
    graded: Counter[str] = Counter()
    listed = waiting = 0
    for state, why, grade, count in rows.order_by():
        listed += count
        if state == HomeState.EXCLUDED:
            excluded[why] += count
        elif state == HomeState.GRADED:
            graded[grade] += count
        elif state == HomeState.LISTED:
            waiting += count
    best_first = sorted(graded.items(), key=lambda one: one[0].ljust(2, "~"))  # A+ before A
    return Counted(listed, dict(excluded), waiting, dict(best_first))


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What the files brought against what stands on the list."""

    imports: list[ListImport]
    brought: int
    counted: Counted
    in_vain: int
    open_pairs: int

    @property
    def adds_up(self) -> bool:
        return self.counted.adds_up and self.brought == self.counted.listed


def reconcile_list(kind: str) -> Reconciled:
    """Give each step by which a list came about, and its count now; four queries."""
    imported = ListImport.objects.filter(kind=kind, taken_at__isnull=False).defer("problems")
    imports = list(imported.select_related("by").order_by("taken_at", "id"))
    return Reconciled(
        imports=imports,
        brought=sum(each.counts.get("listed", 0) for each in imports),
        counted=count_list(kind),
        in_vain=Home.objects.filter(kind=kind, state=HomeState.LISTED, attempts_made__gt=0).count(),
        open_pairs=DuplicatePair.objects.filter(first__kind=kind, decision="").count(),
    )
