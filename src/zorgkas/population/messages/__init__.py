"""The other side: the simulated Flanders writes files as the Crossroads Bank does, with the faults of real networks."""

from zorgkas.population.messages.faults import Damage, damage
from zorgkas.population.messages.sender import Sender

__all__ = ["Damage", "Sender", "damage"]
