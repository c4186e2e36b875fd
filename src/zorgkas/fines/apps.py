"""The room of fines tells the room of membership what it knows about years and people."""

from django.apps import AppConfig


class FinesConfig(AppConfig):
    """Adds the facts of this room to the question which years can still lead to a fine."""

    name = "zorgkas.fines"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Called by Django once all models are there."""
        from zorgkas.fines.situation import person_columns, year_columns
        from zorgkas.membership.fineable import also_look_at

        also_look_at(person_columns, year_columns)
