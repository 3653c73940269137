"""Forms as they are uploaded: checked by pyxform, and by ODK Validate where there is Java."""

import datetime as dt
import hashlib
import re
import shutil
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.db import IntegrityError, transaction

from townline.platform.core.history import audit
from townline.prevention.surveys.errors import BadForm
from townline.prevention.surveys.models import FormVersion
from townline.prevention.surveys.selectors.kinds import kind_of
from townline.prevention.surveys.selectors.rules import rules_of

_MOST = 5 << 20
_XF = "{http://www.w3.org/2002/xforms}"
_ROW = re.compile(r"\[row : (\d+)\]\s*")


def form_upload(
    *, kind: str, content: bytes, actor: audit.Actor, now: dt.datetime, validate: bool = True
) -> FormVersion:
    """Check an XLSForm and open it for phones. Raises BadForm with the row, UnknownKind.

    A version that phones have already stays open until somebody closes it. Outside a transaction
    where it is validated: that starts a program.
    """
    kind_of(kind)
    xform, validated = _converted(content, validate=validate)
    data = _instance(xform)
    form_id, version = data.get("id") or "", data.get("version") or ""
    missing = _missing(kind, data)
    if missing or not version:
        words = f"version? {', '.join(missing)}" if not version else ", ".join(missing)
        raise BadForm(words, why="questions", words=words)
    try:
        with transaction.atomic():
            made = FormVersion.objects.create(
                kind=kind,
                form_id=form_id[:80],
                version=version[:40],
                title=_title(xform)[:120],
                xlsform=content,
                xform=xform,
                hash=f"md5:{hashlib.md5(xform.encode(), usedforsecurity=False).hexdigest()}",
                sha256=hashlib.sha256(content).hexdigest(),
                questions=[_name(each) for each in data.iter() if not len(each)],
                validated=validated,
                uploaded_at=now,
                uploaded_by_id=actor.id if actor.kind == "staff" else None,
                opened_at=now,
            )
            _record(made, "survey_form:version:upload", actor, now)
    except IntegrityError:
        raise BadForm(version, why="again", words=f"{form_id} {version}") from None
    return made


@transaction.atomic
def form_close(*, form: FormVersion, actor: audit.Actor, now: dt.datetime) -> None:
    """Show a version to phones no more; what they filled before is told apart by the clock."""
    FormVersion.objects.filter(id=form.id, closed_at=None).update(closed_at=now)
    _record(form, "survey_form:version:close", actor, now)


def _record(form: FormVersion, event: str, actor: audit.Actor, now: dt.datetime) -> None:
    entry = audit.Entry(
        subject=f"survey_form:{form.id}",
        event=event,
        actor=actor,
        at=now,
        data={"form": form.form_id, "version": form.version},
    )
    audit.record(entry)


def _converted(content: bytes, *, validate: bool) -> tuple[str, bool | None]:
    """Give the XForm, and whether ODK Validate took it; None where there is no Java."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 -- not at each start
    from pyxform.validators.odk_validate import ODKValidateError  # noqa: PLC0415 -- the same
    from pyxform.xls2xform import convert  # noqa: PLC0415 -- the same

    if not content.startswith(b"PK") or len(content) > _MOST:
        raise BadForm("no XLSX", why="format")
    has_java = validate and shutil.which("java") is not None
    try:
        made = convert(xlsform=content, file_type=".xlsx", validate=has_java)
    except (PyXFormError, ODKValidateError) as error:
        raise BadForm(str(error), why="xlsform", words=_said(str(error))) from None
    except Exception as error:  # noqa: BLE001 -- whatever a broken file makes of the library
        raise BadForm(str(error), why="format") from None
    return str(made.xform), True if has_java else None


def _said(words: str) -> str:
    """Put the row first, as people look for it."""
    row = _ROW.search(words)
    rest = _ROW.sub("", words).strip()[:600]
    return f"{row[1]}: {rest}" if row else rest


def _instance(xform: str) -> Element:
    root = fromstring(xform)
    found = root.find(f".//{_XF}model/{_XF}instance")
    if found is None or not len(found):
        raise BadForm("no instance", why="format")
    instance: Element = found[0]
    return instance


def _title(xform: str) -> str:
    return fromstring(xform).findtext(".//{http://www.w3.org/1999/xhtml}title") or ""


def _name(each: Element) -> str:
    return each.tag.rpartition("}")[2]


def _missing(kind: str, data: Element) -> list[str]:
    """Name the questions that grades or the list need and the form has not."""
    asked = {_name(each) for each in data.iter()}
    needed = ["home", "visit_result", *(item.question for item in rules_of(kind).items)]
    return [name for name in needed if name not in asked]
