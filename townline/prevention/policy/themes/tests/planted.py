"""Generated texts of known themes: what is planted ought to be found."""

import datetime as dt
import random
from dataclasses import dataclass

COMPLAINTS = {
    "light": ("가로등이 꺼져 있어요", "골목 보안등이 안 켜집니다", "가로등 불이 나갔습니다",
              "보안등 고장 신고합니다 가로등도 어둡습니다"),
    "parking": ("불법주차 때문에 지나갈 수가 없어요", "주차된 차에 연락처가 없어서 차를 못 뺐어요",
                "이중주차 차량에 전화번호가 없습니다", "골목 양쪽에 불법주차가 심합니다"),
    "basement": ("반지하에 물이 들어왔어요", "비 오면 반지하가 침수됩니다",
                 "반지하 창문으로 빗물이 넘어와요 물막이판 필요해요",
                 "반지하 변기가 역류합니다 역류방지밸브 필요해요"),
    "queue": ("보건소 대기줄이 너무 길어요", "번호표를 뽑고 두 시간 기다렸습니다 대기가 깁니다",
              "민원실 대기 인원을 알 수 없나요", "여권 창구 대기가 너무 길고 번호표 안내가 없어요"),
    "snow": ("눈이 쌓였는데 제설이 안 됐어요", "빙판길 때문에 넘어졌습니다 염화칼슘 뿌려주세요",
             "제설차가 언덕에 안 옵니다 빙판이에요", "제설함에 염화칼슘이 없어요"),
    "cat": ("길고양이 급식소 때문에 시끄러워요", "고양이 울음소리가 심합니다",
            "길고양이 중성화 수술 부탁드려요", "고양이 밥그릇 때문에 고양이가 모여듭니다"),
    "scooter": ("전동킥보드가 인도에 방치돼 있어요", "킥보드가 보도를 막고 있습니다",
                "공유킥보드 견인해 주세요", "점자블록 위에 킥보드가 쓰러져 있어요"),
    "noise": ("공사장 소음이 새벽부터 심합니다", "공사 소음 때문에 잠을 못 자요",
              "굴착기 소음 진동이 심해요 공사를 늦춰 주세요", "주말에도 공사장 소음이 납니다"),
}  # fmt: skip
OTHERS = (
    "감사합니다 덕분에 잘 해결됐어요", "도서관은 몇 시에 닫나요", "수영장 회원 등록하고 싶어요",
    "여권은 얼마나 걸리나요", "독감 예방접종 언제 하나요", "장애인 활동지원 물어봅니다",
    "평생학습관 강좌 좋아요", "세금 고지서가 두 번 왔어요", "자전거 보관대가 낡았어요",
    "분수대는 언제 켜나요", "결혼 이민자 한국어 교실이 있나요", "텃밭 분양 궁금합니다",
)  # fmt: skip
PETITION = (
    "우리는 별빛아파트 재건축 안전진단을 즉시 통과시켜 줄 것을 강력히 요구합니다. "
    "낡은 배관과 균열로 입주자 모두가 고통받고 있으니 더 미루지 말고 재건축 결정을 내려 주십시오."
)
CAMPAIGN = ("야외 음악회 일정을 바꿔 주세요", "음악회 무대 위치가 잘못됐어요",
            "야외 음악회 표를 더 주세요", "음악회 때문에 무대 앞이 막혔어요")  # fmt: skip
_PLACES = ("느티로", "달빛길", "은하동", "솔밭길", "한빛아파트", "별내시장")
_LEAD = ("", "", "안녕하세요", "수고하십니다", "구청장님")
_TAIL = ("", "", "부탁드립니다", "빨리 처리해 주세요", "벌써 몇 번째인지 모르겠네요")
FIRST = dt.date(2023, 1, 1)
DAYS = 3 * 365


@dataclass(frozen=True)
class Planted:
    """A text and what it was made of: a theme of ``COMPLAINTS``, campaign, petition, or ""."""

    text: str
    day: dt.date
    theme: str


def plant_texts(many: int, *, seed: int = 1) -> list[Planted]:
    """Draw texts of three years by day, and one campaign and one petition of some weeks."""
    rng = random.Random(seed)  # noqa: S311 -- no secret
    rows = [_one(rng) for _ in range(many)]
    short = [FIRST + dt.timedelta(days=400 + rng.randrange(30)) for _ in range(many // 20)]
    rows += [Planted(_around(rng, rng.choice(CAMPAIGN)), day, "campaign") for day in short]
    rows += [Planted(f"{PETITION} {rng.choice(_TAIL)}", day, "petition") for day in short]
    return sorted(rows, key=lambda row: (row.day, row.text))


def _one(rng: random.Random) -> Planted:
    day = FIRST + dt.timedelta(days=rng.randrange(DAYS))
    if rng.random() < 0.2:
        return Planted(_around(rng, rng.choice(OTHERS)), day, "")
    theme = rng.choice(list(COMPLAINTS))
    if theme == "snow":
        day = dt.date(rng.choice((2023, 2024, 2025)), rng.choice((1, 2, 12)), rng.randint(1, 28))
    return Planted(_around(rng, rng.choice(COMPLAINTS[theme])), day, theme)


def _around(rng: random.Random, complaint: str) -> str:
    where = f"{rng.choice(_PLACES)} {rng.randint(1, 40)} 앞" if rng.random() < 0.7 else ""
    return " ".join(
        part for part in (rng.choice(_LEAD), where, complaint, rng.choice(_TAIL)) if part
    )
