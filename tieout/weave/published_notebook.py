"""A chapter's executed notebook as readers download it: its inline values filled in."""

import copy
import re
from typing import Any

from tieout.chapters.chapter import Executed, Value
from tieout.chapters.handover import VEGA_LITE_MIME
from tieout.weave.charts import draw
from tieout.weave.links import Links
from tieout.weave.notebook_text import leading_from_notebook

_INLINE_CODE = re.compile(r"`\{python\} ([^`]+)`")


def published(executed: Executed, links: Links) -> dict[str, Any]:
    """The notebook as JSON. In its text, inline expressions stand as links to the site's
    pages, and the author's own links lead there too; its code runs again wherever tieout and
    the report are."""
    lead = leading_from_notebook(executed.chapter)
    here = links.at(executed.chapter.slug.count("/") + 1)
    by_expression: dict[str, list[Value]] = {}
    for inline in executed.chapter.inlines:
        by_expression.setdefault(inline.expression, []).append(executed.values[inline.place])

    def link(match: re.Match[str]) -> str:
        meant = by_expression.get(match[1].strip())
        if not meant:
            return match[0]
        value = meant.pop(0) if len(meant) > 1 else meant[0]
        if value.kind == "account":
            return f"{here.account[value.id]:,}"
        tied = here.tied(value.kind, value.id, value.form)
        return f"[{tied.text}]({tied.href})"

    notebook = copy.deepcopy(executed.notebook)
    for cell in notebook.cells:
        if cell.cell_type in ("markdown", "raw"):
            cell.source = _INLINE_CODE.sub(link, lead(cell.source))
        if "outputs" in cell:  # warnings hold paths and process ids of the machine
            cell.outputs = [it for it in cell.outputs if it.get("name") != "stderr"]
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if VEGA_LITE_MIME in data:
                data["image/svg+xml"] = draw(data[VEGA_LITE_MIME], here, "").wide
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return dict(notebook)
