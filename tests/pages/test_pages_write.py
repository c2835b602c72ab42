"""Writing the tree of pages, and putting a new site in the place of the old one."""

from errno import ENOSPC
from pathlib import Path

import pytest

from tieout.findings import Finding, Place, Stopped
from tieout.pages.write import (
    asset_files,
    check_replaceable,
    disk_told,
    list_site,
    swap_folder,
    write_tree,
)

FACTS = "data/facts.json"


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        it.relative_to(folder).as_posix(): it.read_bytes()
        for it in sorted(folder.rglob("*"))
        if it.is_file() and it.name != ".written"
    }


def _stopped(caught: pytest.ExceptionInfo[Stopped]) -> Finding:
    (finding,) = caught.value.findings
    return finding


def test_the_folder_holds_exactly_these_files(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    write_tree(pages, {FACTS: b"[]", "index.md": b"a", "sources/x/index.md": b"b"}, tmp_path)
    assert _tree(pages) == {FACTS: b"[]", "index.md": b"a", "sources/x/index.md": b"b"}
    write_tree(pages, {FACTS: b"[]", "port.md": b"c"}, tmp_path)
    assert _tree(pages) == {FACTS: b"[]", "port.md": b"c"}
    assert not (pages / "sources").exists()


def test_only_what_changed_is_touched(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    write_tree(pages, {FACTS: b"[]", "a.md": b"a", "b.md": b"b"}, tmp_path)
    before = {name: (pages / name).stat() for name in ("a.md", "b.md")}
    write_tree(pages, {FACTS: b"[]", "a.md": b"a", "b.md": b"new"}, tmp_path)
    assert (pages / "a.md").stat().st_ino == before["a.md"].st_ino
    assert (pages / "a.md").stat().st_mtime_ns == before["a.md"].st_mtime_ns
    assert (pages / "b.md").stat().st_ino != before["b.md"].st_ino


def test_files_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    write_tree(tmp_path / "pages", {FACTS: b"[]"}, tmp_path)
    assert (tmp_path / "pages" / FACTS).stat().st_mode & 0o777 == 0o644


def test_the_file_that_keeps_the_folder_in_git_stays(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / ".gitignore").write_text("*\n")
    write_tree(pages, {FACTS: b"[]"}, tmp_path)
    assert _tree(pages) == {".gitignore": b"*\n", FACTS: b"[]"}


def test_documents_that_someone_wrote_are_not_removed(tmp_path: Path) -> None:
    """`docs_dir` forgotten: MkDocs' own default is docs/, where people keep documents."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "thesis.md").write_text("years of work")
    with pytest.raises(Stopped) as caught:
        write_tree(docs, {FACTS: b"[]"}, tmp_path)
    assert str(_stopped(caught)) == (
        "docs:1:1: output-foreign: it holds thesis.md, which tieout did not write; "
        "name another docs_dir in mkdocs.yml, or move the file away"
    )
    assert _tree(docs) == {"thesis.md": b"years of work"}


def test_a_page_that_someone_added_to_the_tree_is_a_finding(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    write_tree(pages, {FACTS: b"[]"}, tmp_path)
    (pages / "mine.md").write_text("mine")
    (pages / ".DS_Store").write_text("no document")
    with pytest.raises(Stopped) as caught:
        write_tree(pages, {FACTS: b"[]", "b.md": b"b"}, tmp_path)
    assert "it holds mine.md, which tieout did not write" in str(_stopped(caught))
    assert _tree(pages) == {FACTS: b"[]", "mine.md": b"mine", ".DS_Store": b"no document"}


@pytest.mark.parametrize(
    ("held", "fine"), [([], True), ([FACTS, "index.html"], True), (["thesis.txt"], False)]
)
def test_only_a_site_is_replaced_by_a_site(tmp_path: Path, held: list[str], fine: bool) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in held:
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("x")
    if fine:
        check_replaceable(site, tmp_path)
        return
    with pytest.raises(Stopped) as caught:
        check_replaceable(site, tmp_path)
    assert str(_stopped(caught)) == (
        "site:1:1: output-foreign: it holds thesis.txt, which no build wrote; "
        "name another site_dir in mkdocs.yml, or move what is yours away"
    )


def test_a_file_that_someone_put_into_a_site_is_not_removed(tmp_path: Path) -> None:
    site = _site(tmp_path / "site", "built")
    list_site(site)
    (site / ".DS_Store").write_text("no document")
    check_replaceable(site, tmp_path)
    (site / "CNAME").write_text("example.org")
    with pytest.raises(Stopped) as caught:
        check_replaceable(site, tmp_path)
    assert "it holds CNAME, which no build wrote" in str(_stopped(caught))


def test_a_site_that_another_shell_has_built_over_is_replaced(tmp_path: Path) -> None:
    site = _site(tmp_path / "site", "built")
    for name in ("assets/app.1.js", "search/search_index.json"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("x")
    list_site(site)
    (site / "assets/mine.txt").write_text("mine")
    with pytest.raises(Stopped):  # nobody has replaced anything yet
        check_replaceable(site, tmp_path)
    (site / "search/search_index.json").rename(site / "search.json")
    check_replaceable(site, tmp_path)
    (site / "CNAME").write_text("example.org")
    with pytest.raises(Stopped) as caught:
        check_replaceable(site, tmp_path)
    assert "it holds CNAME, which no build wrote" in str(_stopped(caught))


def test_what_begins_with_a_dot_stays_when_a_site_is_replaced(tmp_path: Path) -> None:
    old, new = _site(tmp_path / "site", "old"), _site(tmp_path / "scratch/site", "new")
    (old / ".git").mkdir()
    (old / ".git/HEAD").write_text("ref")
    list_site(old)
    list_site(new)
    swap_folder(new, old, tmp_path)
    assert _tree(old) == {".git/HEAD": b"ref", "index.html": b"new"}


def test_a_disk_that_fails_is_a_finding_and_a_bug_is_none(tmp_path: Path) -> None:
    with pytest.raises(Stopped) as caught, disk_told(tmp_path):
        raise OSError(ENOSPC, "No space left on device", str(tmp_path / "site/x.html"))
    assert str(_stopped(caught)) == (
        "site/x.html:1:1: output-unwritable: it cannot be written: No space left on device; "
        "make room on the disk, and build again"
    )
    with pytest.raises(FileNotFoundError), disk_told(tmp_path):
        raise FileNotFoundError(2, "No such file or directory", "x")


def test_a_full_disk_leaves_no_half_written_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tmp_path / "pages"
    write_tree(pages, {FACTS: b"[]", "a.md": b"old"}, tmp_path)

    def full(self: Path, data: bytes) -> int:
        self.touch()
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Stopped) as caught:
        write_tree(pages, {FACTS: b"[]", "a.md": b"new"}, tmp_path)
    assert "No space left on device; make room" in str(_stopped(caught))
    assert _tree(pages) == {FACTS: b"[]", "a.md": b"old"}


@pytest.mark.parametrize("in_the_way", ["pages", "pages/sources"])
def test_a_file_in_the_way_of_a_folder_is_a_finding(tmp_path: Path, in_the_way: str) -> None:
    pages = tmp_path / "pages"
    if in_the_way != "pages":
        write_tree(pages, {FACTS: b"[]", in_the_way.removeprefix("pages/"): b"x"}, tmp_path)
    else:
        pages.write_bytes(b"x")
    with pytest.raises(Stopped) as caught:
        write_tree(pages, {FACTS: b"[]", "sources/index.md": b"a"}, tmp_path)
    finding = _stopped(caught)
    assert (finding.place, finding.code) == (Place("pages"), "output-unwritable")
    assert "cannot be written" in finding.message
    assert (tmp_path / in_the_way).read_bytes() == b"x"


def _site(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text)
    return folder


def test_a_new_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    old, new = _site(tmp_path / "site", "old"), _site(tmp_path / "scratch/site", "new")
    (old / "gone.html").write_text("gone")
    swap_folder(new, old, tmp_path)
    assert _tree(old) == {"index.html": b"new"}
    assert sorted(it.name for it in tmp_path.iterdir()) == ["scratch", "site"]


def test_a_first_site_needs_no_old_one(tmp_path: Path) -> None:
    swap_folder(_site(tmp_path / "scratch/site", "new"), tmp_path / "public/site", tmp_path)
    assert _tree(tmp_path / "public/site") == {"index.html": b"new"}


def test_a_file_of_the_sites_name_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(Stopped) as caught:
        swap_folder(_site(tmp_path / "scratch/site", "new"), tmp_path / "site", tmp_path)
    assert str(_stopped(caught)).startswith(
        "site:1:1: output-unwritable: it cannot be written: Not a directory"
    )
    assert (tmp_path / "site").read_text() == "mine"


def test_the_old_site_stays_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = _site(tmp_path / "site", "old"), _site(tmp_path / "scratch/site", "new")
    rename = Path.rename

    def fails_for_the_new(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_for_the_new)
    with pytest.raises(Stopped):
        swap_folder(new, old, tmp_path)
    assert _tree(tmp_path / "site") == {"index.html": b"old"}


def test_the_assets_travel_with_the_package() -> None:
    assert asset_files().keys() >= {"assets/tieout.css", "assets/tieout.js"}
