"""Every kind of provider there is. A new one is one folder and one line here."""

from typing import Final

from townline.adapters.sms_http import android, sens, solapi, twilio
from townline.adapters.sms_http.common.door import ProviderAdapter

DOORS: Final[dict[str, ProviderAdapter]] = {
    door.kind: door for door in (android.DOOR, twilio.DOOR, solapi.DOOR, sens.DOOR)
}
