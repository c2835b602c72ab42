"""What the user's machine says about reaching a package index, in the words that uv knows.

pip reads its own files and variables and uv does not read pip's. Whoever has set up pip to go
through a mirror, a proxy or a certificate of the house has thereby told us how to install, so
those four settings are handed on. What is set for uv itself always wins.
"""

import configparser
import os
import ssl
import sys
from collections.abc import Mapping
from pathlib import Path

UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "cert": "SSL_CERT_FILE",
    "trusted-host": "UV_INSECURE_HOST",
    "proxy": "ALL_PROXY",
}

# Variables that would move the installation elsewhere, or change what is installed.
NOT_HANDED_ON = (
    "UV_PYTHON",
    "UV_SYSTEM_PYTHON",
    "UV_BREAK_SYSTEM_PACKAGES",
    "UV_CONSTRAINT",
    "UV_OVERRIDE",
    "UV_EXCLUDE",
    "UV_REQUIRE_HASHES",
    "UV_NO_VERIFY_HASHES",
    "UV_WORKING_DIR",
    "UV_PROJECT",
)


# Where Debian, Fedora and macOS keep them; Python itself may know of none of these.
CERTIFICATE_FILES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)


def pip_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the settings of `UV_NAMES` that pip's files and variables hold, under pip's names.

    Later files win over earlier ones and variables over files, as in pip.
    """
    found: dict[str, str] = {}
    for file in pip_files(environment):
        parser = configparser.RawConfigParser()
        try:
            parser.read(file, encoding="utf-8")
        except (OSError, UnicodeDecodeError, configparser.Error):
            continue
        for section in ("global", "install"):
            for name in UV_NAMES:
                if parser.has_option(section, name):
                    found[name] = " ".join(parser.get(section, name).split())
    for name in UV_NAMES:
        value = environment.get("PIP_" + name.upper().replace("-", "_"))
        if value:
            found[name] = value
    return {name: value for name, value in found.items() if value}


def pip_files(environment: Mapping[str, str]) -> list[Path]:
    """Return the files in which pip keeps its settings, the weakest first."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 (Path.home fails for a user without a home)
    shared = environment.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    files = [Path(folder, "pip", "pip.conf") for folder in reversed(shared.split(":")) if folder]
    files.append(Path("/etc/pip.conf"))
    if sys.platform == "darwin":
        files.append(Path("/Library/Application Support/pip/pip.conf"))
        files.append(home / "Library/Application Support/pip/pip.conf")
    own = environment.get("XDG_CONFIG_HOME") or str(home / ".config")
    files += [home / ".pip" / "pip.conf", Path(own, "pip", "pip.conf")]
    chosen = environment.get("PIP_CONFIG_FILE")
    if chosen == os.devnull:
        return []
    if chosen:
        files.append(Path(chosen))
    return files


def for_uv(environment: Mapping[str, str], fallback_cache: Path) -> dict[str, str]:
    """Return the environment to run uv in: the caller's, with pip's settings handed on.

    `fallback_cache` is used where the user's own cache folder cannot be written.
    """
    result = {name: value for name, value in environment.items() if name not in NOT_HANDED_ON}
    settings = pip_settings(environment)
    if "UV_INDEX_URL" in environment:
        settings.pop("index-url", None)
    for name, value in settings.items():
        result.setdefault(UV_NAMES[name], value)
    if machine_has_certificates():
        # They hold what uv brings along, and those of the house where there are any.
        result.setdefault("UV_SYSTEM_CERTS", "true")
    if "UV_CACHE_DIR" not in result and not is_writable(default_cache(environment)):
        result["UV_CACHE_DIR"] = str(fallback_cache)
    return result


def machine_has_certificates() -> bool:
    """Return whether the machine has certificate authorities of its own."""
    known = ssl.get_default_verify_paths()
    if any(Path(file or os.devnull).is_file() for file in (known.cafile, *CERTIFICATE_FILES)):
        return True
    folder = Path(known.capath or os.devnull)
    return folder.is_dir() and any(folder.iterdir())


def default_cache(environment: Mapping[str, str]) -> Path:
    """Return the folder in which uv keeps its cache when it is told nothing."""
    base = environment.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return Path(base) / "uv"


def is_writable(folder: Path) -> bool:
    """Return whether `folder` can be written, or be made where it does not exist."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
