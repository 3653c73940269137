"""How much each sign weighs, fitted by ``tools/triage/grouping.py``; above 0 texts are joined."""

BIAS = 3.250
WEIGHTS = {
    "happening": 1.042,
    "service": 1.109,
    "placed": -0.895,
    "beside": 0.426,
    "near": 3.778,
    "far": -4.000,
    "same": 1.541,
    "elsewhere": -4.500,
    "timed": -2.342,
    "hours": -0.663,
    "day": 5.450,
    "days": -1.465,
}
