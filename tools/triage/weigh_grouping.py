"""Learning anew which texts tell of one event.

Run as ``python -m tools.triage.weigh_grouping``.

Writes the weights of the happenings and prints the file of those of the signs, and how each file
of events did by what was learnt from the others.
"""

import sys

from tools.triage.grouping import fit_signs, learn, texts
from tools.triage.happenings import events
from townline.platform.triage.places_command import likeliest
from townline.platform.triage.reader.in_process import Reading
from townline.platform.triage.rules import grouping_weights


def main() -> None:
    """Read all texts (some minutes), learn, write and print."""
    some = texts()
    read = dict(zip(some, Reading().read(some), strict=True))
    learn(read)
    grounds = {name: likeliest(rows)[0] for name, rows in events().items()}
    made = fit_signs(read, grounds)
    sys.stdout.write(f'"""{grouping_weights.__doc__}"""\n\nBIAS = {made.bias:.3f}\nWEIGHTS = {{\n')
    for name, weight in made.weights.items():
        sys.stdout.write(f'    "{name}": {weight:.3f},\n')
    sys.stdout.write("}\n")
    for name, share in made.left_out.items():
        sys.stderr.write(f"{name}, left out: {share:.3f}\n")


if __name__ == "__main__":
    main()
