"""Write `requirements.lock`, and `uv.txt` beside this file, anew from what the index offers.

Versions that the files hold are kept where they still fit; `--upgrade` takes the newest ones.
"""

import os
import subprocess
import sys
from pathlib import Path

import fetch_uv
import user_settings

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"
OPTIONS = [
    "--quiet",
    "--universal",
    "--generate-hashes",
    "--python-version",
    OLDEST_PYTHON,
    "--no-emit-find-links",
    "--no-emit-index-url",
    "--custom-compile-command",
    "make lock",
]


def main() -> int:
    """Write both files; return the exit status."""
    environment = user_settings.for_uv(os.environ, ROOT / ".cache" / "uv")
    uv = fetch_uv.find_or_fetch(ROOT / ".venv" / "bin" / "uv")
    project = ["pyproject.toml", "--group", "dev", "--output-file", "requirements.lock"]
    pin = ["-", "--no-annotate", "--output-file", "bootstrap/uv.txt"]
    for arguments, text in ((project, ""), (pin, "uv\n")):
        done = subprocess.run(
            [uv, "pip", "compile", *OPTIONS, *sys.argv[1:], *arguments],
            cwd=ROOT,
            env=environment,
            input=text,
            stdout=subprocess.DEVNULL,
            text=True,
            check=False,
        )
        if done.returncode:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
