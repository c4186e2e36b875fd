"""Addresses of the collection of premiums."""

from django.urls import path

from zorgkas.web.counter.rooms.collection import overview, views

_PERSON = "personen/<int:person_id>/zorgpremie"

urlpatterns = [
    path(f"{_PERSON}/afbetalingsplan/", views.plan, name="premium-plan"),
    path(f"{_PERSON}/afbetalingsplan/<int:plan_id>/stoppen/", views.end, name="premium-plan-end"),
    path(f"{_PERSON}/vrijstelling/", views.exemption, name="premium-exemption"),
    path(f"{_PERSON}/domiciliering/", views.mandate, name="premium-mandate"),
    path(f"{_PERSON}/domiciliering/stoppen/", views.revoke, name="premium-mandate-revoke"),
    path(f"{_PERSON}/domiciliering/opnieuw/", views.again, name="premium-mandate-again"),
    path(f"{_PERSON}/stuiting/", views.interruption, name="premium-interruption"),
    path(f"{_PERSON}/terugvragen/", views.refund, name="premium-refund"),
    path(f"{_PERSON}/achterstand/", views.relief, name="premium-relief"),
    path(f"{_PERSON}/achterstand/<int:relief_id>/", views.decide, name="premium-relief-decide"),
    path("premies-innen/", overview.overview, name="premium-collection"),
    path("premies-innen/herinneringen/", overview.reminders, name="premium-reminders"),
]
