"""Pandoc writes a file in each language of a report without a warning."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from tieout.volume.pandoc_file import write_file


@pytest.mark.parametrize("form", ["docx", "epub"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_pandoc_has_the_words_of_a_language(form: str, language: str) -> None:
    arguments = [f"--metadata=lang:{language}", "--metadata=title:T"]
    content = write_file("<p>港口</p>", form, {}, arguments, date(2024, 3, 14))
    assert zipfile.ZipFile(BytesIO(content)).testzip() is None
