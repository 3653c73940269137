"""SIPp as the network on either side: its scenarios, and what it measured."""

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from bench.table import log_progress

_ENOUGH = 0.8  # of the calls; else a figure would say nothing
CALLER, OWNER = "127.0.0.10", "127.0.0.20"
_SDP = """v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 40000 RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
"""
# Each call is another person's: one person's calls wait for one another.
_ME = "<sip:[field0]@[local_ip]:[local_port]>"
_VIA = "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]"
_IDS = "[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]"
_US = "Contact: <sip:peer@[local_ip]:[local_port]>"


def _send(text: str, *, attributes: str = 'retrans="500"') -> str:
    return f"<send {attributes}><![CDATA[\n{text.strip()}\n]]></send>"


def _with(lines: str, body: str = "", kind: str = "application/sdp") -> str:
    if not body:
        return f"{lines}\nContent-Length: 0\n\n"
    return f"{lines}\nContent-Type: {kind}\nContent-Length: [len]\n\n{body}"


def _ask(method: str, number: int, uri: str, body: str = "", kind: str = "application/sdp") -> str:
    to = "" if method == "INVITE" else "[peer_tag_param]"
    lines = (
        f"{method} {uri} SIP/2.0\n{_VIA}\n"
        + ("[routes]\n" if to else "")
        + f"From: {_ME};tag=[pid]c[call_number]\nTo: <sip:[service]@[remote_ip]>{to}\n"
        f"Call-ID: [call_id]\nCSeq: {number} {method}\n{_US}\nMax-Forwards: 70"
    )
    return _with(lines, body, kind)


def _got(status: int, attributes: str = "") -> str:
    return f'<recv response="{status}" {attributes}/>'


_DIAL = [
    _send(
        _ask("INVITE", 1, "sip:[service]@[remote_ip]:[remote_port]", _SDP),
        attributes='retrans="500" start_rtd="1"',
    ),
    _got(100, 'optional="true"'),
    _got(180, 'optional="true"'),
    _got(200, 'rtd="1" rrs="true"'),
    _send(_ask("ACK", 1, "[next_url]"), attributes=""),
]
_KEY = "Signal={key}\nDuration=160\n"
_RELAY = "application/dtmf-relay"


def menu(milliseconds: int) -> list[str]:
    """Call, listen for so long, hang up."""
    bye = [_send(_ask("BYE", 2, "[next_url]")), _got(200)]
    return [*_DIAL, f'<pause milliseconds="{milliseconds}"/>', *bye]


def talk(milliseconds: int) -> list[str]:
    """Call, press 3, be moved into the owner's room, talk for so long, hang up."""
    return [
        *_DIAL,
        '<pause milliseconds="100"/>',
        _send(_ask("INFO", 2, "[next_url]", _KEY.format(key=3), _RELAY)),
        _got(200),
        '<recv request="INVITE"/>',
        _send(_with(f"SIP/2.0 200 OK\n{_IDS}\n{_US}", _SDP)),
        '<recv request="ACK"/>',
        f'<pause milliseconds="{milliseconds}"/>',
        _send(_ask("BYE", 3, "[next_url]")),
        _got(200),
    ]


def owner() -> list[str]:
    """Be called, pick up, press 1, be hung up on."""
    tagged = _IDS.replace("[last_To:]", "[last_To:];tag=[pid]o[call_number]")
    key = (
        f"INFO [next_url] SIP/2.0\n{_VIA}\n[routes]\n"
        "From[$to]\nTo[$from]\nCall-ID: [call_id]\n"
        f"CSeq: 1 INFO\n{_US}\nMax-Forwards: 70"
    )
    keep = (
        '<recv request="INVITE" rrs="true"><action>'
        '<ereg regexp=":.*" search_in="hdr" header="From" assign_to="from"/>'
        '<ereg regexp=":.*" search_in="hdr" header="To" assign_to="to"/>'
        "</action></recv>"
    )
    key = key.replace("From[$to]", "From[$to];tag=[pid]o[call_number]")
    return [
        keep,
        _send(_with(f"SIP/2.0 180 Ringing\n{tagged}\n{_US}"), attributes=""),
        _send(_with(f"SIP/2.0 200 OK\n{tagged}\n{_US}", _SDP)),
        '<recv request="ACK"/>',
        '<pause milliseconds="100"/>',
        _send(_with(key, _KEY.format(key=1), _RELAY)),
        _got(200),
        '<recv request="BYE"/>',
        _send(_with(f"SIP/2.0 200 OK\n{_IDS}\n{_US}"), attributes=""),
    ]


