"""The graph that the names of inputs make."""

from collections.abc import Iterable, Mapping


def find_cycle(inputs: Mapping[str, Iterable[str]]) -> list[str] | None:
    """Names that need each other in a circle (the first stands again at the end), or None."""
    done: set[str] = set()
    for start in inputs:
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            name, leaving = stack.pop()
            if leaving:
                on_path.discard(path.pop())
                done.add(name)
            elif name in on_path:
                return [*path[path.index(name) :], name]
            elif name not in done and name in inputs:
                path.append(name)
                on_path.add(name)
                stack.append((name, True))
                stack.extend((needed, False) for needed in inputs[name])
    return None


def in_order(target: str, inputs: Mapping[str, Iterable[str]]) -> list[str]:
    """Every name that the target needs, each after what it needs itself, the target last. There are no cycles."""
    order: list[str] = []
    seen: set[str] = set()
    stack: list[tuple[str, bool]] = [(target, False)]
    while stack:
        name, leaving = stack.pop()
        if leaving:
            order.append(name)
        elif name not in seen:
            seen.add(name)
            stack.append((name, True))
            stack.extend((needed, False) for needed in reversed(list(inputs.get(name, ()))))
    return order
