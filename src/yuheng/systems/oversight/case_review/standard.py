"""The standard by which files are reviewed: fatal points first, then form and content."""

from __future__ import annotations

METHODS = [("full", "全量"), ("random", "随机"), ("stratified", "分层")]
FATAL = (
    ("subject", "执法主体不适格"), ("standing", "执法人员没有资格"), ("two", "执法人员少于两人"), ("fact", "主要事实不清、证据不足"), ("nature", "定性错误"),
    ("law", "适用法律错误"), ("procedure", "违反法定程序"),
)  # fmt: skip
"""A file with one of these is 不合格, whatever its points."""
FAULT_OF = {"subject": "subject", "standing": "subject", "two": "subject", "fact": "fact", "nature": "basis", "law": "basis", "procedure": "procedure"}
"""Under which class of problems a fatal point is counted."""
FAULTS = [("subject", "主体"), ("fact", "事实证据"), ("procedure", "程序"), ("basis", "适用依据"), ("paper", "文书归档")]
ITEMS = (
    ("subject", "主体和资格", "content"), ("fact", "事实和证据", "content"), ("nature", "定性和依据", "content"), ("steps", "立案、调查、告知、决定等程序", "content"),
    ("discretion", "裁量和说理", "content"), ("service", "送达和执行", "content"), ("record", "全过程记录", "content"),
    ("paper", "文书填写", "form"), ("binding", "立卷归档", "form"),
)  # fmt: skip
"""What points are taken off for: code, name, and whether it belongs to form or content. How many points each part has is in the law book."""
PART = {code: part for code, _name, part in ITEMS}
PARTS = {"content": "实体和程序", "form": "文书形式"}
GRADES = [("good", "优秀"), ("fit", "合格"), ("unfit", "不合格")]
TURNS = [("first", "初评一"), ("second", "初评二"), ("third", "复核")]
ANSWERS = [("kept", "维持"), ("changed", "变更")]
CASES = [("all", "全部行政处罚案卷"), ("ordinary", "普通程序案卷"), ("summary", "简易程序案卷")]
