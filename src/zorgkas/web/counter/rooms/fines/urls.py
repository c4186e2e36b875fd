"""Addresses of fines and of the calendar."""

from django.urls import path

from zorgkas.web.counter.rooms.fines import calendar, files, objections, proofs, year

urlpatterns = [
    path("boetes/", year.overview, name="fines"),
    path("boetes/<int:year>/bekeken/", year.looked_at, name="fines-considered"),
    path("boetes/<int:year>/antwoord/", year.answer, name="fines-answer"),
    path("boetes/<int:year>/<slug:kind>/", year.step, name="fines-step"),
    path("boetes/bestanden/<int:agency_file_id>/", year.download, name="fines-file"),
    path("personen/<int:person_id>/boetes/<int:fine_id>/", files.show, name="fine"),
    path("personen/<int:person_id>/boetes/bewijs/", proofs.protection, name="fine-proof"),
    path("personen/<int:person_id>/boetes/jaar/", proofs.uncounted, name="fine-year"),
    path("personen/<int:person_id>/verzet/<int:ending_id>/", objections.objection, name="objection"),
    path("kalender/", calendar.calendar_page, name="calendar"),
]
