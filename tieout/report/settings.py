"""The settings of a report, which stand in `mkdocs.yml`, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tieout.findings import Finding, Place, Stopped, place_at, place_at_byte
from tieout.yaml_keys import keys_twice

CONFIG = "mkdocs.yml"
#: The folders that a build writes, each with the name that MkDocs gives it by itself.
_FOLDERS = {"site_dir": "site", "docs_dir": "docs"}
#: What a report is made of, and what a build keeps for itself.
_OWN = ("seeds", "data", "chapters", ".tieout")
_SETTINGS = {"time_limit": 60, "jobs": 2}


def read_settings(path: Path) -> str:
    """The text of the settings. Raises `Stopped` where it cannot be read."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        found = Finding(Place(CONFIG), "report-broken", f"it cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        place = place_at_byte(CONFIG, data, error.start)
        what = f"byte 0x{data[error.start]:02x} is not UTF-8"
        found = Finding(place, "report-broken", what, "save it as UTF-8")
    raise Stopped("report", [found])


class _Loader(yaml.SafeLoader):
    """A safe loader that passes over the tags that MkDocs adds to YAML (`!ENV`)."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def parse_settings(text: str) -> dict[str, Any]:
    """The settings as YAML has them. Raises `Stopped` where they are none."""
    try:
        config = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(CONFIG, mark.line + 1, mark.column + 1) if mark else Place(CONFIG)
        what = getattr(error, "problem", None) or "it is not YAML"
        raise Stopped(
            "report", [Finding(place, "report-broken", str(what), "mend the YAML")]
        ) from None
    if not isinstance(config, dict):
        raise Stopped(
            "report",
            [Finding(Place(CONFIG), "report-broken", "it holds no settings", "see the README")],
        )
    return config


def plugin_settings(config: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the plugin, with what is usual for what is not set."""
    plugins = config.get("plugins")
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        settings = entry.get("tieout") if isinstance(entry, dict) else None
        if isinstance(settings, dict):
            return _SETTINGS | settings
    return dict(_SETTINGS)


def setting_findings(root: Path, config: Mapping[str, Any], text: str) -> Iterator[Finding]:
    """What is wrong with settings that can be read (report-broken, report-setting,
    output-collision)."""
    yield from _twice_findings(text)
    yield from _plugin_findings(plugin_settings(config), text)
    yield from _folder_findings(root, config, text)
    yield from _address_findings(config, text)


def _twice_findings(text: str) -> Iterator[Finding]:
    for name, line, col in keys_twice(text):
        place = Place(CONFIG, line + 1, col + 1)
        yield Finding(place, "report-broken", f"{name} stands here again", "write it once")


def _plugin_findings(settings: Mapping[str, Any], text: str) -> Iterator[Finding]:
    for name, value in settings.items():
        if name not in _SETTINGS:
            what = f"tieout knows no setting {name}"
            hint = f"the settings are {' and '.join(_SETTINGS)}"
        elif not isinstance(value, int) or isinstance(value, bool) or value < 1:
            what = f"{name} is {value!r}"
            hint = "write a whole number, 1 or more"
        else:
            continue
        yield Finding(place_of(text, str(name)), "report-setting", what, hint)


def _folder_findings(root: Path, config: Mapping[str, Any], text: str) -> Iterator[Finding]:
    """A build replaces both of its folders: none may hold, or lie in, what it must not."""
    folders: dict[str, Path] = {}
    for name, usual in _FOLDERS.items():
        value = config.get(name, usual)
        if not isinstance(value, str) or not value.strip():
            what = f"{name} is {value!r}"
            yield Finding(
                place_of(text, name), "report-setting", what, "write the name of a folder"
            )
            continue
        folders[name] = written_folder(root, config, name).resolve()
    above = {name for name, folder in folders.items() if root.is_relative_to(folder)}
    taken = {name: root / name for name in _OWN}
    taken |= {name: folder for name, folder in folders.items() if name not in above}
    for name, folder in folders.items():
        others = (it for it in taken if it != name and _overlap(folder, taken[it]))
        clash = "the report itself" if name in above else next(others, "")
        if clash:
            yield Finding(
                place_of(text, name),
                "output-collision",
                f"{name} is a folder that a build replaces, and shares its place with {clash}",
                "name a folder of its own",
            )


def _address_findings(config: Mapping[str, Any], text: str) -> Iterator[Finding]:
    if config.get("use_directory_urls", True) is not False:
        yield Finding(
            place_of(text, "use_directory_urls"),
            "report-setting",
            "use_directory_urls is not false",
            "write use_directory_urls: false, for the pages link to each other's files",
        )


def written_folder(root: Path, config: Mapping[str, Any], name: str) -> Path:
    """A folder that a build writes: `site_dir` or `docs_dir`."""
    return root / str(config.get(name, _FOLDERS[name]))


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def nav_pages(nav: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The pages of a nav, in order, each with the name that it is given there."""
    if isinstance(nav, str):
        if nav.endswith(".md"):
            yield nav, name
    elif isinstance(nav, dict):
        for title, entry in nav.items():
            yield from nav_pages(entry, str(title))
    elif isinstance(nav, list):
        for entry in nav:
            yield from nav_pages(entry)


def place_of(text: str, word: str, *, last: bool = False) -> Place:
    """Where a word stands in the settings, first or last; their beginning if nowhere."""
    offset = text.rfind(word) if last else text.find(word)
    return place_at(CONFIG, text, max(0, offset))
