"""Secrets in settings are not shown."""

import re

from townline.platform.postgres.configuration.schema import Setting

_MASK = "***"
_PASSWORD = re.compile(r"((?:://|^sips?:)[^:/@]*:).*@", re.DOTALL)
_PARAMETER = re.compile(r"((?:password|passfile|sslpassword)=)[^&\s]*", re.IGNORECASE)
_SEVERAL = re.compile(r",(?=[a-z][a-z0-9+]*:)")


def mask_secret(setting: Setting, text: str) -> str:
    """Give a variable's text as it may be shown: of an address all but the password."""
    if not setting.secret or not text:
        return text
    if not re.match(r"[a-z][a-z0-9+]*:", text):
        return _MASK
    return ",".join(
        _PARAMETER.sub(rf"\1{_MASK}", _PASSWORD.sub(rf"\1{_MASK}@", each))
        for each in _SEVERAL.split(text)
    )
