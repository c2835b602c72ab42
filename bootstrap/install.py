"""Make `.venv` hold exactly what `requirements.lock` says, and this project, editable.

Run through `start.sh` before each of the Makefile's targets: it ends at once when nothing has
changed since the last time. Whoever interrupts it finds it beginning again, and no stamp written.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import fetch_uv
import user_settings

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".installed"
LOCK = ROOT / "requirements.lock"
INPUTS = (LOCK, ROOT / "pyproject.toml", *sorted(Path(__file__).parent.glob("*.py")))


def main() -> int:
    """Install where something has changed; return the exit status."""
    wanted = stamp()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return 0
    try:
        if not venv_is_usable():
            version = ".".join(str(part) for part in sys.version_info[:3])
            print(f"tieout: making .venv with Python {version}", flush=True)
            venv: list[str | Path] = [
                sys.executable,
                "-m",
                "venv",
                "--clear",
                "--without-pip",
                VENV,
            ]
            subprocess.run(venv, check=True)
        STAMP.unlink(missing_ok=True)
        uv = fetch_uv.find_or_fetch(VENV / "bin" / "uv")
        install(uv)
        STAMP.write_text(wanted, encoding="utf-8")
    except fetch_uv.NotThisWayError as error:
        print(
            f"tieout: uv could not be brought in; install it and run again\n{error}",
            file=sys.stderr,
        )
        return 1
    except subprocess.CalledProcessError as error:
        print(
            f"tieout: installing failed, see above (exit status {error.returncode})",
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        print(f"tieout: installing failed: {error}", file=sys.stderr)
        return 1
    return 0


def install(uv: Path) -> None:
    """Install the locked packages, then the project itself with the locked build tool."""
    environment = user_settings.for_uv(os.environ, ROOT / ".cache" / "uv")
    # uv draws its progress on a terminal; elsewhere its list of packages says nothing new.
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    count = len(re.findall(r"^\w", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    print(f"tieout: installing {count} packages of requirements.lock into .venv", flush=True)
    into = ["--python", str(PYTHON), *quiet]
    subprocess.run(
        [uv, "pip", "sync", *into, "--require-hashes", str(LOCK)],
        check=True,
        cwd=ROOT,
        env=environment,
    )
    subprocess.run(
        [
            uv,
            "pip",
            "install",
            *into,
            "--no-deps",
            "--no-build-isolation",
            "--offline",
            "-e",
            str(ROOT),
        ],
        check=True,
        cwd=ROOT,
        env=environment,
    )


def stamp() -> str:
    """Return what `.venv` depends on: where it stands, its Python, and the inputs' bytes."""
    digest = hashlib.sha256()
    for file in INPUTS:
        digest.update(file.read_bytes())
    version = ".".join(str(part) for part in sys.version_info[:2])
    return f"{ROOT}\n{version}\n{digest.hexdigest()}\n"


def venv_is_usable() -> bool:
    """Return whether `.venv` runs, with this version of Python, and was made where it stands.

    The scripts in it hold its address, so that a moved or copied checkout needs a new one.
    """
    place_and_version = stamp().splitlines()[:2]
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8").splitlines()[:2] != place_and_version:
        return False
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [PYTHON, "-c", question], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.stdout.strip() == place_and_version[1]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
