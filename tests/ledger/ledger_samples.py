"""A small report on a river port, made by hand: its sources, tables and recogniser."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from tieout.ledger.ledger import Ledger, load_ledger
from tieout.numbers.mention import Mention
from tieout.text.document import Block, Document, Sentence
from tieout.text.mapped import MappedText
from tieout.text.origin import Origin, Published, Source

SENTENCES = {
    "s-01": "2025年，河港完成集装箱吞吐量65.6万标箱。",
    "s-02": "全年进出口额超5000万元，增长12.5%。",
    "s-03": "新设企业35家，其中外资企业3家。",
    "s-04": "接待游客3至5万人次。",
    "s-05": "全年进出口额再创新高。",
    "s-06": "吞吐量65.6万标箱创新高，由三江集团完成。",
    "s-07": "通关时间缩短三分之一。",
}
ENGLISH = {"e-01": "In 2025 the port handled 656,000 TEU."}

TABLES = {
    "data/areas.csv": (
        "id,name_en,name_zh,kind,within,note\n"
        "town,Rivertown,河城,city,,\n"
        "port,River Port,河港,port,town,\n"
    ),
    "data/indicators.csv": (
        "id,name_en,name_zh,definition_en,definition_zh,unit,kind,theme,of\n"
        "containers,Containers handled,集装箱吞吐量,Containers in and out,进出港集装箱,"
        "TEU,flow,port,\n"
        "trade,Foreign trade,进出口额,Imports and exports,进口与出口,CNY,flow,trade,\n"
        "firms,New firms,新设企业,Firms registered,登记企业,count:家,flow,firms,\n"
        "visitors,Visitors,游客,Visits,人次,count:人次,flow,people,\n"
        "trade.growth,Growth of trade,进出口增速,On the year before,比上年,"
        "percent,rate,trade,trade\n"
        "trade.usd,Foreign trade,进出口额,Imports and exports,进口与出口,USD,flow,trade,\n"
        "time.cut,Time saved,缩短时间,Share of the time,时间占比,,rate,firms,\n"
    ),
    "data/facts.csv": (
        "id,source,quote,number,value,unit,bound,indicator,area,period,period_basis,"
        "status,restates,note\n"
        "port.containers.2025,river,集装箱吞吐量65.6万标箱,65.6万标箱,656000,TEU,exact,"
        "containers,port,2025,stated,actual,,\n"
        "port.trade.2025,river,全年进出口额超5000万元,5000万元,50000000,CNY,over,"
        "trade,port,2025,context,actual,,\n"
        "port.firms.2025,river,新设企业35家,35家,35,count:家,exact,firms,port,,none,actual,,\n"
        "port.visitors,river,接待游客3至5万人次,3至5万人次,30000..50000,count:人次,exact,"
        "visitors,town,,none,actual,,\n"
        "port.containers.2025.again,river,吞吐量65.6万标箱创新高,65.6万标箱,656000,TEU,exact,"
        "containers,port,2025,context,actual,port.containers.2025,\n"
    ),
}
FACTS_HEADER = TABLES["data/facts.csv"].partition("\n")[0]

#: What the recogniser of these tests reads: text to the fields of the mention.
READINGS: Mapping[str, Mapping[str, object]] = {
    "65.6万标箱": {"kind": "amount", "unit": "TEU", "value": 656000, "step": 1000},
    "5000万元": {
        "kind": "amount",
        "unit": "CNY",
        "value": 50000000,
        "step": 10000,
        "bound": "over",
    },
    "12.5%": {"kind": "percent", "unit": "percent", "value": Decimal("12.5"), "step": "0.1"},
    "35家": {"kind": "count", "unit": "count:家", "value": 35, "step": 1},
    "3家": {"kind": "count", "unit": "count:家", "value": 3, "step": 1},
    "3至5万人次": {
        "kind": "range",
        "unit": "count:人次",
        "low": 30000,
        "high": 50000,
        "step": 10000,
    },
    "三分之一": {"kind": "share", "value": Decimal(1) / 3, "step": Decimal(1) / 3},
    "三江集团": {"kind": "name"},
    "656,000 TEU": {"kind": "amount", "unit": "TEU", "value": 656000, "step": 1},
}


def read(
    text: str, /, *, language: str = "zh", published: str = "", terms: Sequence[object] = ()
) -> list[Mention]:
    """A recogniser that knows the table above and nothing else; longer readings first."""
    mentions: list[Mention] = []
    for words in sorted(READINGS, key=len, reverse=True):
        start = text.find(words)
        free = not any(m.start < start + len(words) and start < m.end for m in mentions)
        if start >= 0 and free:
            mentions.append(_mention(start, words))
    return sorted(mentions, key=lambda m: m.start)


def _mention(start: int, words: str) -> Mention:
    numeric = ("value", "low", "high", "step")
    fields = {
        key: Decimal(str(value)) if key in numeric else value
        for key, value in READINGS[words].items()
    }
    return Mention(start, start + len(words), words, **fields)  # type: ignore[arg-type]


def document(
    source: str = "river", sentences: Mapping[str, str] = SENTENCES, language: str = "zh"
) -> Document:
    """A document of the given sentences, by id, one paragraph each, as they stand."""
    raw = "".join(sentences.values())
    origin = Origin(
        title="河港年报",
        title_en="Port review",
        language=language,
        kind="report",
        published=Published(
            date="2026-01", precision="month", basis="inferred", reason="it sums up 2025"
        ),
        territory="port",
        rights="public",
        sha256="0" * 64,
        original_file="river.txt",
    )
    blocks, offset = [], 0
    whole = MappedText.of(raw)
    for id_, text in sentences.items():
        mapped = whole[offset : offset + len(text)]
        blocks.append(Block("paragraph", (Sentence(id_, source, mapped),)))
        offset += len(text)
    return Document(Source(source, f"seeds/{source}.txt", raw, origin), tuple(blocks))


def write_tables(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    """The report's tables under `root`, with changed or added ones by path; returns `root`."""
    for path, content in {**TABLES, **(changes or {})}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="")
    return root


def facts_table(*rows: str) -> str:
    return "\n".join((FACTS_HEADER, *rows, ""))


def good_ledger(root: Path, changes: Mapping[str, str] | None = None) -> Ledger:
    """The ledger of the tables; raises when anything is wrong with them."""
    ledger, findings = load_ledger(write_tables(root, changes), ["river"])
    if findings:
        raise ValueError("\n".join(map(str, findings)))
    return ledger
