"""The year at the beginning of an event's name, which counts nothing: 2025国际马拉松."""

import re
from typing import Final

#: What follows a year in the name of an event: nouns that are counted with a classifier when they
#: are, and words that begin as a classifier does.
_NOUNS: Final = (
    "企业|学校|学生|校园|医院|项目|用户|员工|客户|平台|城市|城乡|乡村|村镇|乡镇|社区|园区|银行|行业|产业"
    "|专家|教师|院士|儿童|青少年|少年|大学生|中学生|党员|职工|工人|农民|市民|游客|网络|网球|网红"
    "|人工|人才|人形|人居|人文|人力|人民|家(?:庭|具|电|装|居|纺|政|长|园|乡|博)|国(?:际|家|内|庆|风|潮|考|货|民)"
    "|村[超BV晚跑]|校[招企]|区域|县域|市场|省[运考]|部门|岛屿|车展|船舶|机器|机床|线上|线下|场景|点亮|名[校企家]"
    "|件均|道路|道德|路演|桥梁|球迷|股权|股东|股市|卷烟|针织|箱包|包装|瓶装|手机|手工|眼镜|口岸|口腔|山地|江[南苏西海]|湖[南北]"
)
_NAMED: Final = re.compile(rf"20[0-3][0-9](?={_NOUNS})")
#: What counts, before such a number: 共有2025学生.
_COUNTED: Final = re.compile("[共有达超近逾约到为增减计成余了过]$")


def names_year(text: str, start: int) -> bool:
    """Whether the digits at `start` are the year of an event that is named behind them."""
    if not text.startswith("20", start) or not _NAMED.match(text, start):
        return False
    return not _COUNTED.search(text, max(0, start - 1), start)
