"""What is kept of one person as a file to hand over: words, cases, history, photos."""

import json
import zipfile
from typing import IO, Any

from townline.platform.core import media

_READ_ME = """개인정보 내보내기 · Everything that is kept of one person

person.json  번호, 문자, 건, 이력: numbers, texts, cases and history (UTF-8, ISO 8601)
photos/      사진, SHA-256 이름: photos, named by the SHA-256 of their content

이 파일에는 개인정보가 있습니다. 본인에게만 안전하게 전하고 지워 주십시오.
This file holds personal data: hand it safely to the person only, then delete it.
"""


def person_words(exported: dict[str, Any]) -> bytes:
    """Write what ``person_export`` gave as JSON for people to read (UTF-8)."""
    return json.dumps(exported, ensure_ascii=False, indent=1).encode()


def person_pack(exported: dict[str, Any], file: IO[bytes]) -> None:
    """Write what ``person_export`` gave, and the photos, as a ZIP. Outside a transaction."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("README.txt", _READ_ME)
        packed.writestr("person.json", person_words(exported))
        names = {photo["sha256"]: photo["kind"] for photo in exported["person"]["photos"]}
        for name, kind in names.items():
            try:
                packed.writestr(f"photos/{name}.{kind or 'bin'}", media.read(name))
            except media.MediaNotFound:
                continue  # person.json says that it was there
