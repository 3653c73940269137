"""Whether a home serves one database only, and what its file of settings is worth."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

from collections.abc import Iterator
from pathlib import Path

from townline.platform.core.findings import Both, Finding, bad, ok, run, warn
from townline.platform.postgres import config_files, serves


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


def configuration(home: Path) -> Iterator[Finding]:
    """Name the mistakes in the file of settings, and a file of an earlier version."""
    file = config_files.of_home(home)
    if file is None:
        return
    old = file.path.with_suffix(".env")
    for problem in file.problems:
        words = Both(f"{file.path}: {problem}", f"{file.path}에 오류: {problem}")
        yield bad("config", words, run("townline config check"))
    if file.path == old:
        words = Both(f"{old} is of an earlier version", f"{old}은(는) 이전 버전의 파일입니다")
        yield warn("config", words, run(f"townline config set --from {old}"))
    elif old.exists():
        words = Both(f"{old} lies beside {file.path.name}, and units of an earlier version read it", f"{file.path.name} 옆에 {old}이(가) 있고 이전 버전의 유닛이 읽습니다")
        yield warn("config", words, Both(f"write the units with townline deploy-config, then remove {old}", f"townline deploy-config로 유닛을 다시 만들고 {old}을(를) 지워 주세요"))
    elif not file.problems:
        yield ok("config", Both(f"{len(file.values)} settings in {file.path}", f"{file.path}의 설정 {len(file.values)}개"))
