"""How much each sign weighs, fitted by ``training/alike.py`` on the duplicates written for it."""

BIAS = 2.535
WEIGHTS = {
    "pairs": 2.241,
    "rare": 0.192,
    "sense": 5.459,
    "no_sense": 3.78,
    "unlike": -2.702,
    "plain_pairs": -0.001,
    "nowhere": -6.268,
    "nowhere_pairs": 2.899,
    "nowhere_sense": -0.328,
    "far": -2.833,
    "old": -1.734,
    "place": -3.022,
    "other_place": 0.318,
    "dong": 0.4,
    "other_dong": -2.5,
    "service": 0.8,
    "other_service": -1.2,
    "photo": 5.0,
    "photo_near": 1.0,
    "sender": 0.5,
}
