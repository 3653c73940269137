"""What lies encrypted in the tables of second factors: the secret of an authenticator app."""

from base64 import b64decode, b64encode

from allauth.mfa.models import Authenticator

from townline.platform.core.keys import crypto
from townline.platform.core.keys.sealed import Sealed

SECRET = "secret"  # noqa: S105 -- the name of a field


def seal(text: str) -> str:
    """Encrypt a text under the district's current key, for a JSON column."""
    return b64encode(crypto.ring().encrypt(text)).decode()


def unseal(sealed: str) -> str:
    """Read what ``seal`` wrote. Raises core.keys.crypto.KeysUnusable."""
    return crypto.ring().decrypt(b64decode(sealed))


def renew(row: Authenticator) -> bool:
    """Bring a row in memory under the current key; say whether anything changed."""
    sealed = row.data.get(SECRET)
    if not sealed or crypto.ring().is_current(b64decode(sealed)):
        return False
    row.data = row.data | {SECRET: seal(unseal(sealed))}
    return True


def sealed_tables() -> list[Sealed]:
    """Name what a change of keys rewrites here."""
    return [Sealed(model=Authenticator, columns=("data",), renew=renew)]
