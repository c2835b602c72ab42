"""One published reader over the evaluation set, run in the environment of the peers.

`peers.py NAME PASSES` reads a list of sentences as JSON (text, published) from standard input and
writes as JSON how long the quickest pass took, and what it found in each sentence: start, end,
kind, unit, value, low, high, bound, period, in the words of `tieout.numbers.Mention`. What the
reader calls otherwise is renamed, in its favour where there is a choice. Nothing here imports
tieout.
"""

import contextlib
import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

Sentence = dict[str, str]
Found = dict[str, Any]
Reader = Callable[[Sentence], list[Found]]

_UNITS = {
    "Meter": "m", "Kilometer": "km", "Centimeter": "cm", "Micrometer": "mm", "Microns": "um",
    "Nanometer": "nm", "Li": "li", "Mile": "mile", "Inch": "inch", "Foot": "foot",
    "Light year": "light_year", "Square centimetre": "cm2", "Square meter": "m2",
    "Square kilometer": "km2", "Acre": "acre", "Hectare": "hectare", "Mu": "mu",
    "Liter": "liter", "Milliliter": "ml", "Cubic meter": "m3", "Kilogram": "kg", "Jin": "jin",
    "Milligram": "mg", "Barrel": "barrel", "Gram": "g", "Ton": "tonne", "Pound": "pound",
    "Ounce": "ounce", "Megabyte": "MB", "Gigabyte": "GB", "Terabyte": "TB", "Petabyte": "PB",
    "Kilometer per hour": "km/hour", "Meter per second": "m/second", "C": "degC",
    "Degree": "degree", "Year": "year", "Month": "month", "Week": "week", "Day": "day",
}  # fmt: skip
_CURRENCIES = {
    "元": "CNY", "美元": "USD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "港元": "HKD",
    "韩元": "KRW", "卢布": "RUB", "泰铢": "THB", "新加坡元": "SGD", "澳元": "AUD", "加元": "CAD",
}  # fmt: skip


def _found(start: int, end: int, kind: str, value: object = None, **more: object) -> Found:
    empty: Found = dict.fromkeys(("low", "high"))
    told = None if value is None else str(value)
    return {
        "start": start, "end": end, "kind": kind, "value": told, "unit": "", "bound": "exact",
        "period": "", **empty, **more,
    }  # fmt: skip


