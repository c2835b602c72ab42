"""The templates of generated pages."""

from jinja2 import Environment, PackageLoader, StrictUndefined


def render(name: str, **values: object) -> str:
    """A template of this package, filled. An unknown name in a template is a bug and raises."""
    return _environment.get_template(name).render(**values)


_environment = Environment(
    loader=PackageLoader("tieout.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
