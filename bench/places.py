"""Finding where texts speak of, among the addresses of a whole district, beside a plain search."""

import random
import statistics
import time
from pathlib import Path

from bench.table import Figure, log_progress, quantile

ADDRESSES, TEXTS, LETTERS = 30_000, 2_000, 120
_FOLDER = Path("townline/data/districts/seongdong")
_SHARE = 0.95
_CHATTER = (
    "안녕하세요 수고 많으십니다 ", "어제 저녁부터 ", "아이들이 다니는 길인데 ", "너무 어두워서 ",
    "냄새가 심해서 창문을 못 열겠어요 ", "차들이 빨리 달려서 무섭습니다 ", "빨리 고쳐 주세요 ",
    "지난주에도 말씀드렸는데 그대로네요 ", "할머니가 넘어지실 뻔했어요 ",
)  # fmt: skip


def measure() -> list[Figure]:
    """Read a gazetteer with 30,000 addresses and as many lots; find places in 2,000 texts."""
    from townline.platform.triage.places_command import ground
    from townline.platform.triage.rules.places import GazetteerEntry, find, gazetteer

    known, _ = ground("seongdong")
    named = [entry for name in known.every for entry in name.entries]
    chance = random.Random(1)  # noqa: S311 -- no secret
    rows = [*dict.fromkeys(named), *_addresses(GazetteerEntry, named, chance)]
    log_progress(f"{len(rows):,} rows")
    begun = time.perf_counter()
    whole = gazetteer(rows, known.naming, known.areas)
    made = time.perf_counter() - begun
    texts = _texts([row.name_ko for row in rows if row.dongs], chance)
    log_progress(f"{len(texts):,} texts of {LETTERS} letters")
    ours = _time_lookups(lambda text: find(text, whole), texts)
    names = sorted({name.letters for name in whole.every}, key=len, reverse=True)
    plain = _time_lookups(
        lambda text: next((n for n in names if n in text.replace(" ", "")), None), texts
    )
    photo = _time_lookups(lambda _: find("구멍", whole, (37.5446, 127.0557)), texts[:100])
    middle = statistics.median(ours)
    return [
        Figure(name=f"gazetteer of {len(rows):,} rows made ready, once", value=f"{made:.1f} s"),
        Figure(name="place of a text of 120 letters, median", value=f"{middle * 1e3:.2f} ms",
               ratio=middle / statistics.median(plain), to="the longest name in it, no addresses"),
        Figure(name="place of a text of 120 letters, p95",
               value=f"{quantile(ours, _SHARE) * 1e3:.2f} ms", aim="under 5 ms"),
        Figure(name="place of a photo, median", value=f"{statistics.median(photo) * 1e3:.1f} ms"),
    ]  # fmt: skip


def _addresses(entry: type, named: list, chance: random.Random) -> list:  # type: ignore[type-arg]  # rows of the gazetteer
    roads = [row for row in named if row.kind == "road"]
    dongs = sorted({dong for row in named for dong in row.dongs if dong.endswith("동")})
    found = []
    for _ in range(ADDRESSES):
        road = chance.choice(roads)
        spot = 37.53 + chance.random() * 0.04, 127.01 + chance.random() * 0.06
        number = f"{chance.randint(1, 400)}-{chance.randint(1, 30)}"
        found.append(entry("address", f"{road.name_ko} {number}", "", (), (road.dongs[0],), *spot))
        dong = chance.choice(dongs)
        found.append(entry("lot", f"{dong} {number}", "", (), (dong,), *spot))
    return found


def _texts(names: list[str], chance: random.Random) -> list[str]:
    made = []
    for number in range(TEXTS):
        parts = [chance.choice(_CHATTER) for _ in range(10)]
        if number % 2:
            parts.insert(chance.randint(0, 4), f"{chance.choice(names)} 앞 ")
        made.append("".join(parts)[:LETTERS])
    return made


def _time_lookups(find: object, texts: list[str]) -> list[float]:
    assert callable(find)
    durations = []
    for text in texts:
        begun = time.perf_counter()
        find(text)
        durations.append(time.perf_counter() - begun)
    return durations