def recognizers_text() -> Reader:
    """Microsoft's Recognizers-Text: number with unit, number and percentage, in Chinese. A number
    that stands in a larger find is left out."""
    # Each reader loads on its own: another's environment may lack it.
    from recognizers_number import recognize_number, recognize_percentage  # noqa: PLC0415
    from recognizers_number_with_unit import (  # noqa: PLC0415
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    models = (
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
        recognize_age,
        recognize_percentage,
        recognize_number,
    )

    def read(sentence: Sentence) -> list[Found]:
        found: list[Found] = []
        for recognize in models:
            for entity in recognize(sentence["text"], "zh-cn"):
                one = _recognized(entity)
                if all(one["end"] <= f["start"] or f["end"] <= one["start"] for f in found):
                    found.append(one)
        return found

    return read


def _recognized(entity: Any) -> Found:
    resolution = entity.resolution or {}
    start, end = entity.start, entity.end + 1
    value = str(resolution.get("value") or "")
    unit = resolution.get("unit") or ""
    try:
        number = Decimal(value.rstrip("%")) if value else None
    except InvalidOperation:
        number = None
    if entity.type_name == "percentage":
        return _found(start, end, "percent", number, unit="percent")
    if entity.type_name == "number":
        return _found(start, end, "count", number)
    code = resolution.get("isoCurrency") or _UNITS.get(unit, unit)
    return _found(start, end, "amount", number, unit=code)


def jionlp() -> Reader:
    """JioNLP: its extractors of money and of time. Words before a number (达, 约) that it takes
    into the span are cut off, as they are not part of the spans of the set."""
    with contextlib.redirect_stdout(sys.stderr):
        import jionlp as jio  # noqa: PLC0415

    def read(sentence: Sentence) -> list[Found]:
        text = sentence["text"]
        found = [_money(one) for one in jio.ner.extract_money(text, with_parsing=True)]
        base = _base(sentence["published"])
        times = jio.ner.extract_time(text, time_base=base, with_parsing=True)
        known = bool(sentence["published"]) or bool(re.search(r"(?:19|20)\d\d", text))
        return found + [_time(one, known=known) for one in times]

    return read


def _base(published: str) -> float:
    full = published + "-01-01"[max(0, len(published) - 4) :] if published else "2026-01-01"
    return time.mktime(time.strptime(full[:10], "%Y-%m-%d"))


def _money(one: Found) -> Found:
    start, end = one["offset"]
    before = re.match(
        r"(?:达到?|约|大约|超过?|逾|近|接近|不足|至少|最多|共|为|仅|￥(?=\D))+", one["text"]
    )
    start += before.end() if before else 0
    detail = one.get("detail") or {}
    unit = _CURRENCIES.get(detail.get("case", ""), detail.get("case", ""))
    number, definition = detail.get("num"), detail.get("definition", "accurate")
    if isinstance(number, list):
        return _found(start, end, "range", None, unit=unit, low=number[0], high=number[1])
    bound = {"blur": "about", "blur-": "under", "blur+": "over"}.get(definition, "exact")
    return _found(start, end, "amount", number, unit=unit, bound=bound)


def _time(one: Found, *, known: bool) -> Found:
    start, end = one["offset"]
    detail = one.get("detail") or {}
    delta = detail.get("time")
    if detail.get("type") == "time_delta" and isinstance(delta, dict) and len(delta) == 1:
        ((unit, amount),) = delta.items()
        if isinstance(amount, list):
            return _found(start, end, "range", unit=unit, low=amount[0], high=amount[1])
        return _found(start, end, "amount", amount, unit=unit)
    ends = detail.get("time")
    if not isinstance(ends, list) or len(ends) != 2 or not known:
        return _found(start, end, "period")
    return _found(start, end, "period", period=_period(str(ends[0]), str(ends[1])))


def _period(first: str, last: str) -> str:
    """The shortest name of the time from the first to the last second."""
    begin, close = first[:10], last[:10]
    if begin == close:
        return begin
    if not (begin[8:] == "01" and close[8:] in ("28", "29", "30", "31")):
        return f"{begin}/{close}"
    year, months = begin[:4], (begin[5:7], close[5:7])
    if year != close[:4]:
        whole = months == ("01", "12")
        return f"{year}/{close[:4]}" if whole else f"{begin[:7]}/{close[:7]}"
    if months[0] == months[1]:
        return begin[:7]
    names = {("01", "12"): "", ("01", "06"): "-H1", ("07", "12"): "-H2", ("01", "03"): "-Q1"}
    names |= {("04", "06"): "-Q2", ("07", "09"): "-Q3", ("10", "12"): "-Q4"}
    name = names.get(months)
    return year + name if name is not None else f"{begin[:7]}/{close[:7]}"


def cn2an() -> Reader:
    """cn2an converts a numeral that it is given: it is given each run of digits and Chinese
    numerals, and 百分之 with what follows. It reads no units."""
    from cn2an import cn2an as convert  # noqa: PLC0415

    characters = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
    numeral = f"负?(?:[0-9]+(?:[.][0-9]+)?[十百千万亿]*|[{characters}]+(?:点[{characters}]+)?)"
    runs = re.compile(f"(?P<of>[百千万]分之)?(?P<run>{numeral})(?P<sign>%)?")

    def read(sentence: Sentence) -> list[Found]:
        return list(_runs(sentence["text"]))

    def _runs(text: str) -> Iterator[Found]:
        for run in runs.finditer(text):
            try:
                value = convert(run["run"], "smart")
            except (ValueError, KeyError):
                continue
            percent = bool(run["sign"]) or run["of"] == "百分之"
            kind, unit = ("percent", "percent") if percent else ("count", "")
            yield _found(run.start(), run.end(), kind, value, unit=unit)

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "recognizers-text": recognizers_text,
    "jionlp": jionlp,
    "cn2an": cn2an,
}


def main() -> None:
    """Read all sentences so many times, by the clock, which tells the quickest."""
    warnings.simplefilter("ignore")
    sentences: list[Sentence] = json.load(sys.stdin)
    out = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        read = READERS[sys.argv[1]]()
        seconds = []
        for _ in range(int(sys.argv[2])):
            begin = time.process_time()
            found = [read(sentence) for sentence in sentences]
            seconds.append(time.process_time() - begin)
    json.dump({"seconds": min(seconds), "found": found}, out)


if __name__ == "__main__":
    main()
