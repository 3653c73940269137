"""A phone that speaks as ODK Collect does, over real HTTP."""

import hashlib
import uuid
from dataclasses import dataclass, field

import httpx
from defusedxml.ElementTree import fromstring

X = "{http://openrosa.org/xforms/xformsList}"
M = "{http://openrosa.org/xforms/xformsManifest}"
# One connection a request: a server that ends waits for those that are open.
HEADERS = {"X-OpenRosa-Version": "1.0", "Accept-Language": "en", "Connection": "close"}
MARKUP = """
| survey |
| | type | name | label | save_to |
| | start | start | | |
| | end | end | | |
| | select_one_from_file homes.csv | home | 집 | |
| | select_one visit_result | visit_result | 결과 | |
| | begin_group | house | 집 안 | |
| | integer | entrance_sill_cm | 문턱 | |
| | text | escape_way | 탈출로 | |
| | text | grade | 등급 | |
| | end_group | house | | |
| | text | note | 메모 | note |
| | text | bell | 초인종 | bell |
| | date | come_back_on | 다시 | |
| | image | front | 사진 | |
| | image | back | 사진 | |
| | geopoint | place | 위치 | geometry |
| entities |
| | list_name | entity_id |
| | homes | ${home} |
| choices |
| | list_name | name | label |
| | visit_result | surveyed | 조사함 |
| | visit_result | nobody_home | 부재 |
| | visit_result | demolished | 철거 |
| settings |
| | form_title | form_id | version |
| | 반지하 조사 | semi-basement | %s |
"""


@dataclass(kw_only=True)
class Filled:
    """One filled form; ``xml`` is what Collect would write."""

    home: str
    version: str = "1"
    form: str = "semi-basement"
    answers: dict[str, str] = field(default_factory=dict)
    entity: dict[str, str] = field(default_factory=dict)
    end: str = "2026-11-25T10:00:00.000+09:00"
    instance: str = field(default_factory=lambda: f"uuid:{uuid.uuid4()}")
    deprecated: str = ""

    @property
    def xml(self) -> bytes:
        rest = "".join(f"<{name}>{value}</{name}>" for name, value in self.answers.items())
        known = {"baseVersion": "1", "trunkVersion": "1", "branchId": "", **self.entity}
        attributes = " ".join(f'{name}="{value}"' for name, value in known.items())
        was = f"<deprecatedID>{self.deprecated}</deprecatedID>" if self.deprecated else ""
        return (
            f'<data xmlns:orx="http://openrosa.org/xforms" id="{self.form}" '
            f'version="{self.version}"><end>{self.end}</end><home>{self.home}</home>{rest}'
            f"<orx:meta><orx:instanceID>{self.instance}</orx:instanceID>{was}"
            f'<entity dataset="homes" id="{self.home}" update="1" {attributes}/></orx:meta></data>'
        ).encode()


_open: list[httpx.Client] = []


def close_clients() -> None:
    """Close what phones opened."""
    while _open:
        _open.pop().close()


class Collect:
    """``base``: the address of the server with its token, as somebody typed it in."""

    def __init__(self, base: str, device: str = "collect:1", **headers: str) -> None:
        self.base, self.device = base, device
        self.http = httpx.Client(
            headers={**HEADERS, **headers}, trust_env=False, timeout=60, follow_redirects=False
        )
        _open.append(self.http)

    def get(self, address: str, **headers: str) -> httpx.Response:
        at = address if address.startswith("http") else f"{self.base}/{address}"
        return self.http.get(at, headers=headers)

    def forms(self) -> list[dict[str, str]]:
        root = fromstring(self.get("formList").content)
        return [{e.tag.removeprefix(X): e.text or "" for e in form} for form in root]

    def manifest(self, form: dict[str, str]) -> list[dict[str, str]]:
        root = fromstring(self.get(form["manifestUrl"]).content)
        return [
            {**file.attrib, **{e.tag.removeprefix(M): e.text or "" for e in file}} for file in root
        ]

    def ready(self) -> httpx.Response:
        return self.http.head(f"{self.base}/submission", params={"deviceID": self.device})

    def send(
        self,
        xml: bytes,
        files: dict[str, bytes] | None = None,
        *,
        more: bool = False,
        **fields: str,
    ) -> httpx.Response:
        parts: list[tuple[str, tuple[str, bytes, str]]] = [
            ("xml_submission_file", ("data.xml", xml, "text/xml"))
        ]
        parts += [(name, (name, body, "image/jpeg")) for name, body in (files or {}).items()]
        data = {**fields, **({"*isIncomplete*": "yes"} if more else {})}
        at, device = f"{self.base}/submission", {"deviceID": self.device}
        return self.http.post(at, params=device, files=parts, data=data)


def md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def words(response: httpx.Response) -> str:
    """Give what Collect would show of an answer."""
    root = fromstring(response.content)
    assert root.tag == "{http://openrosa.org/http/response}OpenRosaResponse"
    return root[0].text or ""
