"""Pandoc writes a file in each language of a report without a warning."""

import base64
import zipfile
from datetime import date
from io import BytesIO

import pytest

from tieout.volume.pandoc_file import write_file

BODY = """<h1>港口</h1>
<table><caption>货物</caption><tr><th>吨</th></tr><tr><td>集装箱</td></tr></table>
<figure><img src="a.png" alt="港口"><figcaption>港口</figcaption></figure>
"""
#: The smallest PNG.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.mark.parametrize("form", ["docx", "epub"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_pandoc_has_the_words_of_a_language(form: str, language: str) -> None:
    arguments = [f"--metadata=lang:{language}", "--metadata=title:T"]
    content = write_file(BODY, form, {"a.png": PICTURE}, arguments, date(2024, 3, 14))
    assert zipfile.ZipFile(BytesIO(content)).testzip() is None
