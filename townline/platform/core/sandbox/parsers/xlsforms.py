"""XLSForms: turned into XForms by pyxform, checked by ODK Validate where there is Java."""

import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from townline.platform.core.sandbox.parsers.books import sheet_sizes
from townline.platform.core.sandbox.refusals import ParserRefused

_XF = "{http://www.w3.org/2002/xforms}"
_TITLE = ".//{http://www.w3.org/1999/xhtml}title"
_ROW = re.compile(r"\[row : (\d+)\]\s*")
_MOST_ROWS = 20_000
_MOST_WORDS = 600


def convert_form(folder: Path) -> dict[str, Any]:
    """Make an XForm of the XLSForm in the file ``0``.

    Gives ``xform``, ``id``, ``version``, ``title``, ``names`` (all nodes of its instance) and
    ``questions`` (those that hold answers). Raises Refused: ``xlsform`` with ``words`` (the row
    first), or what ``sheet_sizes`` does.
    """
    source = folder / "0"
    sheet_sizes(source, _MOST_ROWS)
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 -- only this parser needs it
    from pyxform.errors import PyXFormError  # noqa: PLC0415 -- the same
    from pyxform.xls2xform import convert  # noqa: PLC0415 -- the same

    try:
        xform = str(convert(xlsform=source.read_bytes(), file_type=".xlsx", validate=False).xform)
    except PyXFormError as error:
        raise ParserRefused("xlsform", words=_words(str(error))) from None
    root = fromstring(xform)
    data = _instance(root)
    return {
        "xform": xform,
        "id": data.get("id") or "",
        "version": data.get("version") or "",
        "title": root.findtext(_TITLE) or "",
        "names": [_name(each) for each in data.iter()],
        "questions": [_name(each) for each in data.iter() if not len(each)],
    }


def validate_form(folder: Path) -> bool | None:
    """Have ODK Validate look at the XForm in the file ``0``; None where there is no Java.

    Raises Refused: ``xlsform`` with ``words``.
    """
    from pyxform.validators.odk_validate import ODKValidateError, check_xform  # noqa: PLC0415 -- as above

    if shutil.which("java") is None:
        return None
    try:
        check_xform(str(folder / "0"))
    except ODKValidateError as error:
        raise ParserRefused("xlsform", words=_words(str(error))) from None
    return True


def _words(words: str) -> str:
    """Put the row first, as people look for it."""
    row = _ROW.search(words)
    rest = _ROW.sub("", words).strip()[:_MOST_WORDS]
    return f"{row[1]}: {rest}" if row else rest


def _instance(root: Element) -> Element:
    found = root.find(f".//{_XF}model/{_XF}instance")
    if found is None or not len(found):
        raise ParserRefused("format")
    instance: Element = found[0]
    return instance


def _name(each: Element) -> str:
    return each.tag.rpartition("}")[2]
