"""Words by which one happening that many people write about at once is known."""

import re
from collections.abc import Mapping

# Those that come over a whole district; any other happens where it happens.
WIDE = frozenset(
    """
    snow rain wind quake transport insects dust heat frost epidemic hail phishing network system
    voucher tax recycling election helicopter
    """.split()  # noqa: SIM905 -- a list of so many strings is not read by anybody
)
_PLAIN = 1.0  # what plain words weigh beside what was learnt

_WORDS: dict[str, str] = {
    "snow": r"제설|폭설|눈길|빙판|염화칼슘|결빙|첫눈|눈이\s*(?:와|오|쌓|많)"
    r"|눈\s*(?:좀|을|온|치|쌓|녹|때문)|얼음|얼어|얼었|미끄러|스케이트장|snow|\bic[ey]\b"
    r"|plow|slipper",
    "rain": r"침수|폭우|호우|장대비|역류|물에\s*잠|잠겼|물이\s*(?:차|들어|솟)|빗물"
    r"|비가|비\s*때문|장마|물바다|강이\s*됐|넘칠|모래주머니|양수기|flood|heavy rain"
    r"|downpour|\bpumps?\b",
    "wind": r"태풍|강풍|돌풍|바람에|바람\s*때문|typhoon|\bstorm|\bwind",
    "outage": r"정전|전기가\s*(?:나|끊|안|없)|불이\s*다\s*꺼|깜깜해요\s*정전|한전"
    r"|power (?:is )?(?:out|cut|outage)|blackout|no (?:power|electricity)",
    "dry": r"단수|물이\s*(?:안\s*나|끊|하나도|졸졸)|물이안나|급수차|수도\s*끊"
    r"|no water|tap is dry|water (?:is )?(?:off|cut)",
    "rusty": r"녹물|붉은\s*물|흙탕물|물\s*색|수돗물\s*(?:색|괜찮|냄새)|물에서\s*쇠"
    r"|빨개졌|(?:brown|rusty|red) water",
    "burning": r"타는\s*냄새|탄내|탄\s*냄새|매캐|태우는|태우나|burning smell"
    r"|smell of (?:burning|smoke)",
    "stench": r"(?:하수|썩는|시궁창|역한|이상한|가스\s*같은)\s*(?:[가-힣]+\s*){0,2}냄새"
    r"|악취|냄새\s*때문|sewage smell|\bsmells?\b|\bstink|\bodou?r",
    "festival": r"축제|공연|음악회|불꽃놀이|콘서트|행사|버스킹|festival|concert"
    r"|fireworks",
    "race": r"마라톤|대회\s*때문|도로\s*통제|통제\s*(?:언제|안내)|\brace\b|marathon"
    r"|road closed",
    "fire": r"불난|불이\s*났|화재|연기|소방차|\bsmoke\b|\bon fire\b|\bfire\b",
    "sinkhole": r"싱크홀|땅이\s*(?:꺼|내려)|도로가\s*(?:푹|꺼|내려)|푹\s*꺼|sinkhole"
    r"|큰\s*구멍이\s*나서\s*통제",
    "insects": r"러브버그|벌레\s*떼|벌레떼|검은\s*벌레|벌레가\s*(?:너무|입)|날파리"
    r"|하루살이|lovebug|\bbugs\b|swarm",
    "transport": r"파업|버스가\s*(?:안|한\s*시간)|버스\s*(?:운행|가\s*안)|대체버스"
    r"|지하철이\s*안|\bstrike\b|no buses",
    "network": r"인터넷|와이파이|통신\s*장애|휴대폰도|결제기|internet|wi-?fi",
    "collection": r"수거|쓰레기를?\s*(?:나흘|며칠|안\s*가져)|not been picked up"
    r"|garbage .*(?:collect|pick)",
    "birds": r"죽은\s*(?:새|오리)|조류독감|새\s*사체|오리가\s*.*죽"
    r"|dead (?:birds?|ducks?)",
    "boar": r"멧돼지|wild boar",
    "dust": r"황사|미세먼지",
    "demolition": r"철거|먼지가|석면|demolition",
    "poisoning": r"식중독|급식|배탈|설사|food poison",
    "quake": r"지진|흔들(?:렸|림)|earthquake|quake",
    "heat": r"폭염|무더위|열대야|heat ?wave",
    "frost": r"동파|한파|계량기가\s*얼|수도가\s*얼|frozen pipe|pipes? (?:froze|burst)",
    "heating": r"난방이\s*(?:안|끊|중단)|온수가?\s*(?:안|끊)"
    r"|뜨거운\s*물이\s*안|no (?:heating|hot water)",
    "gas": r"가스\s*(?:냄새|누출|공급|가\s*(?:안|끊|새))"
    r"|gas (?:leak|smell)|smell of gas|smells? gas",
    "stream": r"거품|물고기|떼죽음|기름\s*(?:유출|띠|이\s*(?:떠|둥둥))"
    r"|하천|개천|천에|dead fish|oil spill|foam",
    "rally": r"집회|시위|확성기\s*(?:소리|차)|농성|\brally\b|protest|demonstration",
    "wildfire": r"산불|뒷산에\s*불|wildfire|forest fire",
    "landslide": r"산사태|토사|축대가\s*무너|흙이\s*(?:무너|쏟)|landslide|mudslide",
    "signals": r"신호등이?\s*(?:꺼|고장|나갔|먹통|깜빡)|traffic (?:lights?|signals?)",
    "lamps": r"가로등이?\s*(?:다|전부|모두|안|꺼|나갔)|보안등|street ?lights?|\blamps?\b",
    "epidemic": r"코로나|독감|백신|확진|감염병|covid|\bflu\b|vaccin",
    "building": r"공사\s*(?:소음|소리|때문|장)|발파|망치|드릴|construction|drilling|jackhammer",
    "lift": r"엘리베이터|승강기|에스컬레이터|\belevator|escalator",
}
_KNOWN = {kind: re.compile(words, re.IGNORECASE) for kind, words in _WORDS.items()}


def happenings(text: str) -> dict[str, int]:
    """Give the kinds of happening that a text's words hint at, with how often they do."""
    found = {kind: len(known.findall(text)) for kind, known in _KNOWN.items()}
    return {kind: count for kind, count in found.items() if count}


def mix_shares(learnt: Mapping[str, float], hinted: Mapping[str, int]) -> dict[str, float]:
    """Put what was learnt (probabilities) and what plain words hint at together, as one."""
    if not hinted:
        return dict(learnt)
    each, whole = _PLAIN / len(hinted), 1 + _PLAIN
    kinds = sorted({*learnt, *hinted})
    return {
        kind: (learnt.get(kind, 0.0) + (each if kind in hinted else 0.0)) / whole for kind in kinds
    }
