"""Commands that need the database call `start_django` first; the others start without it."""

import os


def start_django() -> None:
    """Load the settings and the apps (starts the embedded server when no other database is configured)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgkas.settings")
    import django

    django.setup()
