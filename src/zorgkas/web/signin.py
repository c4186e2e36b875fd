"""Signing in, with a pause after too many wrong passwords."""

import datetime
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from zorgkas.web.models import FailedSignIn

MOST_FAILURES = 5
PAUSE = datetime.timedelta(minutes=15)


class SignInForm(AuthenticationForm):
    """Name and password; refuses to try when this name failed too often, also with the right password."""

    def clean(self) -> dict[str, Any]:
        """Check the pause first, then the password."""
        name = (self.cleaned_data.get("username") or "").casefold()[:150]
        since = timezone.now() - PAUSE
        if FailedSignIn.objects.filter(name=name, at__gt=since).count() >= MOST_FAILURES:
            raise ValidationError(
                _("Too many wrong passwords. Try again in %d minutes, or ask a manager.") % (PAUSE.seconds // 60)
            )
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            FailedSignIn.objects.create(name=name, at=timezone.now())
            raise
        FailedSignIn.objects.filter(name=name).delete()
        return cleaned


class SignIn(LoginView):
    """The page to sign in."""

    template_name = "counter/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
