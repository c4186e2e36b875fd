"""The second executor: the same rules as one compiled loop over columns. The first kernel asked for loads Numba."""

from zorgkas.engine.kernel.kernel import Kernel

__all__ = ["Kernel"]
