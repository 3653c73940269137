"""Plays the steps of ``day.yaml`` against a running house and keeps every answer."""

import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import httpx
import yaml

from tools.compare import checkout, crawl, reading
from tools.compare.moves import Moves
from tools.compare.normal import Normal
from tools.compare.people import People
from tools.compare.photo import png
from tools.compare.saying import Json, log_progress

type Step = dict[str, Json]
type Answers = dict[str, Json]
DAY = Path(__file__).with_name("day.yaml")
PATIENCE = 180  # seconds: for a machine that is busy with other things
_BUSY = (httpx.codes.BAD_GATEWAY, httpx.codes.SERVICE_UNAVAILABLE)
_AGAIN, _LARGE = 120, 1_000_000
_TELLING = 6  # signs: what is shorter would be found in other words
_FOR_GOOD = (httpx.codes.MOVED_PERMANENTLY, httpx.codes.PERMANENT_REDIRECT)


class RecordedDay:
    """One day in one house; ``answers`` fills while it is played."""

    def __init__(self, town: checkout.House, moves: Moves, wanted: Answers) -> None:
        self.town, self.moves, self.wanted = town, moves, wanted
        self.people = People(town.url)
        self.kept = {"home": str(town.home)}
        self.answers: Answers = {}
        self.normal = Normal({str(town.home): "home", str(town.files): "root"})
        self._counted: Counter[str] = Counter()

    def play(self, keep: Callable[[Answers], object]) -> None:
        """Do every step in its order; keep all answers by name, after each chapter."""
        script = yaml.safe_load(DAY.read_text())
        self.normal.left_out = [(re.compile(a), b) for a, b in script["masks"].items()]
        self._on_their_way = [(re.compile(a), b) for a, b in script["masks_of_deeds"].items()]
        self._unsettled = re.compile("|".join(script["unsettled"]))
        self._left_out = [re.compile(each) for each in script["left_out"]]
        for chapter in script["day"]:
            log_progress(f"  {chapter['title']}")
            for step in chapter["steps"]:
                self._step(self._filled(step))
            keep(self.answers)
        self.people.close()

    def _step(self, step: Step) -> None:
        kind = next(name for name in _KINDS if name in step)
        try:
            _KINDS[kind](self, step)
        except httpx.ConnectError as error:
            raise SystemExit("compare: the house is gone: " + self.town.log()[-2000:]) from error
        except (LookupError, httpx.HTTPError, ValueError) as error:
            self._keep(f"{kind} {step[kind]}", {"failed": f"{type(error).__name__}: {error}"})

    def _filled(self, what: Json) -> Json:
        """Put what was kept in the place of ``{name}``."""
        if isinstance(what, dict):
            return {key: self._filled(value) for key, value in what.items()}
        if isinstance(what, list):
            return [self._filled(value) for value in what]
        if isinstance(what, str):
            whole = re.fullmatch(r"{(\w+)}", what)
            if whole:
                return self.kept.get(whole[1], what)
            return re.sub(r"{(\w+)}", lambda m: str(self.kept.get(m[1], m[0])), what)
        return what

    def _keep(self, name: str, answer: Json) -> None:
        name = self.normal.text(name)
        self._counted[name] += 1
        again = self._counted[name]
        self.answers[name if again == 1 else f"{name} #{again}"] = answer

    def _told(self, name: str, response: httpx.Response, step: Step) -> None:
        try:
            for key, path in step.get("keep", {}).items():
                self._remember(key, _at(response, path), plain="plain" in step)
        finally:
            answer = reading.answer(response, self.normal)
            if response.request.method != "GET":
                answer["body"] = [self._without(line) for line in answer["body"]]
            self._keep(name, answer)

    def _without(self, line: str) -> str:
        for pattern, instead in self._on_their_way:
            line = pattern.sub(instead, line)
        return line

    def _remember(self, key: str, found: Json, *, plain: bool) -> None:
        self.kept[key] = found
        if isinstance(found, str) and len(found) >= _TELLING and not plain:
            self.normal.known[found] = key

    def _ask(self, step: Step) -> None:
        method = next(m for m in ("get", "post", "put", "delete") if m in step)
        address = self.moves.address(step[method])
        who = step.get("as", "anybody")
        if method == "get":
            response = self._settled(who, address)
        else:
            response = self.people.ask(who, method.upper(), address, step.get("json"))
        self._told(f"{who} {method.upper()} {address}", response, step)

    def _until(self, step: Step) -> None:
        """Ask again until the answer says what is waited for; keep the last one."""
        within = step.get("within", PATIENCE)
        end = time.monotonic() + within
        who, address = step.get("as", "anybody"), self.moves.address(step["until"])
        while True:
            response = self.people.ask(who, "GET", address)
            has = all(_matches(response, path, value) for path, value in step["has"].items())
            if has and self._is_settled(response):
                break
            if time.monotonic() > end:
                log_progress(f"    not seen within {within} s: {step['has']} at {address}")
                break
            time.sleep(0.25)
        self._told(f"{who} GET {address}", response, step)

    def _send(self, step: Step) -> None:
        """Fill in a form of a page."""
        who, page = step.get("as", "anybody"), self.moves.address(step["page"])
        action = self.moves.address(step["send"])
        files = [("photos", _photo(n)) for n in range(step.get("photos", 0))] or None
        response = self.people.send(who, page, action, step.get("with", {}), files)
        self._told(f"{who} FORM {page} -> {action}", response, step)

    def _text(self, step: Step) -> None:
        body = {"body": step["body"]} | ({"key": step["key"]} if "key" in step else {})
        response = self.people.ask(
            "resident", "POST", f"/handset/api/phones/{step['text']}/texts", json=body
        )
        self._told(f"resident {step['text']} TEXT {step['body'][:40]}", response, step)

    def _command(self, step: Step) -> None:
        done = self.town.command(*step["townline"].split())
        result: dict[str, Json] = {"code": done.returncode}
        if not step.get("silent"):
            result["out"] = self._lines(done.stdout)
        if not step.get("silent") and not step.get("quiet"):
            result["err"] = self._lines(done.stderr)
        self._keep(f"townline {step['townline']}", result)

    def _token(self, step: Step) -> None:
        """Let a person's script in, with a token made on the server."""
        done = self.town.command("token", step["token"], "--scopes", step["scopes"])
        token = done.stdout.split()[-1]
        self.normal.known[token] = "token"
        self.people.add(step["as"], token)

    def _lines(self, words: str) -> list[str]:
        return self.normal.text(words).splitlines()

    def _helps(self, step: Step) -> None:
        """Ask the command line what it knows, and each command as well."""
        shown = self.town.command("--help").stdout
        for name in re.findall(r"^    ([a-z][a-z-]+)\b", shown, re.MULTILINE):
            self._command({"townline": f"{name} --help"})

    def _crawl(self, step: Step) -> None:
        """Follow links: in BASE a few of each shape, in HEAD those that BASE had."""
        who = step["crawl"]
        start = [self.moves.address(each) for each in step["from"]]
        chosen = self._chosen_before(who) if self.wanted else None
        rest = crawl.Rest(start, step["most"], step["each"], chosen)
        for address in rest:
            self._look(who, address, rest)

    def _chosen_before(self, who: str) -> Callable[[str], bool]:
        names = {self.moves.words(name) for name in self.wanted}
        return lambda address: self.normal.text(f"{who} GET {address}") in names

    def _bookmarks(self, step: Step) -> None:
        """Ask for whatever BASE had a page for and nothing leads to any more, and for old names."""
        for name, answer in list(self.wanted.items()):
            who, method, address = (*name.split(" ", 2), "", "")[:3]
            if method != "GET" or re.search(r"<| #\d+$", name):
                continue
            now = self.moves.address(address)
            if f"{who} GET {now}" not in self.answers:
                self._look(who, now)
            if now != address and answer.get("status") == httpx.codes.OK:
                self._leads(who, address, now)

    def _leads(self, who: str, old: str, new: str) -> None:
        response = self.people.ask(who, "GET", old)
        if response.status_code not in _FOR_GOOD or response.headers["location"] != new:
            answer = reading.answer(response, self.normal)
            self._keep(f"{who} GET {old} does not lead to {new}", answer)

    def _look(self, who: str, address: str, rest: crawl.Rest | None = None) -> None:
        if self._skips(address):
            return
        response = self._settled(who, address)
        self._keep(f"{who} GET {address}", reading.answer(response, self.normal))
        if rest is None:
            return
        if response.headers.get("content-type", "").startswith("text/html"):
            rest.add(crawl.links(response.text, address))
        elif response.is_redirect:
            rest.add([response.headers["location"]])

    def _settled(self, who: str, address: str) -> httpx.Response:
        """Ask again while an answer says that a busy machine left something out."""
        for _ in range(_AGAIN):
            response = self.people.ask(who, "GET", address)
            if self._is_settled(response):
                break
            time.sleep(1)
        return response

    def _is_settled(self, response: httpx.Response) -> bool:
        words = response.text if len(response.content) < _LARGE else ""
        return response.status_code not in _BUSY and not self._unsettled.search(words)

    def _skips(self, address: str) -> bool:
        return any(each.match(address) for each in self._left_out)

    def _api(self, step: Step) -> None:
        """Ask whatever the API's own document says can be read."""
        who, known = step["api"], step.get("with", {})
        document = self.people.ask(who, "GET", "/api/openapi.json").json()
        for path, actions in document["paths"].items():
            if "get" in actions:
                address = re.sub(r"{(\w+)}", lambda m: str(known.get(m[1], m[0])), path)
                address += step.get("query", {}).get(path, "")
                self._look(who, address)


