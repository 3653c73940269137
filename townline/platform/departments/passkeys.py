"""Passkeys (WebAuthn level 2): always with the device's own check of its person.

A passkey is therefore two factors in one, and opens the door alone.
"""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError

from townline.platform.core.text.languages import json_read
from townline.platform.departments import sealing
from townline.platform.departments.models import Staff
from townline.platform.web.context import service_name

# What a forged, cut short or foreign answer of a browser ends in.
_BROKEN = (
    ValidationError,
    InvalidSignature,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)

_CHECKED = ("clientDataJSON", "attestationObject")


class PasskeyRefused(ValueError):
    """What the browser sent is no proof."""


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Names the service as people know it, and keeps secrets under the district's key."""

    def _get_site_name(self) -> str:
        return service_name()

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)


def registration_options(staff: Staff) -> dict[str, Any]:
    """Give what the browser needs to make a passkey; the challenge waits in the session."""
    return dict(webauthn.begin_registration(staff, passwordless=True))


def verify_registration(answer: str) -> dict[str, Any]:
    """Check what the browser made, and give what is to be kept. Raises PasskeyRefused."""
    try:
        credential = _read(answer)
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
        return _stored_credential(credential)
    except _BROKEN as error:
        raise PasskeyRefused from error


def _stored_credential(credential: dict[str, Any]) -> dict[str, Any]:
    # Only what was checked: the rest of the answer is the browser's to invent.
    checked = {name: credential["response"][name] for name in _CHECKED}
    plain = {"id": credential["id"], "rawId": credential["id"], "type": "public-key"}
    return plain | {"response": checked, "clientExtensionResults": {}}


def challenge(staff: Staff | None) -> dict[str, Any]:
    """Give what the browser needs to show a passkey: of a person, or of anybody."""
    return dict(webauthn.begin_authentication(staff))


def verify_assertion(answer: str, staff: Staff | None) -> tuple[Staff, Authenticator]:
    """Give whose passkey was shown, and which. Raises PasskeyRefused."""
    try:
        credential = _read(answer)
        person = staff or webauthn.extract_user_from_response(credential)
        return person, webauthn.complete_authentication(person, credential)
    except _BROKEN as error:
        raise PasskeyRefused from error


def _read(answer: str) -> dict[str, Any]:
    credential = json_read(answer)
    if not isinstance(credential, dict):
        raise ValueError("a credential is an object")  # noqa: TRY004 -- told like any broken answer
    return credential
