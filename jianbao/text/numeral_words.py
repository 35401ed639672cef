"""
Chinese words around numerals, as data: measure words, and words that merely contain a numeral.
"""

from typing import Final

from jianbao.text.lexicon import listed

MEASURE_WORDS: Final = (
    "个项家件台颗名部种类批次位条款倍成番年月日天周季届轮座所套只辆架艘枚片张本份篇场处支座间栋期段步层级代"
    "人户亩吨米元秒分点度角届章节门道组对双股笔单例起大省市县区国方"
)
"""
Characters that, after a single numeral, make it a count. 角, 方 and 国 are not among those that 两 may precede
(``NOT_AFTER_BOTH``): 两国 means both sides.
"""

NOT_AFTER_BOTH: Final = "国岸会地者侧端方化角"
"""After these 两 means “both” or belongs to a name: 两国, 两岸, 两会."""

WORDS_WITH_NUMERALS: Final = tuple(
    sorted(
        listed(
            "百分比 百分点 每万人 每千人 每百人 同一 "
            "一体化 统一 进一步 唯一 一定 一流 万一 十分 千方百计 四川 三亚 百度 一系列 一批 一起 一直 "
            "一样 一般 一致 一旦 一些 一方面 之一 不一 单一 专一 第一时间 五粮液 百姓 老百姓 四通八达 "
            "七上八下 三番五次 百花齐放 千家万户 成千上万 万物 万象 十足 十全十美 五花八门 九江 六安 "
            "九寨沟 三明 三门峡 百色 万宁 十堰 七台河 三峡 三星 三角 三农 三维 二维码 二手 二氧化碳 "
            "三氧化二 五金 八达岭 三轮车 千人计划 四季 四面八方 四方 五角 六角 八角 一一对应 百度 万达 "
            "万科 万华 百货 百科 万向 千瓦 千米 千克 百分点 五官 三方 九州 八方 两国 两岸 两会 两地 "
            "两者 两侧 两端 两化 两方 百强 千里 千年大计 百年大计 一分为二 独一无二 数一数二 三三两两 "
            "一心一意 万无一失 七夕 三国 八股 五一"
        ),
        key=len,
        reverse=True,
    )
)
"""Passed over whole, the longest first."""
