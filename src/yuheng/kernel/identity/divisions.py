"""县级以上行政区划代码 (GB/T 2260) as a hint: which codes certainly never existed.

A code is given for ever at first registration, so codes of places that are gone stay good. Only provinces are known for the
whole country; the codes of Suzhou are known one by one.
"""

from __future__ import annotations

PROVINCES = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林", "23": "黑龙江",
    "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东", "41": "河南",
    "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南", "50": "重庆", "51": "四川", "52": "贵州",
    "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆", "71": "台湾",
    "81": "香港", "82": "澳门",
}  # fmt: skip

NATIONAL = "100000"
"""Stands for the national level in credit codes."""

SUZHOU = {
    "320500": "苏州市", "320505": "虎丘区", "320506": "吴中区", "320507": "相城区", "320508": "姑苏区", "320509": "吴江区",
    "320571": "苏州工业园区", "320581": "常熟市", "320582": "张家港市", "320583": "昆山市", "320585": "太仓市",
    "320501": "苏州市市辖区", "320502": "沧浪区", "320503": "平江区", "320504": "金阊区", "320523": "昆山县", "320584": "吴江市", "320586": "吴县市",
}  # fmt: skip
"""Present and former codes of the city; 320523 was Kunshan while it was a county."""


def doubt(code: str) -> str:
    """Why a division code looks wrong, in Chinese, or nothing. A hint for people, never a ground to refuse."""
    if code == NATIONAL:
        return ""
    if code[:2] not in PROVINCES:
        return f"行政区划码“{code}”的前两位“{code[:2]}”不是省级代码"
    # 320521 to 320526 were the counties of the old prefecture; only Kunshan's is confirmed, none is doubted.
    if code.startswith("3205") and code not in SUZHOU and not "320521" <= code <= "320526":
        return f"行政区划码“{code}”不在苏州市现有和曾用的代码之中"
    return ""
