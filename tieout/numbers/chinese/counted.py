"""What is counted without a classifier, by how a number stands before it."""

from typing import Final


def _counts(nouns: str) -> frozenset[str]:
    """The codes of what is counted in so many of each noun."""
    return frozenset(f"count:{noun}" for noun in nouns.split())


#: What a bare 千亿 tells the size of, and not the number.
TIERED = _counts("产业 企业 园区 项目 集群 平台 工程 板块 行业 县 镇 区 市")
#: What 百, 千 or 万 alone may count.
AFTER_SCALE: Final = frozenset(
    {
        *"家户人名件辆台套艘架个头只株棵份册项种座所间栋箱位张吨平列班次条羽尾字单票盏根支款粒袋瓶幅枚步",
        *("块", "趟", "点", "人次", "号人", "件次", "户次", "车次", "用户", "群众"),
    }
)
