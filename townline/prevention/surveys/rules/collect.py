"""Settings of ODK Collect in the form that its QR code holds: JSON, zlib, base64.

Not yet tried with a Collect on a telephone: a test decodes the code as Collect documents it.
"""

import base64
import json
import zlib


def collect_settings(server_url: str, project: str) -> str:
    """Give what the QR code says; Collect reads its forms from there and sends by itself."""
    settings = {
        "general": {
            "protocol": "odk_default",
            "server_url": server_url.rstrip("/"),
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
        },
        "admin": {},
        "project": {"name": project},
    }
    written = json.dumps(settings, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(zlib.compress(written, 9)).decode()
