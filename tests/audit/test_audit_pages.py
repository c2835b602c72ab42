"""The audit over the corners of a page where a number could hide."""

from pathlib import Path

import pytest
from audit_samples import add, change, write

from tieout.audit import audit_site


def codes(site: Path) -> list[str]:
    return [finding.code for finding in audit_site(site)[1]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>Ports in 2025", "<title>Ports moved 665,000 TEU"),
        ("What the port tells of 2025", "What the port tells of 8 firms"),
        ("What the port tells of 2025", "Four areas"),
        ('name="description" content="', 'property="og:title" content="8 ports: '),
        (">Home<", ">Home of 9 ports<"),
        (">Home<", "><b title='9 ports'>Home</b><"),
        ("Made with tools", "Made with 3 tools of ours, and 656,001 TEU"),
        ("<main>", "<header>65.6万标箱</header><main>"),
        ("</main>", "<article><p>656,001 TEU</p></article></main>"),
        ("</main>", "<article class='md-content__inner'><p>Nine firms</p></article></main>"),
        ("</main>", "<aside><img alt='900 firms' src='assets/main.css'></aside></main>"),
    ],
)
def test_a_number_outside_the_article_must_stand_in_it(tmp_path: Path, old: str, new: str) -> None:
    site = write(tmp_path)
    change(site, "index.html", old, new)
    assert set(codes(site)) == {"audit-outside"}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("index.html", "<title>Ports in 2025", "<title>656,000 TEU, 36.8% more, in 2025"),
        ("index.html", "What the port tells of 2025", "Three firms, 5G, the 14th Five-Year Plan"),
        ("index.html", "</main>", "<article><p>656,000 TEU</p></article></main>"),
        ("derivations/index.html", ">Home<", ">Ports moved 656,000 TEU<"),
        ("sources/port/index.html", "<title>Ports in 2025", "<title>Port report 2026"),
        ("404.html", "</main>", "<p>404</p></main>"),
    ],
)  # fmt: skip
def test_a_number_outside_the_article_may_repeat_one(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    files = {"404.html": "<title>404</title><body><main><h1>404</h1></main></body>"}
    site = write(tmp_path, files=files)
    change(site, path, old, new)
    assert codes(site) == []


@pytest.mark.parametrize(
    "html",
    [
        "<iframe srcdoc='5 firms'></iframe>",
        "<object data='assets/main.css'></object>",
        "<embed src='assets/main.css'>",
        "<canvas></canvas>",
        "<img src='data:image/png;base64,AAAA' alt=''>",
        "<img src='assets/main.css' alt=''>",
        "<picture></picture>",
        "<video></video>",
        "<svg><image href='assets/main.css'/></svg>",
        "<script>document.write(5)</script>",
        "<p onclick='count()'>x</p>",
        "<p onmouseover='count()'>x</p>",
        "<div><template shadowrootmode='open'><p>5</p></template></div>",
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, html: str) -> None:
    site = write(tmp_path)
    add(site, html)
    assert codes(site) == ["audit-opaque"]


@pytest.mark.parametrize(
    "html",
    [
        "<pre><code>656,000 TEU</code></pre>",
        "<pre><code>x = 656000</code></pre>",
        "<div class='tieout-code'><p>656,000 TEU</p></div>",
        "<div class='tieout-code'><pre>656,000 TEU</pre></div>",
        "<code class='tieout-code'>656,000</code>",
        "<code>656,000 TEU</code>",
        "<code>CNY 5bn</code>",
        "<code>about 5%</code>",
        "<code>三大片区</code>",
        "<h2>Ports<a class='headerlink' href='#ports'>5</a></h2>",
        "<p class='headerlink'>656,000 TEU</p>",
        "<p class='role-axis-label'>656,000 TEU</p>",
        "<p class='role-axis-label'><text>0</text><text>656</text></p>",
        "<svg><g class='role-axis-label'><text>656,000</text></g></svg>",
        "<svg><g class='role-axis-label'><text>10</text><text>5</text><text>7</text></g></svg>",
        "<svg><g class='role-axis-label'><text>0</text><text>11</text><text>13</text></g></svg>",
        "<svg><g class='role-axis-label'><text>0</text><text>5 to 9</text></g></svg>",
        "<math><mn>5</mn></math>",
        "<kbd>7</kbd>",
        "<template><p>x</p></template><samp>7</samp>",
    ],
)
def test_a_number_is_not_hidden_by_its_element(tmp_path: Path, html: str) -> None:
    site = write(tmp_path)
    add(site, html)
    assert set(codes(site)) == {"audit-untied"}


@pytest.mark.parametrize(
    ("html", "ticks"),
    [
        ("<text>0</text><text>5</text><text>10</text>", 3),
        ("<text>0%</text><text>20%</text>", 2),
        ("<text>−10</text><text>0</text><text>10</text>", 3),
        ("<text>1</text><text>10</text><text>100</text><text></text>", 3),
        ("<text>1</text><text>2</text><text>5</text><text>10</text>", 4),
        ("<text>CNY 1 million</text><text>CNY 2 million</text>", 2),
    ],
)
def test_ticks_of_a_scale_are_passed_over(tmp_path: Path, html: str, ticks: int) -> None:
    site = write(tmp_path)
    before = audit_site(site)[0].axis_ticks
    add(site, f"<svg><g class='mark-text role-axis-label'>{html}</g></svg>")
    account, findings = audit_site(site)
    assert findings == []
    assert account.axis_ticks == before + ticks


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("X-axis with values from 0 to 10", []),
        ("X-axis with values from 0 to 11", ["audit-attribute"]),
    ],
)
def test_the_description_of_an_axis_tells_its_ticks(
    tmp_path: Path, label: str, found: list[str]
) -> None:
    site = write(tmp_path)
    labels = "<g class='role-axis-label'><text>0</text><text>5</text><text>10</text></g>"
    add(site, f"<svg><g class='role-axis' aria-label='{label}'>{labels}</g></svg>")
    assert sorted(set(codes(site))) == found


@pytest.mark.parametrize("text", ["tieout.v2", "port.boxes.2025", "--jobs=2", "sha256", "s-1", "x"])
def test_names_in_code_are_no_numbers(tmp_path: Path, text: str) -> None:
    site = write(tmp_path)
    add(site, f"<p><code>{text}</code></p>")
    assert codes(site) == []
