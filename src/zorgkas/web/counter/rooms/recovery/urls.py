"""Addresses of undue budgets and of who acts for a person."""

from django.urls import path

from zorgkas.web.counter.rooms.recovery import people, views

urlpatterns = [
    path("terugvorderingen/", views.all_files, name="recoveries"),
    path("personen/<int:person_id>/terugvorderingen/<int:recovery_id>/", views.file, name="recovery-file"),
    path("personen/<int:person_id>/terugvorderingen/<int:recovery_id>/<slug:step>/", views.step, name="recovery-step"),
    path("personen/<int:person_id>/vertegenwoordiger/", people.acts, name="representative"),
    path("personen/<int:person_id>/betalen-aan/", people.pays, name="pay-to-other"),
    path("personen/<int:person_id>/na-overlijden/", people.heir, name="after-death"),
]
