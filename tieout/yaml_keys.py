"""Keys of YAML mappings that stand twice, of which a YAML reader keeps the last in silence."""

from collections.abc import Iterator

import yaml


def keys_twice(text: str) -> Iterator[tuple[str, int, int]]:
    """Each key that its mapping, at whatever depth, holds already: with the line and column,
    from zero, where it stands again. Raises `yaml.YAMLError` where the text is not YAML."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    yield from _twice(root, set())


def _twice(node: yaml.Node | None, read: set[int]) -> Iterator[tuple[str, int, int]]:
    if id(node) in read:  # an alias of what has been read
        return
    read.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _twice(each, read)
    elif isinstance(node, yaml.MappingNode):
        known: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value != "<<":
                if key.value in known:
                    yield key.value, key.start_mark.line, key.start_mark.column
                known.add(key.value)
            yield from _twice(value, read)
