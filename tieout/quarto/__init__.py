"""The report as a Quarto project: a book in HTML, or one document that Typst makes a PDF of."""

from tieout.quarto.addresses import Format
from tieout.quarto.command import (
    check_project_folder,
    find_quarto,
    render,
    take_output,
    write_project,
)
from tieout.quarto.project import FORMATS, OPENED, quarto_project

__all__ = [
    "FORMATS",
    "OPENED",
    "Format",
    "check_project_folder",
    "find_quarto",
    "quarto_project",
    "render",
    "take_output",
    "write_project",
]
