"""Links in published notebooks lead to where they lead on the chapter's page."""

from pathlib import Path

import pytest

from tieout.chapters.parse import parse_chapter
from tieout.weave.notebook_text import leading_from_notebook

_TABLE = "```{python}\n#| label: tbl-costs\n#| tbl-cap: Costs\n1\n```\n"


@pytest.mark.parametrize(
    ("slug", "text", "led"),
    [
        ("costs", "See [there](port.html).", "See [there](../port.html)."),
        ("costs", "See [there](port.html#quay).", "See [there](../port.html#quay)."),
        ("costs", "See [here](#quay).", "See [here](../costs.html#quay)."),
        ("costs", "See\n[the\nport](port.html).", "See\n[the\nport](../port.html)."),
        ("costs", "[a](port.html 'Port'), [b](<port.html>)",
         "[a](../port.html 'Port'), [b](<../port.html>)"),
        ("costs", "See [there].\n\n[there]: port.html", "See [there].\n\n[there]: ../port.html"),
        ("costs", "Note.[^1]\n\n[^1]: See [it](port.html).",
         "Note.[^1]\n\n[^1]: See [it](../port.html)."),
        ("towns/leith", "[a](port.html), [b](../port.html)",
         "[a](../../towns/port.html), [b](../../port.html)"),
        ("costs", "See <https://example.org/a> and [b](https://example.org/port.html).", None),
        ("costs", "See [no address](http://[1).", None),
        ("costs", "Write `[a](port.html)` so.", None),
        ("costs", "As @tbl-costs shows.", "As [Table 1](../costs.html#tbl-costs) shows."),
        ("costs", "Write to a@tbl-costs or `@tbl-costs`.", None),
    ],
)  # fmt: skip
def test_links_lead_from_the_notebook(
    slug: str, text: str, led: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "costs.qmd"
    file.write_text(f"---\ntitle: Costs\n---\n\n{text}\n\n{_TABLE}", encoding="utf-8")
    chapter, findings = parse_chapter(file, "chapters/costs.qmd", slug)
    assert chapter is not None, findings
    assert leading_from_notebook(chapter)(text) == (led or text)
