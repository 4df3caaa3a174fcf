"""Names of persons and bodies: surname and given name, and one form for comparing."""

from __future__ import annotations

import re
import unicodedata

_TWO = (
    "欧阳司马上官诸葛司徒东方皇甫尉迟公孙慕容令狐夏侯端木长孙宇文南宫轩辕钟离闻人澹台公冶宗政濮阳淳于单于太叔申屠仲孙鲜于闾丘司空"
    "司寇赫连呼延百里东郭西门独孤万俟拓跋第五左丘公羊谷梁梁丘羊舌微生漆雕乐正巫马公西壤驷颛孙宰父夹谷亓官段干贺兰纳兰完颜东门南门"
)
COMPOUND_SURNAMES = frozenset(_TWO[i : i + 2] for i in range(0, len(_TWO), 2))
"""Surnames of two characters."""

_DOTS = re.compile(r"\s*[·•・．‧∙⋅･]\s*")
_BODY_END = re.compile(
    r"(?:公司|集团|中心|超市|商行|酒家|餐厅|学校|医院|酒店|合作社|工作室|联盟|协会|大队|中队|政府|管委会|办公室|企业|基金会|俱乐部|幼儿园"
    r"|摊位|经营户|个体户|[店厂铺摊局所部])$"
)
_LONG_BODY_END = re.compile(
    r"[社站行馆坊堂楼园场处院校会室队]$"
)  # these end personal names too, so only longer names count
_BODY_INSIDE = re.compile(r"公司|有限|合作社|委员会|事务所|服务部|经营部|工作室|管理处|办事处")


def normalised(text: str) -> str:
    """One form for comparing: half-width letters, one kind of dot, full-width brackets, no blank between Chinese characters."""
    plain = re.sub(r"[\u200b-\u200f\u202a-\u202e\ufeff]", "", unicodedata.normalize("NFKC", text)).strip()
    plain = _DOTS.sub("·", plain)
    plain = re.sub(r"\s+", " ", plain)
    plain = re.sub(r"(?<=[\u3400-\u9fff()]) | (?=[\u3400-\u9fff()])", "", plain)
    return plain.replace("(", "（").replace(")", "）")


def is_body(text: str) -> bool:
    """Whether a name is that of a firm or office rather than a person's. A guess for masking; a record's own type goes first."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if branch := re.fullmatch(
        r"([^()]+)\(([^()]*)\)", plain
    ):  # 刘记面馆（玉山店） is a body, 李四（个体工商户） a person
        return is_body(branch[1]) or branch[2].endswith(("店", "公司", "合伙"))
    if re.fullmatch(r"[\x20-\x7e]+", plain):
        return bool(re.search(r"\b(?:co|ltd|inc|corp|llc|gmbh|company|limited|group)\b\.?", plain, re.IGNORECASE))
    chinese = len(re.findall(r"[\u3400-\u9fff]", plain))
    if "·" in _DOTS.sub("·", text) and not _BODY_INSIDE.search(plain):
        return False
    if _BODY_INSIDE.search(plain):
        return True
    if plain[:2] in COMPOUND_SURNAMES and len(plain) <= 4:
        return False
    return (chinese > 3 and bool(_BODY_END.search(plain))) or (chinese > 4 and bool(_LONG_BODY_END.search(plain)))


def split(text: str) -> tuple[str, str]:
    """Surname and given name of a Chinese name; compound surnames only before at least one more character."""
    cut = 2 if len(text) > 2 and text[:2] in COMPOUND_SURNAMES else 1
    return text[:cut], text[cut:]
