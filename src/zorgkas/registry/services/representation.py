"""Record who acts for a person and to whom is paid instead, with the checks that the law and common sense ask."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from zorgkas.registry.insz import InvalidInsz, birth_date_of, validate_insz
from zorgkas.registry.models import Death, PaymentToOther, Person, Representative, Source
from zorgkas.registry.services.facts import FactRefused, Recorded, record_fact

# The age at which parents and guardians no longer represent (old Civil Code art. 488).
ADULT_AGE = 18
_OF_MINORS = (Representative.Kind.PARENT, Representative.Kind.GUARDIAN)
_WITH_PROOF = (
    Representative.Kind.GUARDIAN,
    Representative.Kind.ADMINISTRATOR,
    Representative.Kind.MANDATE_HOLDER,
    Representative.Kind.DEBT_MEDIATOR,
)


class RepresentationRefused(ValueError):
    """The representative or the account cannot be recorded like this; `field` is where the mistake is."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True)
class NewRepresentative:
    """Who acts for the person; half-open period, `valid_to` empty while no end is known."""

    kind: Representative.Kind
    name: str
    valid_from: datetime.date
    valid_to: datetime.date | None = None
    proof: str = ""
    gets_letters: bool = True
    # Number, relation and how to reach (DEC art. 49 §3/0).
    details: Mapping[str, str] = field(default_factory=dict)


def record_representative(
    person: Person, new: NewRepresentative, *, source: Source, recorded_at: datetime.datetime | None = None
) -> Recorded:
    """Record who acts for the person (DEC art. 23 §2); for a minor it ends with the 18th birthday at the latest."""
    check_representative(person, new)
    ends = [new.valid_to] if new.valid_to else []
    if new.kind in _OF_MINORS:
        ends.append(adult_on(person.birth_date))
    values = {
        **new.details,
        "kind": int(new.kind),
        "name": new.name.strip(),
        "gets_letters": new.gets_letters,
        "proof": new.proof.strip(),
    }
    return record_fact(
        Representative,
        person.pk,
        new.valid_from,
        min(ends) if ends else None,
        values,
        source=source,
        recorded_at=recorded_at,
    )


def end_representative(
    person: Person,
    representative: Representative,
    on: datetime.date,
    *,
    source: Source,
    recorded_at: datetime.datetime | None = None,
) -> Recorded:
    """From a day on he or she no longer acts for the person."""
    if on <= representative.valid_from:
        raise RepresentationRefused("on", _("It only started on %s.") % representative.valid_from.isoformat())
    return record_fact(
        Representative,
        person.pk,
        on,
        None,
        None,
        source=source,
        recorded_at=recorded_at,
        series={"kind": representative.kind, "name": representative.name},
    )


def pay_to_other(
    person: Person,
    ground: PaymentToOther.Ground,
    iban: str,
    holder_name: str,
    valid_from: datetime.date,
    valid_to: datetime.date | None = None,
    *,
    proof: str,
    source: Source,
    recorded_at: datetime.datetime | None = None,
) -> Recorded:
    """Pay what is due to the person on another account: of who acts for him or her, a debt mediator, an heir."""
    if not proof.strip():
        raise RepresentationRefused("proof", _("Say which document shows that this may be paid to somebody else."))
    dead = Death.objects.filter(person=person, superseded_at=None).exists()
    if ground == PaymentToOther.Ground.AFTER_DEATH and not dead:
        raise RepresentationRefused("ground", _("No death of this person is known."))
    if ground != PaymentToOther.Ground.AFTER_DEATH and dead:
        raise RepresentationRefused("ground", _("The person has died: a mandate ends at death."))
    acting = {
        PaymentToOther.Ground.REPRESENTATIVE: tuple(
            kind for kind in Representative.Kind if kind != Representative.Kind.DEBT_MEDIATOR
        ),
        PaymentToOther.Ground.DEBT_MEDIATOR: (Representative.Kind.DEBT_MEDIATOR,),
    }.get(ground)
    if acting and not acting_for([person.pk], valid_from, kinds=acting):
        raise RepresentationRefused("ground", _("Nobody is known to act for this person in that capacity on that day."))
    try:
        return record_fact(
            PaymentToOther,
            person.pk,
            valid_from,
            valid_to,
            {
                "ground": int(ground),
                "iban": iban.replace(" ", "").upper(),
                "holder_name": holder_name.strip(),
                "proof": proof.strip(),
            },
            source=source,
            recorded_at=recorded_at,
        )
    except FactRefused as refused:
        raise RepresentationRefused("iban", str(refused)) from None


def acting_for(
    people: list[int], on: datetime.date, *, kinds: tuple[int, ...] = tuple(Representative.Kind)
) -> dict[int, list[Representative]]:
    """Who acts for each of these people on a day, in the order of the kinds: legal representatives first."""
    found = Representative.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on),
        person_id__in=people,
        superseded_at=None,
        valid_from__lte=on,
        kind__in=kinds,
    ).order_by("person_id", "kind", "name")
    by_person: dict[int, list[Representative]] = {}
    for one in found:
        by_person.setdefault(one.person_id, []).append(one)
    return by_person


def adult_on(birth: datetime.date) -> datetime.date:
    """The 18th birthday; of who was born on 29 February, 28 February in a common year."""
    try:
        return birth.replace(year=birth.year + ADULT_AGE)
    except ValueError:
        return datetime.date(birth.year + ADULT_AGE, 2, 28)


def check_representative(person: Person, new: NewRepresentative) -> None:
    """Refuse what cannot be, beside its field; changes nothing."""
    if not new.name.strip():
        raise RepresentationRefused("name", _("Give the name of who acts for the person."))
    if new.valid_to is not None and new.valid_to <= new.valid_from:
        raise RepresentationRefused("valid_to", _("The end lies before the start."))
    if new.kind in _OF_MINORS and new.valid_from >= adult_on(person.birth_date):
        raise RepresentationRefused(
            "kind", _("The person is of age: only an administrator or a mandate holder can act.")
        )
    if new.kind in _WITH_PROOF and not new.proof.strip():
        raise RepresentationRefused("proof", _("Say which judgment or mandate shows it."))
    if number := new.details.get("insz", ""):
        try:
            validate_insz(number)
        except InvalidInsz as wrong:
            raise RepresentationRefused("insz", str(wrong)) from None
        if number == person.insz:
            raise RepresentationRefused("insz", _("Nobody represents himself or herself."))
        born = birth_date_of(number)
        if born is not None and new.valid_from < adult_on(born):
            raise RepresentationRefused("insz", _("Who acts for somebody must be of age."))
    death = Death.objects.filter(person=person, superseded_at=None).order_by("valid_from").first()
    if death is not None and new.valid_from >= death.valid_from:
        raise RepresentationRefused("valid_from", _("The person has died: a mandate ends at death."))
