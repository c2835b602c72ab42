"""What readers will look for and cannot have: tried, and refused for a reason that they can read.

refused("Pounds and passengers together", lambda: derive(..., "cost + passengers", ...))
"""

from collections.abc import Callable, Iterable

from tieout.compare.differences import FROM, JOINT, NOT_STATED, Attribute, Difference
from tieout.derive.dimensions import UnitError
from tieout.ledger.periods import show_period
from tieout.ledger.records import Area, Indicator
from tieout.notebook.comparable import GrowthOfAnother, NotComparable
from tieout.notebook.facts import UnknownFact, facts
from tieout.notebook.kernel import kernel
from tieout.notebook.values import FactValue
from tieout.quantities.units import Language


class NotReported(UnknownFact):
    """No source reports an indicator of an area; the message says so in the report's words."""


class NotRefused(ValueError):
    """What was said to be impossible works now."""


_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "missing": "No source reports it: {what}, {where}{when}.",
        "missing_when": ", {period}",
        "differ": "What it would be made of differs in {what}.",
        "growth": "{rate} is the growth of something else: {of}.",
        "no_growth": "{rate} is not the growth of a level that a source gives.",
        "units": "The units do not work out: {why}.",
        "indicator": "what is measured",
        "area": "territory",
        "period": "period",
        "unit": "unit",
        "status": "standing",
        "actual": "reported",
        "tier": "size class",
        FROM: "reckoned from ",
        NOT_STATED: "not stated",
        JOINT: " with ",
        "and": " and ",
        "values": " ({values})",
        "semicolon": "; ",
    },
    "zh": {
        "missing": "没有来源报告这一数字：{where}{when}的{what}。",
        "missing_when": "{period}",
        "differ": "所需各数的{what}不一致。",
        "growth": "{rate}是另一指标的增速：{of}。",
        "no_growth": "{rate}不是来源所给某一水平的增速。",
        "units": "单位不相容：{why}。",
        "indicator": "指标",
        "area": "地区",
        "period": "时期",
        "unit": "单位",
        "status": "性质",
        "actual": "已报告",
        "target": "目标",
        "plan": "计划",
        "capacity": "产能",
        "threshold": "门槛",
        "tier": "量级",
        FROM: "推算自",
        NOT_STATED: "未说明",
        JOINT: "与",
        "and": "、",
        "values": "（{values}）",
        "semicolon": "；",
    },
}


def reported(indicator: str, area: str, period: str = "", *, status: str = "actual") -> FactValue:
    """The fact of an indicator, an area and a period, or of any period where none is given.

    Raises NotReported where no source gives it, and KeyError for an indicator or area that the
    ledger does not know, so that a slip of the pen is not taken for silence.
    """
    ledger = kernel.handover.ledger
    known, where = ledger.indicators[indicator], ledger.areas[area]
    for it in facts:
        fact = it.tied.fact
        asked = (fact.indicator, fact.area, fact.status) == (indicator, area, status)
        if asked and period in ("", fact.period):
            return it
    language = kernel.handover.language
    words = _WORDS[language]
    when = words["missing_when"].format(period=show_period(period, language)) if period else ""
    raise NotReported(words["missing"].format(what=_name(known), where=_name(where), when=when))


def refused(what: str, attempt: Callable[[], object]) -> str:
    """Why something cannot be derived, in the reader's language: the attempt is made, and must
    be refused because a source is silent (`reported`), because its inputs cannot be compared,
    because a growth is that of something else, or because units do not work out.

    Raises NotRefused, which names `what`, where the attempt succeeds. An attempt that fails for
    any other reason is mistaken, and its own error is raised.
    """
    words = _WORDS[kernel.handover.language]
    try:
        attempt()
    except NotReported as missing:
        return str(missing)
    except GrowthOfAnother as error:
        rate = _indicator(error.rate)
        if not error.of:
            return words["no_growth"].format(rate=rate)
        return words["growth"].format(rate=rate, of=_indicator(error.of))
    except NotComparable as error:
        if not error.differing:
            raise
        return words["differ"].format(what=_differing(error.differing))
    except UnitError as error:
        return words["units"].format(why=str(error).replace("'", ""))
    raise NotRefused(f"{what}: it can be derived, so it is none of what cannot")


def _differing(found: Iterable[Difference]) -> str:
    words = _WORDS[kernel.handover.language]
    told = []
    for it in found:
        values = dict.fromkeys(_value(it.attribute, one) for one in it.values)
        listed = words["semicolon"].join(values)
        told.append(words[it.attribute] + words["values"].format(values=listed))
    return words["and"].join(told)


def _value(attribute: Attribute, value: str) -> str:
    """A value of an attribute as readers know it, by name."""
    language = kernel.handover.language
    words = _WORDS[language]
    lead = words[FROM] if value.startswith(FROM) else ""
    each = (_one(attribute, it, language) for it in value.removeprefix(FROM).split(JOINT))
    return lead + words[JOINT].join(each)


def _one(attribute: Attribute, value: str, language: Language) -> str:
    words = _WORDS[language]
    match attribute:
        case _ if value in ("", NOT_STATED):
            return words[NOT_STATED]
        case "indicator":
            return _indicator(value)
        case "area":
            return _name(kernel.handover.ledger.areas[value])
        case "period":
            return show_period(value, language)
        case _:
            return words.get(value, value)


def _indicator(id: str) -> str:
    return _name(kernel.handover.ledger.indicators[id])


def _name(it: Indicator | Area) -> str:
    return it.name_zh if kernel.handover.language == "zh" else it.name_en
