"""Residents: one for each number that ever wrote."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from townline.platform.conversations import rules
from townline.platform.conversations.models import IncomingText, Resident
from townline.platform.conversations.services import key_rotation
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto


def residents_ensure(texts: Iterable[IncomingText], *, now: dt.datetime) -> dict[bytes, Resident]:
    """Find or make the residents of these texts, by look-up value. Safe against a race."""
    firsts: dict[bytes, IncomingText] = {}
    for text in texts:
        firsts.setdefault(bytes(text.sender_lookup), text)
    known = _residents_by_lookup(firsts.values())
    missing = [text for lookup, text in firsts.items() if lookup not in known]
    if missing:
        Resident.objects.bulk_create(
            [_resident_of(text, now) for text in missing], ignore_conflicts=True
        )
        made = _residents_by_lookup(missing)
        for resident in made.values():
            # Another moment: somebody else was faster, and a room may know it already.
            resident.is_new = resident.created_at == now
        known |= made
    return known


def _residents_by_lookup(texts: Iterable[IncomingText]) -> dict[bytes, Resident]:
    """Find residents by the look-up values of their texts, under whichever key they are kept."""
    names = {
        each: bytes(text.sender_lookup)
        for text in texts
        for each in key_rotation.sender_lookups(text)
    }
    found = Resident.objects.filter(number_lookup__in=list(names))
    return {names[bytes(resident.number_lookup)]: resident for resident in found}


def _resident_of(text: IncomingText, now: dt.datetime) -> Resident:
    return Resident(
        number=text.sender,
        number_lookup=text.sender_lookup,
        number_masked=text.sender_masked,
        number_kind=text.sender_kind,
        language=rules.language_guess(text.body),
        created_at=now,
    )


def language_with(resident: Resident, body: str) -> str:
    if resident.language_chosen or not rules.has_language_cues(body):
        return resident.language
    guess = rules.language_guess(body)
    counts = dict(resident.languages)
    return rules.language_of(counts | {guess: counts.get(guess, 0) + 1}, guess)


def language_for(resident_id: int, body: str) -> str:
    """Give a resident's language, with a text among theirs that is not read yet."""
    return language_with(Resident.objects.get(id=resident_id), body)


@transaction.atomic
def language_note(*, resident_id: int, code: str) -> str:
    """Count a read text's language (ISO 639-1) among its sender's; give the sender's language.

    That is the one that was chosen, else that of most of their texts, else of the newest.
    """
    resident = Resident.objects.select_for_update(no_key=True).get(id=resident_id)
    if code not in rules.UNTOLD:
        counts = dict(resident.languages)
        resident.languages = counts | {code: counts.get(code, 0) + 1}
        if not resident.language_chosen:
            resident.language = rules.language_of(resident.languages, code)
        resident.save(update_fields=["languages", "language"])
    return resident.language


@transaction.atomic
def language_choose(*, resident_id: int, code: str) -> None:
    """Keep the language in which a resident wishes to be written to.

    Raises ValueError for one that has no texts (``district.languages``).
    """
    if code not in district.languages():
        raise ValueError(f"{code!r} is no language that residents are written to in")
    Resident.objects.filter(id=resident_id).update(language=code, language_chosen=True)


@transaction.atomic
def number_reveal(*, resident_id: int, actor: audit.Actor, reason: str, now: dt.datetime) -> str:
    """Give a resident's number in E.164 and record who saw it, and why.

    Raises ValueError for an empty reason.
    """
    if not reason.strip():
        raise ValueError("say why the number must be seen; the reason stays in the history")
    resident = Resident.objects.get(id=resident_id)
    audit.record(
        audit.AuditEntry(
            subject=f"resident:{resident_id}",
            event="resident:number:reveal",
            actor=actor,
            at=now,
            reason=reason.strip(),
        )
    )
    return crypto.ring().decrypt(resident.number)


@transaction.atomic
def words_reveal(*, text_id: int, actor: audit.Actor, reason: str, now: dt.datetime) -> str:
    """Give a text that holds masked personal numbers as it came, and record who saw it, and why.

    Returns "" where nothing is masked. Raises ValueError for an empty reason.
    """
    if not reason.strip():
        raise ValueError("say why the words must be seen; the reason stays in the history")
    sealed = IncomingText.objects.values_list("sealed_body", flat=True).get(id=text_id)
    if not sealed:
        return ""
    audit.record(
        audit.AuditEntry(
            subject=f"incoming:{text_id}",
            event="incoming:number:reveal",
            actor=actor,
            at=now,
            reason=reason.strip(),
        )
    )
    return crypto.ring().unseal(bytes(sealed)).decode()
