"""Django settings; every value that differs between installations comes from the environment."""

import os
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from zorgkas.database import DATA_DIR, database_url, secret_key

PACKAGE_DIR = Path(__file__).resolve().parent

DEBUG = os.environ.get("ZORGKAS_DEBUG") == "1"
SECRET_KEY = secret_key()
ALLOWED_HOSTS = os.environ.get("ZORGKAS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_include_bootstrap",
    "zorgkas.registry",
    "zorgkas.ledger",
    "zorgkas.membership",
    "zorgkas.budgets",
    "zorgkas.care",
    "zorgkas.collection",
    "zorgkas.fines",
    "zorgkas.recovery",
    "zorgkas.appeals",
    "zorgkas.banking",
    "zorgkas.exchange",
    "zorgkas.letters",
    "zorgkas.web",
    "zorgkas.web.portal",
    "zorgkas.web.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zorgkas.web.portal.session.PortalSession",
    "zorgkas.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zorgkas.web.headers.StrictHeaders",
]

ROOT_URLCONF = "zorgkas.urls"
WSGI_APPLICATION = "zorgkas.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# A thread keeps its connection for a minute: making one takes longer than most questions that are answered with it.
DATABASES = {"default": dj_database_url.parse(database_url(), conn_max_age=60, conn_health_checks=True)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/aanmelden/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL

# A working day at most, and no longer than the browser is open. Behind HTTPS (ZORGKAS_HTTPS=1) cookies travel only so.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
HTTPS = os.environ.get("ZORGKAS_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # the server warns when it is not there
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}

# Test numbers (mock months 61 to 72) can never belong to a real person; a real installation turns them off.
ACCEPT_MOCK_INSZ = os.environ.get("ZORGKAS_ACCEPT_MOCK_INSZ", "1") == "1"

# Where bank files, letters for print and other outbound files are written.
OUTBOX_DIR = Path(os.environ.get("ZORGKAS_OUTBOX_DIR", DATA_DIR / "outbox"))
# Where files that came in (bank statements) are kept as they were.
INBOX_DIR = Path(os.environ.get("ZORGKAS_INBOX_DIR", DATA_DIR / "inbox"))

# The code of the fund that takes who chose none: the Vlaamse Zorgkas (DEC art. 42 §1).
AUTOMATIC_FUND = os.environ.get("ZORGKAS_AUTOMATIC_FUND", "vzk")
# The fund that commands mean without --fund, where there are several.
DEFAULT_FUND = os.environ.get("ZORGKAS_FUND", "")

# Members sign in with OpenID Connect. The names of claims and levels are those of the provider that was agreed with;
# the defaults are those of the Flemish ACM (scope and claim `rrn`). Without an issuer the portal says it is closed.
OIDC = {
    "ISSUER": os.environ.get("ZORGKAS_OIDC_ISSUER", ""),
    "CLIENT_ID": os.environ.get("ZORGKAS_OIDC_CLIENT_ID", ""),
    "CLIENT_SECRET": os.environ.get("ZORGKAS_OIDC_CLIENT_SECRET", ""),
    "SCOPES": os.environ.get("ZORGKAS_OIDC_SCOPES", "openid profile rrn"),
    "INSZ_CLAIM": os.environ.get("ZORGKAS_OIDC_INSZ_CLAIM", "rrn"),
    # The levels of assurance that are good enough, with a space between; empty: whatever the provider gives.
    "ACR_VALUES": os.environ.get("ZORGKAS_OIDC_ACR_VALUES", ""),
}
# An account number that a member changes counts after these days, in which the member can still stop it.
PORTAL_ACCOUNT_DAYS = int(os.environ.get("ZORGKAS_PORTAL_ACCOUNT_DAYS", "3"))
