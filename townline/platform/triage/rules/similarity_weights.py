"""How much each sign weighs, fitted by ``tools/triage/alike.py`` on duplicates written for it."""

BIAS = 3.548
WEIGHTS = {
    "pairs": 1.672,
    "rare": 1.221,
    "sense": 4.615,
    "no_sense": 3.125,
    "unlike": -2.744,
    "plain_pairs": -0.073,
    "nowhere": -6.598,
    "nowhere_pairs": 1.251,
    "nowhere_sense": -0.263,
    "far": -2.881,
    "old": -1.706,
    "place": -3.053,
    "other_place": 0.0,
    "dong": 0.4,
    "other_dong": -2.5,
    "service": 1.462,
    "other_service": -1.586,
    "photo": 5.0,
    "photo_near": 1.0,
    "sender": 0.5,
}
