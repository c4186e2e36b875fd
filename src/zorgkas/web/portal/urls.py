"""Addresses of the portal."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from zorgkas.web.portal.pages import budgets, contact, entrance, home, letters, own, premium, what_if

app_name = "portal"
urlpatterns = [
    path("aanmelden/", entrance.sign_in, name="sign-in"),
    path("aanmelden/naar/", entrance.to_provider, name="to-provider"),
    path("aanmelden/terug/", entrance.back, name="back"),
    path("afmelden/", entrance.sign_out, name="sign-out"),
    path("taal/", login_not_required(set_language), name="language"),
    path("voor-wie/", entrance.choose, name="choose"),
    path("", home.home, name="home"),
    path("premie/", premium.premium, name="premium"),
    path("premie/<int:year>/", premium.why, name="premium-why"),
    path("premie/in-delen/", premium.plan, name="plan"),
    path("budgetten/", budgets.budgets, name="budgets"),
    path("budgetten/<int:product>/<int:month>/", budgets.why, name="budget-why"),
    path("budgetten/aanvragen/", budgets.apply, name="apply"),
    path("beslissingen/<int:decision_id>/", budgets.decision, name="decision"),
    path("beslissingen/<int:decision_id>/beroep/", budgets.appeal, name="appeal"),
    path("brieven/", letters.letters, name="letters"),
    path("brieven/<int:letter_id>/", letters.letter, name="letter"),
    path("gegevens/", own.data, name="data"),
    path("gegevens/rekening/", own.account, name="account"),
    path("berichten/", contact.contact, name="contact"),
    path("afspraak/", contact.appointment, name="appointment"),
    path("wat-als/", what_if.what_if, name="what-if"),
]
