"""Addresses of care in kind."""

from django.urls import path

from zorgkas.web.counter.rooms.care import files, providers, requests

urlpatterns = [
    path("zorg/", requests.overview, name="care"),
    path("personen/<int:person_id>/zorg/nieuw/<slug:kind>/", requests.new, name="care-new"),
    path("personen/<int:person_id>/zorg/<int:care_request_id>/", requests.show, name="care-request"),
    path("personen/<int:person_id>/zorg/<int:care_request_id>/beslis/", requests.decide, name="care-decide"),
    path("personen/<int:person_id>/zorg/<int:care_request_id>/aanvullen/", requests.complete, name="care-complete"),
    path("personen/<int:person_id>/zorg/lijn/<int:care_line_id>/", files.line, name="care-line"),
    path("zorg/facturen/", files.overview, name="care-files"),
    path("zorg/facturen/nieuw/", files.receive, name="care-receive"),
    path("zorg/facturen/<int:care_file_id>/", files.show, name="care-file"),
    path("zorg/aanbieders/", providers.overview, name="care-providers"),
    path("zorg/aanbieders/<slug:name>/", providers.show, name="care-provider"),
]
