"""How much each sign weighs, fitted by ``training/alike.py`` on the duplicates written for it."""

BIAS = -3.0
WEIGHTS = {
    "words": 2.0,
    "pairs": 3.0,
    "meaning": 4.0,
    "place": 2.0,
    "other_place": -1.0,
    "dong": 0.5,
    "other_dong": -3.0,
    "nowhere": -2.0,
    "far": -1.0,
    "near": 1.5,
    "old": -0.4,
    "today": 0.5,
    "service": 1.0,
    "other_service": -1.5,
    "photo": 4.0,
    "photo_near": 1.0,
    "sender": 0.5,
    "near_like": 2.0,
}
