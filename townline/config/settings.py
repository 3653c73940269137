"""Settings: all that an office decides comes from the environment, where its file was read into."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from townline.platform.core import clock
from townline.platform.core.inspecting.kinds import PHOTO_BYTES
from townline.platform.core.keys import crypto
from townline.platform.departments import provider_settings

BASE = Path(__file__).resolve().parents[2]
TOWNLINE_HOME = Path(os.environ.get("TOWNLINE_HOME", BASE / "var" / "home"))
TOWNLINE_MAPS = Path(os.environ.get("TOWNLINE_MAPS") or TOWNLINE_HOME / "map")
TOWNLINE_DISTRICT = os.environ.get("TOWNLINE_DISTRICT", "handeul")
TOWNLINE_KEYS_FILE = Path(os.environ.get("TOWNLINE_KEYS_FILE", TOWNLINE_HOME / "keys.json"))
TOWNLINE_PROVIDERS_FILE = Path(
    os.environ.get("TOWNLINE_PROVIDERS_FILE") or TOWNLINE_HOME / "providers.json"
)
TOWNLINE_LINE_NUMBER = os.environ.get("TOWNLINE_LINE_NUMBER", "")
TOWNLINE_SMPP_URL = os.environ.get("TOWNLINE_SMPP_URL", "")
TOWNLINE_LANGUAGE_SOCKET = os.environ.get("TOWNLINE_LANGUAGE_SOCKET", "")
TOWNLINE_CONFIRM_HOLD = clock.parse_duration(os.environ.get("TOWNLINE_CONFIRM_HOLD", "PT20S"))
# Networks of web servers before ours: what they say of who asks is believed.
TOWNLINE_TRUSTED_PROXIES = os.environ.get("TOWNLINE_TRUSTED_PROXIES") or "127.0.0.0/8,::1"
TOWNLINE_METRICS_TOKEN = os.environ.get("TOWNLINE_METRICS_TOKEN", "")
TOWNLINE_PHOTO_BYTES = int(os.environ.get("TOWNLINE_PHOTO_BYTES", PHOTO_BYTES))
TOWNLINE_PHOTO_PIXELS = int(os.environ.get("TOWNLINE_PHOTO_PIXELS", "50000000"))
TOWNLINE_VIDEO_SECONDS = int(os.environ.get("TOWNLINE_VIDEO_SECONDS", "60"))
TOWNLINE_PUSH_CONTACT = (
    os.environ.get("TOWNLINE_ALERT_FROM")
    or os.environ.get("TOWNLINE_ALERT_TO", "").split(",")[0].strip()
    or "postmaster@localhost"
)
# For tests only: push services on this machine, and without TLS.
TOWNLINE_PUSH_ANYWHERE = os.environ.get("TOWNLINE_PUSH_ANYWHERE", "") == "1"
# For tests only: receivers of webhooks on this machine, and without TLS.
TOWNLINE_WEBHOOKS_ANYWHERE = False
TOWNLINE_DEMO = os.environ.get("TOWNLINE_DEMO", "") == "1"
TOWNLINE_DEMO_PHONE = os.environ.get("TOWNLINE_DEMO_PHONE", "") if TOWNLINE_DEMO else ""


def _public_url() -> str:
    # Links in texts to residents begin with it; ``townline run --demo`` sets its own address.
    ways = [os.environ.get(f"TOWNLINE_{name}", "") for name in ("PUBLIC_URL", "ORIGINS")]
    return next((way.split(",")[0].rstrip("/") for way in ways if way), "")


TOWNLINE_PUBLIC_URL = _public_url()


# A server that vanished without a word (a failover, a cut cable) is given up after 15 s; libpq
# would wait for a quarter of an hour. Unix sockets take no notice of the last five.
_PATIENCE = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 15_000,  # milliseconds
}


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "ENGINE": "townline.platform.core.database",
        "NAME": parts.path.lstrip("/") or "townline",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A Unix socket folder travels percent-encoded in the host's place.
        "HOST": unquote(parts.hostname or "")
        if "%2F" not in parts.netloc.upper()
        else unquote(parts.netloc.rpartition("@")[2].partition(":")[0]),
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "options": f"-c search_path={TOWNLINE_DISTRICT} -c timezone=UTC",
            **_PATIENCE,
            "pool": {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 5},
        },
        # A pool hands out no connection without asking it first.
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": "townline_test"},
    }


DATABASES = {
    "default": _database(os.environ.get("TOWNLINE_DATABASE_URL", "postgresql:///townline"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _secret() -> str:
    # Commands that only read code (lint, type checks) have no keys file, and sign nothing.
    if TOWNLINE_KEYS_FILE.exists():
        return crypto.load(TOWNLINE_KEYS_FILE).signing
    return os.urandom(32).hex()


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("TOWNLINE_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("TOWNLINE_ORIGINS", "").split(",") if o]
_HTTPS = any(origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "pgtrigger",
    "procrastinate.contrib.django",
    "townline.platform.core",
    "townline.platform.web",
    "townline.platform.departments",
    "townline.platform.conversations",
    "townline.platform.triage",
    "townline.platform.geofiles",
    "townline.platform.editing",
    "townline.casework.cases",
    "townline.casework.notifications",
    "townline.casework.coordination",
    "townline.casework.visits",
    "townline.casework.deadlines",
    "townline.casework.alarms",
    "townline.casework.portal",
    "townline.casework.search",
    "townline.casework.classification",
    "townline.casework.answers",
    "townline.casework.importing",
    "townline.casework.data_protection",
    "townline.casework.desk",
    "townline.casework.today",
    "townline.lines.queues.questionnaires",
    "townline.lines.queues",
    "townline.lines.queues.ticket_pages",
    "townline.lines.safenumbers",
    "townline.lines.safenumbers.parking_pages",
    "townline.lines.safenumbers.number_desk",
    "townline.prevention.work_orders",
    "townline.prevention.hazards",
    "townline.prevention.surveys",
    "townline.prevention.assets",
    "townline.prevention.hazards.explorations",
    "townline.prevention.hazards.exploration_planning",
    "townline.prevention.hazards.hazard_map",
    "townline.prevention.surveys.routes",
    "townline.prevention.surveys.pages",
    "townline.prevention.works",
    "townline.prevention.works.planning",
    "townline.prevention.works.progress",
    "townline.prevention.incidents",
    "townline.prevention.incidents.warnings",
    "townline.prevention.incidents.broadcasts",
    "townline.prevention.incidents.surge",
    "townline.prevention.policy.themes",
    "townline.prevention.policy.briefings",
    "townline.prevention.policy",
    "townline.prevention.policy.insights",
    "townline.adapters.openrosa",
    "townline.adapters.field_client",
    "townline.adapters.webhooks",
    "townline.adapters.web_form",
    "townline.config",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
AUTH_USER_MODEL = "departments.Staff"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "townline.platform.departments.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "townline.platform.departments.passwords.NotOfThisPlace"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 48 * 3600

ACCOUNT_ADAPTER = "townline.platform.departments.oidc.adapters.Closed"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
MFA_ADAPTER = "townline.platform.departments.passkeys.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
SOCIALACCOUNT_ADAPTER = "townline.platform.departments.oidc.adapters.DirectoryAdapter"
# A link and not a form: the pages' policy lets forms lead to our own pages only.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = provider_settings.providers(os.environ)
TOWNLINE_OIDC_NAME = os.environ.get("TOWNLINE_OIDC_NAME", "")

MIDDLEWARE = [
    "townline.platform.web.middleware.OnceMore",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "townline.platform.web.http_api.middleware.Problems",
    "townline.platform.departments.middleware.Sessions",
    "townline.platform.web.middleware.Language",
    "townline.platform.web.no_district.DistrictNeeded",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "townline.platform.web.middleware.OpenedByHand",
    "townline.platform.web.middleware.PlainText",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "townline.platform.departments.middleware.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "townline.platform.web.forms.SentByScript",
    "townline.platform.web.forms.MendForms",
]
ROOT_URLCONF = "townline.config.urls"
WSGI_APPLICATION = "townline.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["townline.platform.web.page_files.template_loader.Loader"],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "townline.platform.web.context.shell",
            ],
            "builtins": ["townline.platform.web.templatetags.townline"],
        },
    }
]

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("TZ") or "Asia/Seoul"

STATIC_URL = "/static/"
STATIC_ROOT = BASE / "var" / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "townline.platform.web.page_files.storage.StaticFiles"},
}

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
# Not "no-referrer": browsers then send "Origin: null" with forms, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "townline"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_FAILURE_VIEW = "townline.platform.web.views.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# Phones of surveyors send up to a hundred photos beside the answers.
DATA_UPLOAD_MAX_NUMBER_FILES = 110
LOGGING_CONFIG = None
