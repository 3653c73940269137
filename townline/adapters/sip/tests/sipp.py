"""Real peers: SIPp, told by lists of steps what it sends and what it must get."""

import asyncio
import contextlib
import re
import socket
import xml.sax.saxutils as xml
from pathlib import Path

PATIENCE = 30
CALLER, OWNER, STRANGER = "127.0.0.10", "127.0.0.20", "127.0.0.66"
SDP = """v=0
o=- {version} {version} IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 40000 RTP/AVP 0 96
a=rtpmap:96 telephone-event/8000
a={direction}
"""
DIALLED = "sip:050400000001@[remote_ip]:[remote_port]"
_ME = "<sip:+821000000042@[local_ip]:[local_port]>"


def sdp(version=1, direction="sendrecv"):
    return SDP.format(version=version, direction=direction)


def send(message, *, retransmitted=True, lost=0):
    again = ' retrans="500"' if retransmitted else ""
    dropped = f' lost="{lost}"' if lost else ""
    return f"<send{again}{dropped}><![CDATA[\n{message.lstrip()}\n]]></send>"


def _with_body(lines, body):
    if not body:
        return f"{lines}\nContent-Length: 0\n\n"
    return f"{lines}\nContent-Type: application/sdp\nContent-Length: [len]\n\n{body}"


def ask(method, *, number, to="[peer_tag_param]", extra="", body="", uri=None, back=0):
    """A request of who called (UAC)."""
    uri = uri or ("[next_url]" if to else DIALLED)
    # The branch of a CANCEL, or of a refusal's ACK, is that of its INVITE, so many steps back.
    branch = f"[branch-{back}]" if back else "[branch]"
    lines = [
        f"{method} {uri} SIP/2.0",
        f"Via: SIP/2.0/[transport] [local_ip]:[local_port];branch={branch}",
        "[routes]" if to else "",
        f'From: "caller" {_ME};tag=[call_number]c',
        f"To: <sip:050400000001@[remote_ip]:[remote_port]>{to}",
        "Call-ID: [call_id]",
        f"CSeq: {number} {method}",
        "Contact: <sip:+821000000042@[local_ip]:[local_port];transport=[transport]>",
        "Max-Forwards: 70",
        extra,
    ]
    message = _with_body("\n".join(line for line in lines if line), body)
    return send(message, retransmitted=method != "ACK")


def invite(extra="", body=None, number=1, uri=None):
    return ask("INVITE", number=number, to="", extra=extra, body=sdp() if body is None else body,
               uri=uri)  # fmt: skip


def ack(number=1):
    return ask("ACK", number=number)


def ack_of_refusal(back, number=1):
    """The ACK of a refusal that came so many steps after the INVITE."""
    return ask("ACK", number=number, uri=DIALLED, back=back)


def cancel(back):
    return ask("CANCEL", number=1, to="", back=back)


def bye(number=2):
    return ask("BYE", number=number)


def reply(
    status, *, extra="", body="", tag="[pid]o[call_number]", contact=True, retransmitted=False
):
    """A response to the last request, as who was called (UAS) gives it."""
    tagged = f";tag={tag}" if tag else ""
    lines = [
        f"SIP/2.0 {status} x",
        "[last_Via:]",
        "[last_Record-Route:]",
        "[last_From:]",
        f"[last_To:]{tagged}",
        "[last_Call-ID:]",
        "[last_CSeq:]",
        "Contact: <sip:owner@[local_ip]:[local_port];transport=[transport]>" if contact else "",
        extra,
    ]
    message = _with_body("\n".join(line for line in lines if line), body)
    return send(message, retransmitted=retransmitted)


def answer_in_dialog(status=200, *, extra="", body=""):
    """A response to a request in a dialog, whose To has a tag already."""
    return reply(status, extra=extra, body=body, tag="", retransmitted=status == 200 and bool(body))


def owner_asks(method, *, number, extra="", body=""):
    """A request of who was called, in the dialog (``got_invite`` keeps what it needs)."""
    lines = [
        f"{method} [$target] SIP/2.0",
        "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]",
        "From: [$me];tag=[pid]o[call_number]",
        "To: [$them]",
        "Call-ID: [call_id]",
        f"CSeq: {number} {method}",
        "[routes]",
        "Contact: <sip:owner@[local_ip]:[local_port]>",
        "Max-Forwards: 70",
        extra,
    ]
    message = _with_body("\n".join(line for line in lines if line), body)
    return send(message, retransmitted=method != "ACK")


