"""Addresses of the counter."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views.i18n import set_language

from zorgkas.web.counter.rooms import ADDRESSES
from zorgkas.web.counter.views import (
    bank,
    batches,
    comparing,
    explanations,
    home,
    letters,
    matching,
    person,
    search,
    tasks,
)
from zorgkas.web.signin import SignIn

app_name = "counter"
urlpatterns = [
    path("aanmelden/", SignIn.as_view(), name="sign-in"),
    path("afmelden/", LogoutView.as_view(), name="sign-out"),
    path("taal/", set_language, name="language"),
    path("", home.home, name="home"),
    path("zoeken/", search.search, name="search"),
    path("personen/<int:person_id>/", person.person, name="person"),
    path("personen/<int:person_id>/deel/<slug:anchor>/", person.section, name="person-section"),
    path("personen/<int:person_id>/reden/", person.reason, name="reason"),
    path("personen/<int:person_id>/premies/<int:year>/", explanations.premium, name="premium"),
    path("personen/<int:person_id>/budgetten/<int:product>/<int:month>/", explanations.budget, name="budget"),
    path("personen/<int:person_id>/premies/<int:year>/verschil/", comparing.premium, name="premium-compared"),
    path(
        "personen/<int:person_id>/budgetten/<int:product>/<int:month>/verschil/",
        comparing.budget,
        name="budget-compared",
    ),
    path("personen/<int:person_id>/beslissingen/<int:decision_id>/", explanations.decision, name="decision"),
    path("personen/<int:person_id>/brieven/<int:letter_id>/", letters.letter, name="letter"),
    path("taken/", tasks.tasks, name="tasks"),
    path("taken/<int:task_id>/afgehandeld/", tasks.close, name="close-task"),
    path("betaalbatches/", batches.batch_list, name="batches"),
    path("betaalbatches/<int:batch_id>/", batches.batch_detail, name="batch"),
    path("betaalbatches/<int:batch_id>/vrijgeven/", batches.release, name="release"),
    path("betaalbatches/<int:batch_id>/annuleren/", batches.cancel, name="cancel"),
    path("betaalbatches/<int:batch_id>/bestand/", batches.export, name="export"),
    path("bankbestanden/<int:file_id>/", batches.download, name="download"),
    path("bank/", bank.queue, name="bank"),
    path("bank/bewegingen/<int:movement_id>/", matching.movement, name="movement"),
    path("bank/bewegingen/<int:movement_id>/toewijzen/", matching.match, name="match"),
    *(path("", include(module)) for module in ADDRESSES),
]
