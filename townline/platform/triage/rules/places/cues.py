"""What the words around a name say about it: particles, and whether the matter lies there."""

import re

from townline.platform.triage.rules.places.letters import GLUED, SPACE, LetterText

# Endings that may stand right behind a name; single syllables only before a gap.
_LONG = re.compile(
    r"(에서|에는|에도|에만|에게|에요|예요|이에요|에|으로|이랑|하고|쪽|앞|옆|뒤|뒷|근처|부근|인근|일대"
    r"|주변|사거리|삼거리|오거리|교차로|로터리|건너|맞은|입구|출구|정문|후문|방면|방향|까지|부터"
    r"|인데|입니다|이고|이요|주민|사는|사시|살아|살고|지역|동네|전체|근방|안쪽|바로|아래|밑|내부|상가"
    r"|골목|언덕|고개|대로|네거리|구간|사이|시장|어린이|주차|에선|엔|같은|처럼|보다|만큼|\d)"
)
_SHORT = frozenset("은는이가을를도만로의와과랑요내안위")
_COMPARED = re.compile(
    r"처럼|보다|만큼|같이|말고|못지|대신|도보\d+분|역세권|에비해|에비하면|과달리|와달리|이랑달리|랑달리|같은데"
)
_LIKE = re.compile(r"(like|unlike|than|whydoes|whydo)$")
_HOME = re.compile(
    r"(아파트|동네)?(에|에서)?(사는|살고|살아|살았|삽니다|산다|사시|거주|주민|사람|토박이)"
)
_HOME_EN = re.compile(
    r"(livein|livingin|liveat|livenear|livingnear|residentof|residentin|residingin|imin)$"
)
_FROM = re.compile(r"(에서|부터)(왔|온|이사|출발|건너|넘어)")
_FROM_EN = re.compile(r"(movedfrom|camefrom|comefrom|comingfrom)$")
_TOWARDS = re.compile(
    r"(쪽)?(으로|로|에)?(이사|가는|가려|갈때|갈려|가다가|넘어|올라가|내려가|오는|가면|가고|방면|방향|행버스)"
)
_TOWARDS_EN = re.compile(r"(getto|gettothe|goto|goingto|wayto|towards|toward|busto|headingto)$")
_THERE = re.compile(
    r"(역|정류장|아파트|공원|상가|건물)?(의|에서|쪽)?"
    r"(앞|옆|뒤|뒷|건너|맞은|근처|부근|인근|입구|출구|정문|후문|에서|에|사거리|삼거리|안|내|밑|아래|위|골목|주변|\d+번)"
)
_THERE_EN = re.compile(r"(near|nearthe|infrontof|behind|at|by|nextto|opposite|across|acrossfrom)$")

# Who speaks of an office mostly means its people; its house only with one of these behind it.
_VISITED = re.compile(
    r"(앞|옆|뒤|뒷|맞은|건너|근처|부근|주변|인근|주차|화장실|민원실|로비|\d층|지하|본관|별관|정문|후문"
    r"|입구|사거리|정류|야간|몇시|토요일|주말|운영|안에|안쪽|에서|내부|어린이집|광장|카페|구내|엘리|엘베|현관|벤치|게시판|버스|가는|담장"
    r"|건물|헬스|체육|수영|강당|자치회관|마당|놀이터)"
)
_VISITED_EN = re.compile(
    r"(near|nearthe|infrontof|infrontofthe|behind|behindthe|at|atthe|outside|outsidethe|opposite"
    r"|oppositethe|nextto|nexttothe|acrossfrom|acrossfromthe|insidethe)$"
)

_PLACED = re.compile(
    r"(에서|에는|에도|에만|에요|에|으로|로|까지|부터|쪽|앞|옆|뒤|근처|부근|인근|일대|주변|방면|방향|지역|동네"
    r"|사는|살고|살아|사시|거주|주민|사람|사거리|삼거리|로터리|오거리|교차로|골목|상가|시장|이마트|역|언덕|고개"
    r"|주택|아파트|빌라|먹자|한복판|토박이|노인|경로당|어린이|초등|지하|도로|인도|횡단|공사|재개발|재건축|구역)"
)
# "느티 영화관 뒤": something that stands in no list, and where from it.
_SOON = re.compile(r".{2,10}?(앞|옆|뒤편|뒤쪽|뒷|뒤|근처|건너|맞은편|골목)")
_MOVED = re.compile(r"(이사|옮|출근|이직|전학|전입|발령|시집)")
_PLACED_EN = re.compile(r"(in|near|at|around|to|from|of|inthe|through|across|toward|towards)$")

_AHEAD, _BACK = 14, 16


def begins(text: LetterText, start: int) -> bool:
    """Say whether a word begins at a letter."""
    return text.gap(start) != GLUED


def ends(text: LetterText, end: int) -> bool:
    """Say whether a name may end before a letter: a gap, or what may be tied to a name."""
    if text.gap(end) != GLUED:
        return True
    if text.letters[end] in _SHORT and text.gap(end + 1) != GLUED:
        return True
    return bool(_LONG.match(text.letters, end))


def is_visited(text: LetterText, start: int, end: int) -> bool:
    """Say whether an office is named as a place, not as those who work there."""
    behind = _VISITED.match(text.letters, end)
    return bool(behind or _VISITED_EN.search(_before(text, start)))


def is_located(text: LetterText, start: int, end: int) -> bool:
    """Say whether what stands around a bare name makes it a place: 느티 쪽, 느티에서, in Neuti."""
    if _PLACED.match(text.letters, end) or _PLACED_EN.search(_before(text, start)):
        return True
    return text.gap(end) == SPACE and bool(_SOON.match(text.letters, end))


def is_move_target(text: LetterText, end: int) -> bool:
    """Say whether somebody moved there, so that the last syllable is a particle: 느티로 이사."""
    return text.letters[end - 1] == "로" and bool(_MOVED.match(text.letters, end))


def is_compared(text: LetterText, start: int, end: int) -> bool:
    """Say whether a place is named only to be compared with."""
    return bool(_COMPARED.match(text.letters, end) or _LIKE.search(_before(text, start)))


def weight(text: LetterText, start: int, end: int) -> int:
    """Say how much speaks for the matter lying here: 3 much, 0 nothing (the sender lives there)."""
    before = _before(text, start)
    ahead = text.letters[end : end + _AHEAD]
    if _HOME.match(ahead) or _HOME_EN.search(before):
        return 0
    if _FROM.match(ahead) or _FROM_EN.search(before):
        return 0
    if _TOWARDS.match(ahead) or _TOWARDS_EN.search(before):
        return 1
    return 3 if _THERE.match(ahead) or _THERE_EN.search(before) else 2


def _before(text: LetterText, start: int) -> str:
    return text.letters[max(0, start - _BACK) : start]
