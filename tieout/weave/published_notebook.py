"""A chapter's executed notebook as readers download it: its inline values filled in, and its
outputs shown as they show themselves where it runs again."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from tieout.chapters.chapter import Executed, Value
from tieout.chapters.handover import TABLE_MIME, VALUE_MIME, VEGA_LITE_MIME
from tieout.notebook.showing import Showing
from tieout.notebook.wording import account_text
from tieout.weave.links import Links
from tieout.weave.notebook_text import leading_from_notebook

_INLINE_CODE = re.compile(r"`\{python\} ([^`]+)`")


def published(executed: Executed, links: Links, address: str = "") -> dict[str, Any]:
    """The notebook as JSON. In its text, inline expressions stand as links to the site's
    pages, and the author's own links lead there too; its code runs again wherever tieout and
    the report are. Links of numbers lead to the site at `address`, where it is published, else
    to the one that the notebook lies in."""
    lead = leading_from_notebook(executed.chapter)
    site = address or "../" * (executed.chapter.slug.count("/") + 1)
    showing = Showing(links.ledger, links.facts, links.derivations, links.language, site)
    by_expression: dict[str, list[Value]] = {}
    for inline in executed.chapter.inlines:
        by_expression.setdefault(inline.expression, []).append(executed.values[inline.place])

    def link(match: re.Match[str]) -> str:
        meant = by_expression.get(match[1].strip())
        if not meant:
            return match[0]
        value = meant.pop(0) if len(meant) > 1 else meant[0]
        if value.kind == "account":
            return account_text(links.account[value.id], value.form)
        text = showing.text(value.kind, value.id, value.form)
        return showing.markdown(value.kind, value.id, text)

    notebook = copy.deepcopy(executed.notebook)
    for cell in notebook.cells:
        if cell.cell_type in ("markdown", "raw"):
            cell.source = _INLINE_CODE.sub(link, lead(cell.source))
        if "outputs" in cell:  # warnings hold paths and process ids of the machine
            cell.outputs = [it for it in cell.outputs if it.get("name") != "stderr"]
        for output in cell.get("outputs", ()):
            if VEGA_LITE_MIME in output.get("data", {}):
                output.data[VEGA_LITE_MIME] = as_drawn(output.data[VEGA_LITE_MIME])
            if "data" in output:
                output.data.update(_shown(output.data, showing, links.account))
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return dict(notebook)


def as_drawn(spec: Any) -> Any:
    """A chart's specification without what its drawing on the page does not show: texts on hover
    or for reading aloud, whose numbers nobody has looked at. The data stay."""
    if isinstance(spec, list):
        return [as_drawn(it) for it in spec]
    if not isinstance(spec, dict):
        return spec
    return {
        key: value if key in ("data", "datasets") else as_drawn(value)
        for key, value in spec.items()
        if key not in ("tooltip", "description")
    }


def _shown(data: Mapping[str, Any], showing: Showing, account: Mapping[str, int]) -> dict[str, str]:
    """What an output shows itself as, by media type."""
    if VEGA_LITE_MIME in data:
        return showing.chart(data[VEGA_LITE_MIME])
    if TABLE_MIME in data:
        return showing.table(data[TABLE_MIME])
    if VALUE_MIME not in data:
        return {}
    kind, id, form = (data[VALUE_MIME][name] for name in ("kind", "id", "form"))
    if kind == "account":
        return showing.counted(account_text(account[id], form))
    return showing.value(kind, id, showing.text(kind, id, form))
