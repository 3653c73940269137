"""Whether texts are read as they come."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
from collections.abc import Iterator

from townline.casework.classification import api as classification
from townline.casework.classification.settings import Catalogue
from townline.platform.core import district
from townline.platform.core.findings import Both, Finding, bad, ok, warn
from townline.platform.departments import api as departments
from townline.platform.triage import api as triage


def reading(now: dt.datetime) -> Iterator[Finding]:
    """Look for texts that wait to be read, and for those that could not be: no alarm rings then."""
    waiting, failed = classification.waits_long(now), classification.readings_failed()
    if waiting:
        words = Both(f"{waiting:,} texts have waited for more than a minute; none of them raises an alarm", f"문자 {waiting:,}건을 1분 넘게 읽지 못해 위험 경보가 울리지 않습니다")
        advice = Both("are the processes `language` and `worker` at work?", "`language`와 `worker` 프로세스가 실행 중인지 확인해 주세요")
        yield bad("reading", words, advice)
    if failed:
        words = Both(f"{failed:,} texts could not be read; they are in the inbox without a suggestion", f"읽지 못한 문자 {failed:,}건. 분류 추천 없이 받은 문자에 있습니다")
        yield warn("reading", words, "townline triage read-again --failed")
    if not waiting and not failed:
        words = Both("every text is read as it comes", "문자를 받는 대로 읽습니다")
        yield ok("reading", words)


def services(now: dt.datetime) -> Iterator[Finding]:
    """Look whether the reader suggests services of this district at all."""
    meanings, readable = district.part(Catalogue).meanings(), triage.services_known()
    own = [service.service_code for service in departments.services()]
    known = {code for code in own if readable.intersection(meanings.get(code, (code,)))}
    if own and not known:
        words = Both(f"suggestions cover none of the district's {len(own)} categories", f"민원 분야 {len(own)}개 중 분류 추천이 아는 분야가 없습니다")
        advice = Both("townline triage train, once people have sorted cases", "직원이 민원을 분류한 뒤 townline triage train 실행")
        yield warn("services read", words, advice)
    else:
        count = f"{len(own)}개 중 {len(known)}개"
        words = Both(f"suggestions cover {len(known)} of {len(own)} categories", f"민원 분야 {count}를 추천")
        unmapped = ", ".join(code for code in own if code not in known)
        if not unmapped:
            yield ok("services read", words)
            return
        advice = Both(f"services.json: give {unmapped} its reader_codes", f"services.json에서 {unmapped}의 reader_codes를 적어 주세요")
        yield warn("services read", words, advice)


READING = (reading, services)
