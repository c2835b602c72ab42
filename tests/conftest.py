"""What tests share: reports to build, each built once, and a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tieout.build import Built, build_site
from tieout.progress import Progress
from tieout.report import open_report

ROOT = Path(__file__).parent.parent
FERRIES = ROOT / "tests" / "reports" / "ferries"
#: What a report is made of, without what a build writes.
PARTS = ("mkdocs.yml", "seeds", "data", "chapters")


def copy_report(source: Path, target: Path) -> Path:
    """A copy of a report's own files, to be built and broken."""
    target.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        path = source / name
        if path.is_dir():
            shutil.copytree(path, target / name)
        else:
            shutil.copy(path, target / name)
    (target / "pages").mkdir()
    return target


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    """The tiny report: another subject, in English. Its folder, not built."""
    return copy_report(FERRIES, tmp_path / "ferries")


@pytest.fixture(scope="session")
def ferries_built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """The tiny report, built: its folder and the build's account."""
    root = copy_report(FERRIES, tmp_path_factory.mktemp("built") / "ferries")
    return root, build_site(open_report(root), Progress(quiet=True))


@pytest.fixture(scope="session")
def report_built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """The report of this repository, built: its folder and the build's account."""
    root = copy_report(ROOT, tmp_path_factory.mktemp("built") / "report")
    return root, build_site(open_report(root), Progress(quiet=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A browser. Without one the test is skipped, but not in CI."""
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if path is None:
        reason = "no Chromium on this machine: install it, on Debian with apt install chromium"
        if os.environ.get("TIEOUT_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, and only here

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
