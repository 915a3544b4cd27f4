"""Django's settings, made from the typed ones. Nothing here is read from anywhere else."""

from __future__ import annotations

from pathlib import Path

from alongside.config.databases import database
from alongside.config.env import SETTINGS
from alongside.config.mail_server import SHOWN, mail_settings
from alongside.config.outside import outside_origin, outside_services
from alongside.config.secret import secret_key
from alongside.people.account_settings import *  # noqa: F403 - allauth reads its own names

PACKAGE = Path(__file__).resolve().parent.parent
ROOMS = (
    "kernel", "work", "words", "people", "discussions", "messaging", "moderation", "notifications",
    "exchange", "home",
)  # fmt: skip

ALONGSIDE = SETTINGS
DATA_DIR = Path(SETTINGS.data_dir).absolute()
PRODUCTION = SETTINGS.mode == "production"
MAIL_SHOWN = not PRODUCTION and not SETTINGS.mail_url

SECRET_KEY = secret_key(SETTINGS, DATA_DIR)
DEBUG = False
ALLOWED_HOSTS = SETTINGS.allowed_hosts() if PRODUCTION else ["*"]
ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    # Loads an HTTP client and more, so only where somebody uses it.
    *(["allauth.socialaccount.providers.openid_connect"] if SETTINGS.outside_sign_in else []),
    *(f"alongside.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "alongside.kernel.compression.CompressionMiddleware",
    "alongside.kernel.headers.HeadersMiddleware",
    "alongside.people.even_beat.EvenBeatMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "alongside.people.middleware.ViewerMiddleware",
    "alongside.kernel.nul.NulMiddleware",
    "alongside.kernel.csrf.QuietCsrfMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.kernel.errors.RefusalMiddleware",
    "alongside.exchange.middleware.LeavingMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in ROOMS],
        "OPTIONS": {
            "environment": "alongside.kernel.templating.environment",
            "context_processors": ["alongside.kernel.templating.request_words"],
        },
    },
    # allauth's own texts, wherever we have not written better ones.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# What pages of every room may ask of a higher one: each name in a template, and who answers.
TEMPLATE_WORDS = {"urgent_help": "alongside.home.urgency.urgent_help"}

DATABASES = {"default": database(SETTINGS, DATA_DIR)}
# Counts tries for the rate limits, in a table, so that several web processes count together and a
# code from an app works once in all of them. Only account pages ask it. Django's 300 entries would
# let somebody push their own counter out by trying other names.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_tries",
        "KEY_FUNCTION": "alongside.people.tries.digest_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Member"

SESSION_ENGINE = "alongside.people.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "alongside.discussions.views.kept.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SETTINGS.base_url] if PRODUCTION else []
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if SETTINGS.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LANGUAGE_CODE = "en"

# Whatever is sent is owed first: a row of the ledger. The sender takes it from there.
EMAIL_BACKEND = "alongside.notifications.sending.owing.EmailBackend"
MAIL_TRANSPORT = SHOWN
# Where a mail service hands in replies by mail, and tells of mail that came back; nothing is there
# without one.
MAIL_INCOMING_VIEW = MAIL_EVENTS_VIEW = ""
globals().update(mail_settings(SETTINGS.mail_url, SECRET_KEY))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = SETTINGS.mail_from
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = SETTINGS.trusted_proxies
SOCIALACCOUNT_PROVIDERS = outside_services(SETTINGS)
OUTSIDE_ORIGIN = outside_origin(SETTINGS)

# Clinical terms that were added with `alongside vocabulary load`.
VOCABULARIES = DATA_DIR / "vocabularies"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
# Somebody answers a notice with pictures in their mail: the words must not be lost for that.
LARGER_BODIES = {"/mail-in": 36 * 1024 * 1024} if MAIL_INCOMING_VIEW else {}

# Tests alone push to a server of their own on this machine.
PUSH_TO_THIS_MACHINE = False

# What breaks is told on standard error, where the operator's journal keeps it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
