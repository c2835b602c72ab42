"""Altair charts: the report's theme, and the links that their marks carry."""

from typing import Any

import altair as alt

from tieout.chapters.handover import VEGA_LITE_MIME
from tieout.notebook.kernel import kernel
from tieout.notebook.values import TiedValue

#: Colours by role; on pages they follow the reader's light or dark scheme.
INK = "#1f2933"
MUTED = "#66717e"
GRID = "#e3e7eb"
SERIES = ("#0b6e75", "#c4622d", "#5b5aa7", "#8a8f98", "#b08900")
FONT = "Inter, Helvetica Neue, Arial, Liberation Sans, sans-serif"


def chart_link(value: TiedValue) -> str:
    """The address that a mark carries as `href` to be linked with its fact or derivation."""
    return value.link


def use_theme() -> None:
    """Registers the theme and lets charts travel as Vega-Lite and drawings, not as scripts."""
    alt.theme.register("tieout", enable=True)(_theme)
    alt.renderers.register("tieout", _as_specification)
    alt.renderers.enable("tieout")
    alt.data_transformers.disable_max_rows()


def _as_specification(spec: dict[str, Any], **_: object) -> dict[str, Any]:
    """A chart as data: the build draws it, once the addresses of its links are known. Outside a
    build it is drawn here."""
    drawn = kernel.showing.chart(spec) if kernel.showing else {}
    return {VEGA_LITE_MIME: spec, **drawn, "text/plain": "a chart"}


def _theme() -> alt.theme.ThemeConfig:
    return {
        "config": {
            "background": "transparent",
            "font": FONT,
            "padding": 4,
            "view": {"stroke": None, "continuousWidth": 560, "continuousHeight": 260},
            "title": {"color": INK, "fontSize": 14, "anchor": "start", "fontWeight": 600},
            "axis": {
                "labelColor": MUTED,
                "titleColor": MUTED,
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": 400,
                "gridColor": GRID,
                "domainColor": GRID,
                "tickColor": GRID,
                "labelLimit": 300,
            },
            "axisQuantitative": {"tickCount": 5},
            "axisY": {"domain": False, "ticks": False, "labelPadding": 8},
            "legend": {
                "labelColor": INK,
                "titleColor": MUTED,
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": 400,
                "orient": "top",
                "title": None,
            },
            "header": {"labelColor": INK, "labelFontSize": 13, "labelFontWeight": 600},
            "bar": {"color": SERIES[0]},
            "point": {"color": SERIES[0], "filled": True, "size": 90},
            "rule": {"color": MUTED},
            "text": {"color": INK, "fontSize": 12},
            "range": {"category": list(SERIES)},
        }
    }
