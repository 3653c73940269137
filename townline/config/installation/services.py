"""systemd's units and nginx's site: written, put in their places, and started."""

import os
import re
import shutil
import subprocess
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from townline.config.installation import settings_file
from townline.config.installation.answers import Answers
from townline.platform.core.commands import CannotStart
from townline.platform.postgres import config_files
from townline.platform.processes.deploy import command as deploy

_SYSTEMD = Path("/run/systemd/system")
_HOME = re.compile(r"TOWNLINE_HOME=(\S+)|--home (\S+)")


def write(answers: Answers) -> Iterator[str]:
    """Put units and site in their places (as root), else say where they are."""
    options = answers.options
    if os.geteuid() != 0 and not os.access(options.systemd_dir, os.W_OK):
        yield f"units and site: not root, so none; run as root: townline init --home {answers.home}"
        return
    _check_places(answers)
    with tempfile.TemporaryDirectory() as out:
        written = deploy.write_files(_deploy_options(answers, Path(out)))
        units = [path for path in written if path.parent.name == "systemd"]
        (site,) = (path for path in written if path.parent.name == "nginx")
        changed = [each for each in units if _install(each, options.systemd_dir)]
        yield f"{options.systemd_dir}: {len(changed)} of {len(units)} units written"
        if _install(site, options.nginx_dir):
            yield f"{options.nginx_dir / site.name} written"


def _check_places(answers: Answers) -> None:
    """Refuse units of another installation: both would have one name."""
    for unit in sorted(answers.options.systemd_dir.glob("townline*.service")):
        named = {first or second for first, second in _HOME.findall(unit.read_text())}
        if named and str(answers.home) not in named:
            raise CannotStart(
                f"{unit} serves the home {named.pop()}: put the units of {answers.home} elsewhere "
                "with --systemd-dir and --nginx-dir, or move that installation to another machine"
            )


def _deploy_options(answers: Answers, out: Path) -> Namespace:
    given = answers.options
    return Namespace(
        host=answers.host,
        out=out,
        root=given.root,
        home=answers.home,
        user=answers.user,
        port=given.port or int(str(answers.settings.get("web.port") or 8000)),
        listen=None,
        http_port=given.http_port,
        https_port=given.https_port,
        cert=given.cert,
        cert_key=given.cert_key,
        log_dir=Path("/var/log/nginx"),
        cache_dir=Path("/var/lib/nginx/townline"),
        backups=answers.backups,
        district=answers.district,
        config_dir=config_files.folder(),
        count=[],
        single=answers.embedded,
    )


def _install(file: Path, folder: Path) -> bool:
    """Put a file into a folder; say whether it was another before."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / file.name
    if target.exists() and target.read_bytes() == file.read_bytes():
        return False
    partial = folder / f".{file.name}.partial"
    partial.write_bytes(file.read_bytes())
    partial.chmod(0o644)
    partial.replace(target)
    return True


def start(answers: Answers) -> Iterator[str]:
    """Start everything where systemd runs; else say what starts it."""
    main = "townline.service" if answers.embedded else "townline.target"
    if os.geteuid() != 0 or not _SYSTEMD.is_dir():
        yield f"no systemd is at work here: start what {main} and nginx start, then run init again"
        return
    _systemctl("daemon-reload")
    _systemctl("enable", "--now", "townline-backup.timer", main)
    yield f"started {main} and the timer of backups"
    yield from _reload_nginx(answers)


def _reload_nginx(answers: Answers) -> Iterator[str]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    if program is None:
        yield "nginx is not installed: run apt-get install nginx, then init again"
        return
    done = subprocess.run([program, "-t"], check=False, capture_output=True, text=True)  # noqa: S603 -- the system's program
    if done.returncode:
        yield (
            f"nginx refuses its site: {done.stderr.strip().splitlines()[0]}. Have the certificate "
            f"made (certbot certonly --webroot -w /var/www/html -d {answers.host}), or name one "
            "with --cert and --cert-key, then run init again"
        )
        return
    _systemctl("reload-or-restart", "nginx")
    yield f"nginx serves {settings_file.address(answers)}"


def _systemctl(*words: str) -> None:
    done = subprocess.run(  # noqa: S603 -- the system's program
        ["/usr/bin/systemctl", *words], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise CannotStart(
            f"systemctl {' '.join(words)}: {done.stderr.strip()}. See journalctl -u 'townline*', "
            "then run init again"
        )