def got(what, *, optional=False, checks=(), routes=False, action=""):
    """Wait for a request (a method) or a response (a status); ``checks``: (header, regex)."""
    kind = "response" if isinstance(what, int) else "request"
    flags = ' optional="true"' if optional else ""
    flags += ' rrs="true"' if routes else ""
    actions = action + "".join(
        f'<ereg regexp={xml.quoteattr(regex)} search_in="hdr" header={xml.quoteattr(header)} '
        'check_it="true" assign_to="seen"/>'
        for header, regex in checks
    )
    inner = f"<action>{actions}</action>" if actions else ""
    return f'<recv {kind}="{what}"{flags}>{inner}</recv>'


def reply_stored(status, *, body=""):
    """Answer the INVITE that ``got_invite`` kept, after other requests came between."""
    message = reply(status, body=body, tag="", retransmitted=True)
    message = message.replace("[last_Via:]", "Via: [$via]").replace("[last_From:]", "From: [$them]")
    message = message.replace("[last_To:]", "To: [$me];tag=[pid]o[call_number]")
    return message.replace("[last_CSeq:]", "CSeq: 1 INVITE")


def got_again(method):
    """Wait for a request of the dialog and keep its lines."""
    headers = (("SIP.*", "Via:", "via"), ("&lt;.*", "From:", "them"), ("&lt;.*", "To:", "me"))
    actions = "".join(
        f'<ereg regexp="{regex}" search_in="hdr" header="{header}" assign_to="{name}"/>'
        for regex, header, name in headers
    )
    return got(method, action=actions)


def refuse_stored(status):
    """Refuse what ``got_again`` kept."""
    return reply_stored(status).replace(";tag=[pid]o[call_number]", "")


def got_invite(checks=()):
    """Wait for an INVITE and keep what requests in its dialog need."""
    actions = "".join(
        f'<ereg regexp="{regex}" search_in="hdr" header="{header}" check_it="true" '
        f'assign_to="{names}"/>'
        for regex, header, names in (
            ("&lt;([^&gt;]*)&gt;", "Contact:", "whole,target"),
            ("&lt;.*", "From:", "them"),
            ("&lt;.*", "To:", "me"),
            ("SIP.*", "Via:", "via"),
        )
    )
    return got("INVITE", action=actions, checks=checks, routes=True)


def provisional():
    return got(100, optional=True) + got(180, optional=True) + got(183, optional=True)


def pause(milliseconds):
    return f'<pause milliseconds="{milliseconds}"/>'


def free_port(host, kind=socket.SOCK_DGRAM):
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


class Peer:
    """One SIPp; ``done()`` waits for its end and says what went wrong."""

    def __init__(self, host, port, process, errors):
        self.host, self.port, self._process, self._errors = host, port, process, errors

    @property
    def place(self):
        return f"{self.host}:{self.port}"

    async def done(self):
        async with asyncio.timeout(PATIENCE):
            code = await self._process.wait()
        words = self._errors.read_text() if self._errors.exists() else ""
        assert code == 0, f"SIPp ended with {code}: {words}"

    def kill(self):
        if self._process.returncode is None:
            self._process.kill()


@contextlib.asynccontextmanager
async def peer(folder, steps, *, host, port=None, to=None, calls=1, transport="u1", options=()):
    """Run SIPp with a scenario; ``to`` (host:port) makes it call."""
    port = port or free_port(host)
    name = f"{host}-{port}"
    scenario = folder / f"{name}.xml"
    scenario_text = "\n".join(steps)
    names = {
        name
        for group in re.findall('assign_to="([^"]*)"', scenario_text)
        for name in group.split(",")
    }
    used = f'<Reference variables="{",".join(sorted(names))}"/>' if names else ""
    scenario.write_text(
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<scenario name="s">\n{scenario_text}\n{used}\n'
        "</scenario>\n"
    )
    errors = folder / f"{name}.errors"
    words = [
        "sipp", *((to,) if to else ()), "-sf", str(scenario), "-i", host, "-p", str(port),
        "-m", str(calls), "-t", transport, "-nostdin", "-timeout", "25", "-timeout_error",
        "-trace_err", "-error_file", str(errors), "-skip_rlimit", *options,
    ]  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        *words,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=folder,
        env={"TERM": "dumb", "PATH": "/usr/bin:/bin"},
    )
    found = Peer(host, port, process, errors)
    try:
        if not to:
            await _listens(host, port, process)
        yield found
    except BaseException as error:
        error.add_note(errors.read_text() if errors.exists() else "SIPp complained of nothing")
        raise
    finally:
        found.kill()
        await process.wait()


async def _listens(host, port, process):
    """Wait until the kernel knows the socket: a table, not a clock, says so."""
    wanted = f"{int.from_bytes(socket.inet_aton(host), 'little'):08X}:{port:04X}"
    while process.returncode is None:
        tables = (Path("/proc/net/udp"), Path("/proc/net/tcp"))
        if any(wanted in table.read_text() for table in tables):
            return
        await asyncio.sleep(0.01)
