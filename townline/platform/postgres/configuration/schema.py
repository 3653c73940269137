"""Every setting of an installation, once: its key, variable, shape, default and meaning.

The commented example, ``townline config`` and the reference in the documents are made from it.
"""

# ruff: noqa: E501 -- a row of the table stands on one line

from dataclasses import dataclass

from townline.platform.postgres.configuration import kinds
from townline.platform.postgres.configuration.kinds import Kind


@dataclass(frozen=True, kw_only=True)
class Setting:
    """``example`` stands in the commented example; ``default`` tells what an absent one means."""

    key: str
    variable: str
    kind: Kind
    meaning: str
    example: kinds.Value
    default: str = "none"
    secret: bool = False

    @property
    def section(self) -> str:
        return self.key.rpartition(".")[0]

    @property
    def name(self) -> str:
        return self.key.rpartition(".")[2]


def _setting(  # noqa: PLR0917 -- one row of the table
    key: str,
    variable: str,
    kind: Kind,
    example: kinds.Value,
    default: str,
    meaning: str,
    *,
    secret: bool = False,
) -> Setting:
    return Setting(
        key=key,
        variable=variable if variable == "TZ" else f"TOWNLINE_{variable}",
        kind=kind,
        example=example,
        default=default,
        meaning=meaning,
        secret=secret,
    )


SECTIONS = {
    "": "The installation",
    "database": "Where the data of cases lie",
    "files": "Where files lie that are not in the home",
    "web": "The pages, and how they are reached",
    "processes": "How many, and how large",
    "line": "The number that residents text",
    "calls": "Calls to safe numbers (docs/run/calls.md)",
    "media": "Photos and videos",
    "backup": "Backups (docs/run/backup.md)",
    "mail": "E-mails to staff, and alerts for whoever runs the server",
    "sign_in": "The office's identity provider (OpenID Connect)",
    "metrics": "Figures for Prometheus",
    "logs": "Log lines",
}

_POSTGRES = kinds.web_address("postgresql", "postgres")
_SMPP = kinds.web_addresses("smpp", "smpps")
_SMTP = kinds.web_address("smtp", "smtp+starttls", "smtps")
_HTTPS = kinds.web_address("https", "http")

