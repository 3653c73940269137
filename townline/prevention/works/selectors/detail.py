"""One object with its measures, who consents, and its history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from townline.casework.cases.ports import Holder
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.prevention.works.errors import WorkNotFound
from townline.prevention.works.models import Consent, Measure, Party, WorkObject
from townline.prevention.works.rules import measure_subject, object_subject
from townline.prevention.works.sealing import unseal


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLine:
    """A party as staff see it: the number masked, "" for none."""

    party: Party
    name: str
    post: str
    masked: str
    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectDetail:
    """All of one object; six queries."""

    row: WorkObject
    measures: Sequence[tuple[Measure, Sequence[Consent]]]
    parties: Sequence[PartyLine]
    history: Sequence[Transition]


def object_detail(object_id: int) -> ObjectDetail:
    """Read one object. Raises WorkNotFound."""
    row = WorkObject.objects.select_related("merged_into").filter(id=object_id).first()
    if row is None:
        raise WorkNotFound(f"there is no object {object_id}")
    measures = list(Measure.objects.filter(object=row).order_by("id"))
    consents: dict[int, list[Consent]] = {each.pk: [] for each in measures}
    for each in Consent.objects.filter(measure__in=measures).order_by("role"):
        consents[each.measure_id].append(each)
    subjects = [object_subject(row.pk), *(measure_subject(each.pk) for each in measures)]
    return ObjectDetail(
        row=row,
        measures=[(each, consents[each.pk]) for each in measures],
        parties=party_lines(Party.objects.filter(object=row, ended_at=None).order_by("role")),
        history=list(audit.history_of(subjects)),
    )


def party_lines(parties: Iterable[Party]) -> list[PartyLine]:
    """Put what is sealed beside each party; one query for their numbers."""
    rows = list(parties)
    briefs = conversations.residents_brief(row.resident_id for row in rows if row.resident_id)
    found = []
    for row in rows:
        brief = briefs.get(row.resident_id or 0)
        found.append(
            PartyLine(
                party=row,
                name=unseal(row.name),
                post=unseal(row.post),
                masked=brief.masked if brief else "",
                reachable=bool(brief and brief.is_mobile and brief.stopped_at is None),
            )
        )
    return found


def form_of(object_id: int, sha256: str) -> bool:
    """Say whether a photo is of a form of consent for this object."""
    return Consent.objects.filter(measure__object=object_id, form=sha256).exists()


# Photos that works keep: of signed forms of consent.


def work_photo_holder() -> Holder:
    """Name what keeps photos of forms; none of them belongs to a case."""
    return Holder(every=lambda: Consent.objects.exclude(form="").values_list("form", flat=True))
