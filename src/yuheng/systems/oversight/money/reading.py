"""One form for what is compared: names of payees, numbers of accounts, of vouchers and of invoices."""

from __future__ import annotations

import re
import unicodedata

from yuheng.kernel.identity.names import normalised
from yuheng.kernel.procedure.shape import BadValue

SHORT = 8
"""Digits of a paper invoice's number; without its code it is unique only within a seller."""
LENGTHS = {SHORT: "纸质发票号码", 18: "10 位代码加号码", 20: "数电发票号码，或者 12 位代码加号码"}


def one_name(given: str) -> str:
    """A firm's name, whatever its brackets, blanks and width."""
    return normalised(given)


def plain_number(given: str) -> str:
    """A number that is a name, half-width and without blanks: accounts, vouchers, contracts."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", given)).upper().replace("(", "（").replace(")", "）")


def invoice_number(given: str) -> str:
    """Digits only. Raises BadValue with what a number must look like."""
    plain = re.sub(r"[\s\-/]", "", unicodedata.normalize("NFKC", given))
    if not plain.isdigit() or len(plain) not in LENGTHS:
        told = "；".join(f"{length} 位（{what}）" for length, what in LENGTHS.items())
        raise BadValue(f"发票号码“{given[:30]}”的位数不对，应为 {told}。请核对，注意 Excel 是否丢了前面的 0。")
    return plain
