"""Whether a home serves one database only."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

from collections.abc import Iterator
from pathlib import Path

from townline.platform.core.findings import Both, Finding, ok, warn
from townline.platform.postgres import serves


def serving(home: Path) -> Iterator[Finding]:
    """Name what the home serves, and an embedded database beside it that nobody uses."""
    noted = serves.read(home)
    if noted is None:
        return
    if noted.database and (home / "database" / "data").exists():
        words = Both("an embedded database lies beside the one that is served, and nobody uses it", "사용 중인 데이터베이스 외에 쓰지 않는 내장 데이터베이스가 있습니다")
        advice = Both(f"an earlier command made it by mistake: look into it, then move {home / 'database'} away", f"이전 명령이 잘못 만든 것입니다. 확인한 뒤 {home / 'database'} 폴더를 옮겨 주세요")
        yield warn("home", words, advice)
        return
    yield ok("home", Both(f"serves {noted}", f"자치구 {noted.district}의 데이터베이스에 연결되어 있습니다"))