# fmt: off
SETTINGS: tuple[Setting, ...] = (
    _setting("home", "HOME", kinds.PATH, "/var/lib/townline/home", "/var/lib/townline/home", "data, keys and sockets of this installation"),
    _setting("district", "DISTRICT", kinds.DISTRICT, "handeul", "handeul", "schema of the database that holds the district"),
    _setting("time_zone", "TZ", kinds.TEXT, "Asia/Seoul", "Asia/Seoul", "time zone of the log lines"),
    _setting("database.url", "DATABASE_URL", _POSTGRES, "postgresql://townline:PASSWORD@127.0.0.1:5432/townline", "the home's own database", "a PostgreSQL server of yours (17 or 18)", secret=True),
    _setting("files.keys", "KEYS_FILE", kinds.PATH, "/var/lib/townline/home/keys.json", "keys.json in the home", "encryption and signing keys"),
    _setting("files.providers", "PROVIDERS_FILE", kinds.PATH, "/var/lib/townline/home/providers.json", "providers.json in the home", "phones and accounts that speak HTTP (docs/run/providers.md)"),
    _setting("files.models", "MODELS", kinds.PATH, "/var/lib/townline/home/models", "models in the home", "the office's own models of the reader"),
    _setting("files.maps", "MAPS", kinds.PATH, "/var/lib/townline/home/map", "map in the home", "tiles that /map/<district>.pmtiles serves"),
    _setting("files.map_key", "MAP_KEY", kinds.TEXT, "KEY", "none", "the key that map_raster of a district asks another service's map with", secret=True),
    _setting("web.host", "HOST", kinds.TEXT, "127.0.0.1", "127.0.0.1", "address that Townline listens on"),
    _setting("web.port", "PORT", kinds.number(1, 65_535), 8000, "8000", "its port"),
    _setting("web.hosts", "HOSTS", kinds.TEXTS, ["text.example.org", "127.0.0.1"], "127.0.0.1, localhost, [::1]", "host names the pages answer to"),
    _setting("web.origins", "ORIGINS", kinds.web_addresses("https", "http"), ["https://text.example.org"], "none", "addresses of the pages; https:// switches secure cookies on"),
    _setting("web.public_url", "PUBLIC_URL", _HTTPS, "https://text.example.org", "the first of web.origins", "how residents reach the pages: links in texts begin with it; without one, texts have no links"),
    _setting("web.trusted_proxies", "TRUSTED_PROXIES", kinds.NETWORKS, ["127.0.0.0/8", "::1"], "127.0.0.0/8, ::1", "networks of web servers in front of ours: their X-Forwarded-For and X-Forwarded-Proto are believed"),
    _setting("web.confirm_hold", "CONFIRM_HOLD", kinds.DURATION, "PT20S", "PT20S", "how long an approved answer can be canceled (ISO 8601)"),
    _setting("processes.web_workers", "WEB_WORKERS", kinds.COUNT, 2, "2", "processes of each web that make pages"),
    _setting("processes.web_threads", "WEB_THREADS", kinds.COUNT, 4, "4", "threads of each of them"),
    _setting("processes.web_memory", "WEB_MEMORY", kinds.MEGABYTES, 800, "800", "MB at which one of them finishes its requests, ends and is started again"),
    _setting("processes.worker_memory", "WORKER_MEMORY", kinds.MEGABYTES, 1500, "1500", "the same for worker"),
    _setting("processes.live_memory", "LIVE_MEMORY", kinds.MEGABYTES, 500, "500", "the same for live"),
    _setting("processes.language_socket", "LANGUAGE_SOCKET", kinds.PATH, "/run/townline/language.sock", "chosen by townline run", "where the process language answers"),
    _setting("line.number", "LINE_NUMBER", kinds.TEXT, "0200000100", "the district's", "the number residents text to"),
    _setting("line.smpp", "SMPP_URL", _SMPP, ["smpp://SYSTEM_ID:PASSWORD@smsc.example.org:2775"], "the simulator in the demo, else none", "carrier connections by SMPP", secret=True),
    _setting("calls.listen", "SIP_LISTEN", kinds.TEXTS, ["udp:192.0.2.10:5060"], "none: calls are off", "where SIP listens: udp:, tcp: or tls:"),
    _setting("calls.trunks", "SIP_TRUNKS", kinds.TEXTS, ["sip:trunk.example.org:5060"], "needed with calls.listen", "the only ones that may send calls", secret=True),
    _setting("calls.rtp_ports", "RTP_PORTS", kinds.TEXT, "30000-39999", "30000-39999", "UDP ports of sound, at least 40"),
    _setting("calls.rtp_address", "RTP_ADDRESS", kinds.TEXT, "192.0.2.10", "where SIP listens", "address that sound is sent from; behind NAT PRIVATE!PUBLIC"),
    _setting("calls.rtpengine", "RTPENGINE", kinds.TEXT, "127.0.0.1:2223", "chosen by townline run", "control of rtpengine where it runs on its own"),
    _setting("calls.tls_cert", "SIP_TLS_CERT", kinds.PATH, "/etc/townline/sip.pem", "needed with tls:", "certificate, as PEM"),
    _setting("calls.tls_key", "SIP_TLS_KEY", kinds.PATH, "/etc/townline/sip.key", "needed with tls:", "its key, as PEM"),
    _setting("calls.tls_ca", "SIP_TLS_CA", kinds.PATH, "/etc/townline/carrier.pem", "needed with tls:", "whom we trust, as PEM"),
    _setting("media.photo_bytes", "PHOTO_BYTES", kinds.number(1, 10**9), 24_000_000, "24000000", "the largest file that is accepted; a photo above 10 MB is stored as a smaller one, with its position"),
    _setting("media.photo_pixels", "PHOTO_PIXELS", kinds.number(1, 10**9), 50_000_000, "50000000", "the most pixels that are drawn (of a JPEG four times as many)"),
    _setting("media.video_seconds", "VIDEO_SECONDS", kinds.number(1, 3600), 60, "60", "the longest video that is shown"),
    _setting("backup.to", "BACKUP_TO", kinds.PATH, "/var/backups/townline", "none", "folder for backups"),
    _setting("backup.key_file", "BACKUP_KEY_FILE", kinds.PATH, "/var/lib/townline/home/backup.key", "none", "key file, or a file with a passphrase of 16 characters or more"),
    _setting("backup.copy", "BACKUP_COPY", kinds.TEXT, "rsync -a {file} backup@elsewhere.example.org:townline/", "none", "command that copies a backup elsewhere, {file} in the place of its path; no shell", secret=True),
    _setting("mail.smtp", "SMTP_URL", _SMTP, "smtp+starttls://USER:PASSWORD@mail.example.org:587", "none", "mail server: smtp://, smtp+starttls:// or smtps://", secret=True),
    _setting("mail.alert_to", "ALERT_TO", kinds.TEXTS, ["duty@example.org"], "none", "who gets alerts about the server"),
    _setting("mail.alert_from", "ALERT_FROM", kinds.TEXT, "townline@example.org", "the first of mail.alert_to", "sender of all e-mails"),
    _setting("sign_in.issuer", "OIDC_ISSUER", _HTTPS, "https://id.example.org", "none", "address of the provider; the sign-in page then offers it"),
    _setting("sign_in.client_id", "OIDC_CLIENT_ID", kinds.TEXT, "townline", "needed with sign_in.issuer", "what the provider calls us"),
    _setting("sign_in.client_secret_file", "OIDC_CLIENT_SECRET_FILE", kinds.PATH, "/etc/townline/oidc.secret", "needed with sign_in.issuer", "file with the secret that it gave"),
    _setting("sign_in.name", "OIDC_NAME", kinds.TEXT, "Office account", "the issuer", "how people call it: \"Sign in with …\""),
    _setting("metrics.token", "METRICS_TOKEN", kinds.TEXT, "TOKEN", "none: this machine only", "who has it may read /metrics from anywhere", secret=True),
    _setting("logs.format", "LOGS", kinds.one_of("text", "json"), "json", "text", "json writes one object a line"),
)
# fmt: on
BY_KEY = {each.key: each for each in SETTINGS}
BY_VARIABLE = {each.variable: each for each in SETTINGS}
