"""One call of each command in the table of docs/run/commands.md, with the files that it takes.

``{home}``, ``{files}`` (may be read by all) and ``{made}`` (the owner's) stand for folders.
"""

import re
from pathlib import Path

from townline.platform.core.paths import DEMO, ROOT

type Call = tuple[str, ...]
TABLE = ROOT / "docs" / "run" / "commands.md"
CLOCKS = ROOT / "townline" / "config" / "tests" / "clocks" / "hand_checked.csv"

FILES = {
    "homes.csv": "주소\n느티로 21 지하1층\n",
    "answers.jsonl": "{}\n",
    "cavities.csv": "id,asphalt_cm,cover_cm,width_m,length_m\na,5,50,0.5,1\n",
    "lines.geojson": '{"type": "FeatureCollection", "features": []}',
    "rain.csv": "date,mm\n2026-11-01,3\n",
    "numbers.csv": "number\n",
    "texts.csv": "number,direction,at,text\n010-0000-0042,in,2026-03-09T10:00:00+09:00,안녕\n",
    "marked.jsonl": '{"text": "가로등이 꺼졌어요", "service_code": "streetlight"}\n',
    "twice.jsonl": '{"text": "가로등이 꺼졌어요", "id": "1"}\n',
    "surge.csv": "at\n2026-11-01T10:00:00\n",
    "themes.jsonl": '{"id": "1", "text": "가로등", "at": "2026-11-01T10:00:00+09:00"}\n',
    "map.osm.pbf": "",
    "build.txt": "",
}

CALLS: dict[str, Call] = {
    "init": ("--home", "{home}", "--district-from", "{files}"),
    "district load": (str(DEMO), "--yes"),
    "district export": ("{made}/district",),
    "district template": ("staff.xlsx", "{made}/staff.xlsx"),
    "config show": (),
    "database show": (),
    "staff add": ("clerk7", "--role", "clerk", "--password-stdin"),
    "clock evaluate": (str(CLOCKS),),
    "token": ("mayor", "--scopes", "cases:read"),
    "keys rotate": ("--lookup",),
    "person export": ("010-0000-0042", "--reason", "asked", "--out", "{made}/person.zip"),
    "person erase": ("010-0000-0042", "--reason", "asked", "--yes"),
    "surveys import": ("{files}/homes.csv", "--kind", "semi-basement"),
    "surveys count": (),
    "surveys grade": ("{files}/answers.jsonl",),
    "surveys plan": ("--days", "1"),
    "surveys report": ("{made}/survey.pdf",),
    "surveys surveyor add": ("surveyor1", "--hours", "09:00-17:00"),
    "works plan": ("--example",),
    "hazards grade": ("{files}/cavities.csv",),
    "hazards import": ("{files}/lines.geojson", "--dry-run"),
    "figures rebuild": (),
    "report": ("--month", "2026-10", "--out", "{made}/report.pdf"),
    "numbers issue": ("--phone", "010-0000-0042", "--plate", "12가3456"),
    "alarms drill": ("--minutes", "0"),
    "rules try": (),
    "hazards sections": ("{files}/rain.csv", "--kind", "rain"),
    "retention": ("--dry-run",),
    "map build": ("{files}/map.osm.pbf",),
    "map demo": (),
    "places build": (
        "--code",
        "11200",
        "--buildings",
        "{files}/build.txt",
        "--out",
        "{made}/g.csv",
    ),
    "import-texts": ("{files}/texts.csv", "--dry-run"),
    "migrate": (),
    "prepare": (),
    "backup verify": ("{made}/none.tar.age",),
    "backup-key": ("{home}/sweep.key",),
    "backup": ("--to", "{made}/swept", "--key-file", "{home}/sweep.key"),
    "restore": (
        *("{made}/none.tar.age", "--home", "{home}"),
        *("--keys-file", "{home}/keys.json", "--key-file", "{home}/sweep.key"),
    ),
    "deploy-config": ("--host", "text.example.org", "--out", "{files}/units"),
    "triage read-again": (),
    "search reindex": (),
    "triage evaluate": ("{files}/marked.jsonl",),
    "triage evaluate-duplicates": ("{files}/twice.jsonl",),
    "triage train": ("--dry-run",),
    "surge replay": ("{files}/surge.csv",),
    "insights themes": ("{files}/themes.jsonl",),
    "webhooks list": (),
    "webhooks replay": ("dashboard", "--since", "2026-12-01T09:00+09:00"),
    "doctor": (),
}


def documented_commands() -> set[str]:
    """Give the commands that the table names, each by its words before the first argument."""
    table = TABLE.read_text()
    cells = [line.partition(" |")[0] for line in table.splitlines() if line.startswith("| `")]
    return {_name(call) for cell in cells for call in re.findall(r"`townline ([^`]+)`", cell)}


def _name(call: str) -> str:
    """``numbers issue\\|list`` is ``numbers issue``."""
    words = []
    for word in call.split():
        first = word.partition("\\")[0]
        if not re.fullmatch(r"[a-z][a-z-]*", first):
            break
        words.append(first)
    return " ".join(words)


def fill_call(name: str, *, home: Path, files: Path, made: Path) -> list[str]:
    """Give the words of a call."""
    places = {"home": str(home), "files": str(files), "made": str(made)}
    return [*name.split(), *(word.format(**places) for word in CALLS[name])]
