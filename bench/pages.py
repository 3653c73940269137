from bench.table import Figure


def measure(*_a: object) -> list[Figure]:
    return []
