"""How much each sign weighs, fitted by ``training/grouping.py``; above 0 two texts are joined."""

BIAS = 3.667
WEIGHTS = {
    "happening": 1.068,
    "service": 0.849,
    "placed": -0.902,
    "beside": 0.533,
    "near": 3.754,
    "far": -4.000,
    "same": 1.532,
    "elsewhere": -4.500,
    "timed": -2.329,
    "hours": -0.675,
    "day": 5.445,
    "days": -1.465,
}
