"""Addresses cut to the compound 小区: what stands before may be shown, the building and the door may not."""

from __future__ import annotations

import re

_NUMBER = r"[0-9０-９一二三四五六七八九十百零〇]+"
_COMPOUND = (
    r"小区|新村|花园|花苑|佳苑|家园|公寓|名邸|名苑|嘉园|锦园|雅苑|豪庭|华庭|广场|大厦|商城|市场|产业园|工业园|科技园|园区|别墅|公馆|山庄|水岸|宿舍"
    r"|[苑园邸庭墅湾城府居郡里坊]"
)
_DOOR = re.compile(
    rf"{_NUMBER}\s*(?:号楼|[幢栋座单元室组层楼户铺]|号门|号库|号厂房|#)"
    rf"|[A-Za-z]\s*(?:[幢栋座]|区?{_NUMBER}(?:室|号|[\-－—]))"
    r"|[0-9０-９]+\s*[\-－—–~]\s*[0-9０-９]+"
    r"|(?:东|西|南|北)?(?:单元|门面|商铺)"
)
_AFTER_ROAD = re.compile(rf"(?:路|街|道|巷|弄|大道|公路)\s*{_NUMBER}\s*(?:号|弄)(?!楼|门|库|厂房)")
_AFTER_COMPOUND = re.compile(rf"(?:{_COMPOUND})\s*(?=[A-Za-z东西南北]?区?\s*[0-9０-９])")
_AFTER_VILLAGE = re.compile(rf"(?:村|社区|浜|泾|港|桥)\s*(?=(?:第?{_NUMBER}\s*(?:组|队|号)|[（(]))")


def compound(text: str) -> str:
    """The address with everything below the compound, or the house on a road or in a village, replaced by ***."""
    cuts = [found.start() for found in _DOOR.finditer(text)]
    cuts += [found.end() for found in _AFTER_COMPOUND.finditer(text)]
    cuts += [found.end() for found in _AFTER_VILLAGE.finditer(text)]
    road = _AFTER_ROAD.search(text)
    # A number on a road is the address of the compound itself; what else has a digit behind it is a door.
    if road and (more := re.search(r"[0-9０-９]", text[road.end() :])):
        cuts.append(road.end() + more.start())
    if not cuts:
        return text
    return text[: min(cuts)].rstrip(" ,，(（第") + "***"
