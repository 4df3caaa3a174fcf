"""Checks of values that many registers hold."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from yuheng.kernel.identity import certificates
from yuheng.kernel.identity.resident_id import BadId
from yuheng.kernel.identity.uscc import BadUscc, checked
from yuheng.kernel.now import today
from yuheng.kernel.procedure.agreement import Agreement
from yuheng.kernel.procedure.shape import BadValue

CERTIFICATES = tuple(certificates.KINDS.items())
"""Kinds of certificates by the code that is stored."""


def valid_uscc(text: str) -> str:
    """A unified social credit code with a right check digit; BadValue says which character is wrong."""
    try:
        return checked(text)
    except BadUscc as error:
        raise BadValue(str(error)) from None


def valid_resident_id(text: str) -> str:
    """A citizen identity number: its check character is right and its date is real."""
    try:
        return certificates.checked("resident", text, today()).number
    except BadId as error:
        raise BadValue(str(error)) from None


def valid_lawyer_licence(text: str) -> str:
    """The number of a lawyer's licence: 17 digits that begin with 1."""
    if not re.fullmatch(r"1[0-9]{16}", text):
        raise BadValue(f"律师执业证号应为以 1 开头的 17 位数字，现为 {len(text)} 位“{text[:20]}”。")
    return text


def valid_position(text: str) -> str:
    """Longitude and latitude within China, `120.98,31.38`, in this order. Exchanged ones are told apart."""
    parts = re.split(r"[,，\s]+", text.strip())
    try:
        longitude, latitude = (Decimal(part) for part in parts)
    except (ValueError, InvalidOperation):
        raise BadValue(f"经纬度应当写作“经度,纬度”，如 120.98,31.38，现为“{text[:30]}”。") from None
    if _in_china(latitude, longitude) and not _in_china(longitude, latitude):
        raise BadValue(f"经度和纬度写反了，应为 {latitude},{longitude}。")
    if not _in_china(longitude, latitude):
        raise BadValue(f"经纬度 {longitude},{latitude} 不在国内，请核对。")
    return f"{longitude},{latitude}"


def _in_china(longitude: Decimal, latitude: Decimal) -> bool:
    return 73 <= longitude <= 136 and 3 <= latitude <= 54


def certificate_fits(kind: str, number: str) -> Agreement:
    """The number of a certificate is one of its kind; what is wrong with it is said by `valid_resident_id` for citizens."""

    def fits(kind_value: str, number_value: str) -> bool:
        try:
            certificates.checked(kind_value, number_value, today())
        except BadId:
            return False
        return True

    message = "证件号码与证件类型不符，或者位数、出生日期、校验位有误，请对照证件核对。"
    return Agreement((kind, number), fits, message, at=number)


def same_quarter(day: str, quarter: str) -> Agreement:
    """The quarter written is that of the date."""
    return Agreement((day, quarter), lambda on, q: q == quarter_of(on), "季度与日期不一致，请核对。", at=quarter)


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def valid_digest(text: str) -> str:
    """A file digest as devices and this platform write it: 64 hexadecimal digits (SM3, SHA-256)."""
    plain = text.replace(" ", "").lower()
    if not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise BadValue(f"文件摘要应当是64位十六进制数字（SM3 或者 SHA-256），现有 {len(plain)} 位。")
    return plain
