"""A notebook that readers download says no more than its page."""

from tieout.weave.published_notebook import as_drawn


def test_a_chart_keeps_its_data_and_loses_what_it_says_on_hover() -> None:
    rows = [{"tooltip": "a column", "v": 5}]
    drawn = {"mark": {"type": "bar"}, "encoding": {"x": {"field": "v"}}, "data": {"values": rows}}
    mark = {"type": "bar", "tooltip": True, "description": "17 boats"}
    coding = {"x": {"field": "v"}, "tooltip": {"value": "17 boats"}}
    typed = {"mark": mark, "encoding": coding, "data": {"values": rows}}
    layered = {"description": "All 17", "layer": [typed, typed], "datasets": {"description": rows}}
    assert as_drawn(layered) == {"layer": [drawn, drawn], "datasets": {"description": rows}}
