"""Where facts come from."""

from datetime import datetime

from zorgkas.registry.models import Source


def source(kind: Source.Kind | str, reference: str, received_at: datetime) -> Source:
    """Return the source with this reference, made now if it is new."""
    found, _ = Source.objects.get_or_create(
        reference=reference, defaults={"kind": Source.Kind(kind), "received_at": received_at}
    )
    return found