def answering() -> list[str]:
    """Be called, pick up at once, be hung up on."""
    tagged = _IDS.replace("[last_To:]", "[last_To:];tag=[pid]o[call_number]")
    return [
        '<recv request="INVITE"/>',
        _send(_with(f"SIP/2.0 200 OK\n{tagged}\n{_US}", _SDP)),
        '<recv request="ACK"/>',
        '<recv request="BYE"/>',
        _send(_with(f"SIP/2.0 200 OK\n{_IDS}\n{_US}"), attributes=""),
    ]


def _write_scenario(folder: Path, name: str, steps: list[str]) -> Path:
    path = folder / f"{name}.xml"
    path.write_text(
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
        f'<scenario name="{name}">\n' + "\n".join(steps) + "\n</scenario>\n"
    )
    return path


@contextlib.contextmanager
def waiting(folder: Path, name: str, steps: list[str], port: int) -> Iterator[None]:
    """Have a network that is called, at OWNER and this port."""
    scenario = str(_write_scenario(folder, name, steps))
    command = ["/usr/bin/sipp", "-sf", scenario, "-i", OWNER, "-p", str(port), "-nostdin",
               "-rtcheck", "loose"]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until_bound(OWNER, port)
        yield
    finally:
        process.kill()
        process.wait()


def until_bound(host: str, port: int) -> None:
    """Wait until somebody holds a UDP port. Raises TimeoutError."""
    for _ in range(200):
        with socket.socket(type=socket.SOCK_DGRAM) as probe:
            try:
                probe.bind((host, port))
            except OSError:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens at {host}:{port}")


def call(
    folder: Path, name: str, steps: list[str], *, to: str, number: str, count: int, each: int,
    port: int, seconds: int,
) -> list[float]:  # fmt: skip
    """Place ``count`` calls, ``each`` a second; give the milliseconds until each was answered.

    Raises AssertionError if many failed.
    """
    scenario = _write_scenario(folder, name, steps)
    people = folder / "people.csv"
    people.write_text("SEQUENTIAL\n" + "".join(f"+82100000{n:04}\n" for n in range(1, 5000)))
    for old in folder.glob(f"{name}_*_rtt.csv"):
        old.unlink()
    done = subprocess.run(
        ["/usr/bin/sipp", to, "-sf", str(scenario), "-inf", str(people), "-i", CALLER,
         "-p", str(port), "-s", number, "-timer_resol", "1", "-m", str(count), "-r", str(each),
         "-l", str(count), "-nostdin", "-trace_rtt", "-rtt_freq", "1",
         "-timeout", f"{seconds}s", "-trace_err", "-error_file", str(folder / f"{name}.errors")],
        cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False,
        timeout=seconds + 20,
    )  # fmt: skip
    errors = folder / f"{name}.errors"
    error_text = errors.read_text(errors="replace")[-600:] if errors.exists() else ""
    # 1: some calls were refused, as a line does that comes too late for what it has to do.
    assert done.returncode in {0, 1}, f"SIPp: {done.returncode}; {error_text}"
    lines = "".join(path.read_text() for path in folder.glob(f"{name}_*_rtt.csv")).splitlines()
    parts = (line.split(";") for line in lines if line[:1].isdigit())
    times = [float(part[1]) for part in parts if len(part) > 1]
    assert len(times) >= count * _ENOUGH, f"{len(times)} of {count} answered; {error_text}"
    if len(times) < count:
        log_progress(
            f"{count - len(times)} of {count} calls were refused: the machine was too busy"
        )
    return times
