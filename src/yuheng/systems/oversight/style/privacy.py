"""What a text about style may hold: measures only. Who is said to have done what belongs to the discipline office's own channel, never to this platform."""

from __future__ import annotations

import re

from yuheng.kernel.identity.names import COMPOUND_SURNAMES
from yuheng.kernel.identity.scrubbing import scrubbed
from yuheng.kernel.procedure.shape import BadValue

HINT = "这里只写措施，不写具体人员、举报内容和线索；线索请按规定渠道向纪检监察机关反映，本平台不接收、不保存。"
"""Shown at every such field, and with every refusal."""

MOST = 300
"""Characters of a measure."""

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_NAME = rf"(?:{'|'.join(sorted(COMPOUND_SURNAMES))}|[{_SURNAMES}])"
_TITLES = "局长|科长|主任|书记|队长|所长|处长|镇长|村长|部长|经理|会计|出纳|同志|先生|女士|老板|某某|某"
_ACCUSED = "收受|受贿|行贿|贪污|挪用|侵占|索要|索贿|吃回扣|拿回扣|红包|礼金|公款吃喝|公车私用|虚报|套取|违规发放|打麻将|赌博|作风不正|不正当关系"
_TOLD = "举报|检举|控告|信访反映|群众反映|实名|匿名信|据反映|线索"
_NOT_NAMES = "办公室主任|中心主任|科室主任|委员会主任|分管局长|党委书记|党组书记|支部书记|纪委书记|主要负责同志|负责同志|分管同志|经办同志|全体同志|机关同志"
_STRONG = "".join(one for one in _SURNAMES if one not in "管车党单时项路连成易师和全")
"""Surnames that before a title are hardly the end of another word (分管局长、中队长)."""
_TITLED = re.compile(
    rf"(?<![\u4e00-\u9fff]){_NAME}[\u4e00-\u9fff]{{0,2}}?(?:{_TITLES})|[{_STRONG}](?:副|老)?(?:{_TITLES})(?![种个些项])"
    rf"|[对由与向被请]{_NAME}[\u4e00-\u9fff]{{1,2}}?(?:{_TITLES})"
)
_NAMED = re.compile(rf"{_NAME}[\u4e00-\u9fff]{{1,2}}(?:等人)?(?:涉嫌|违规|多次|长期|利用职务)?(?:{_ACCUSED})")
_CLUE = re.compile(rf"(?:{_TOLD})[^，。；]{{0,30}}(?:{_ACCUSED}|{_NAME}[\u4e00-\u9fff]{{1,2}})")


def measure_only(given: str) -> str:
    """The text, where it is a measure. Raises BadValue with the hint where it tells of persons or of a clue. What was typed is kept nowhere."""
    plain = re.sub(r"[\s　]", "", given)
    if scrubbed(given) != given:
        raise BadValue(f"文字中有证件号码、电话、银行账号或者车牌。{HINT}")
    if _NAMED.search(plain) or _CLUE.search(plain):
        raise BadValue(f"文字像是对具体人员的反映。{HINT}")
    if _TITLED.search(re.sub(_NOT_NAMES, "", plain)):
        raise BadValue(f"文字中写了具体人员，请改写为岗位或者科室。{HINT}")
    return given


def names_in(text: str) -> set[str]:
    """Every two to four characters of the text that a person's name might be."""
    plain = re.sub(r"[^\u4e00-\u9fff·]", " ", text)
    return {word[at : at + size] for word in plain.split() for size in (3, 4) for at in range(len(word) - size + 1)}