_KINDS: dict[str, Callable[[RecordedDay, Step], None]] = {
    "text": RecordedDay._text,
    "send": RecordedDay._send,
    "until": RecordedDay._until,
    "townline": RecordedDay._command,
    "helps": RecordedDay._helps,
    "token": RecordedDay._token,
    "crawl": RecordedDay._crawl,
    "bookmarks": RecordedDay._bookmarks,
    "api": RecordedDay._api,
    "get": RecordedDay._ask,
    "post": RecordedDay._ask,
    "put": RecordedDay._ask,
    "delete": RecordedDay._ask,
}


def _photo(number: int) -> tuple[str, bytes, str]:
    return (f"{number}.png", png((40 * number, 90, 160)), "image/png")


def _matches(response: httpx.Response, path: str, value: Json) -> bool:
    try:
        found = _at(response, path)
    except (LookupError, ValueError, TypeError):
        return False
    return (
        found in value
        if isinstance(value, list)
        else bool(found)
        if value == "any"
        else found == value
    )


def _at(response: httpx.Response, path: str) -> Json:
    """Give what stands at ``items.0.code`` of JSON, or what ``~pattern`` finds in the answer."""
    if path.startswith("~"):
        found = re.search(path[1:], response.headers.get("location", "") + "\n" + response.text)
        if not found:
            raise LookupError(path)
        return found[1]
    content: Json = response.json()
    for key in path.split("."):
        content = content[int(key)] if isinstance(content, list) else content[key]
    return content
