"""The tiny report's tree of pages against the golden one.

`TIEOUT_WRITE_GOLDEN=1 pytest tests/pages` writes it again; look at the difference then.
"""

import os
import shutil
from pathlib import Path

from tieout.build import Built

GOLDEN = Path(__file__).parent / "golden"


def test_the_pages_are_those_of_the_golden_folder(ferries_built: tuple[Path, Built]) -> None:
    pages = ferries_built[0] / "pages"
    written = {
        it.relative_to(pages).as_posix(): it.read_text("utf-8")
        for it in sorted(pages.rglob("*.md"))
    }
    if os.environ.get("TIEOUT_WRITE_GOLDEN"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, text in written.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    golden = {
        it.relative_to(GOLDEN).as_posix(): it.read_text("utf-8")
        for it in sorted(GOLDEN.rglob("*.md"))
    }
    assert sorted(written) == sorted(golden), "run with TIEOUT_WRITE_GOLDEN=1 and look"
    for name, text in written.items():
        assert text == golden[name], name


def test_no_place_of_an_author_is_published(ferries_built: tuple[Path, Built]) -> None:
    for path in (ferries_built[0] / "site").rglob("*.html"):
        assert "data-place" not in path.read_text("utf-8"), path.name
