"""Encrypted column values, and a blind index that finds equal ones without opening them.

A sealed value is text: `1.sm4.<base64url of nonce, ciphertext, tag>`: version of the key, cipher, octets. Table and column are
bound into it, so that a value moved to another column does not open. Losing a key loses the values; the keys come from outside.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Algorithm = Literal["sm4", "aes256"]

_KEY_LENGTHS: dict[str, int] = {"sm4": 16, "aes256": 32}
_NONCE, _TAG, _LEAST_KEY = 12, 16, 32
_TOKEN = re.compile(r"([1-9][0-9]{0,5})\.(sm4|aes256)\.([A-Za-z0-9_-]+)")


class SecretError(ValueError):
    """A value that cannot be sealed or opened. The message is Chinese and never holds the value."""


class BadKey(SecretError):
    """A key that is too short, of an unknown version or of an unknown cipher."""


class NotSealed(SecretError):
    """The stored text is not a sealed value at all."""


class Tampered(SecretError):
    """The value was changed, cut, moved to another column, or sealed under another key of the same version."""


@dataclass(frozen=True)
class Key:
    """One version of the key: at least 32 random octets, from which the cipher's own key is derived."""

    version: int
    material: bytes = field(repr=False)
    algorithm: Algorithm = "sm4"

    def __post_init__(self) -> None:
        if len(self.material) < _LEAST_KEY:
            raise BadKey(f"加密密钥至少 {_LEAST_KEY} 字节，现为 {len(self.material)} 字节。")
        if self.algorithm not in _KEY_LENGTHS:
            raise BadKey(f"没有这种加密算法：{self.algorithm}，可选 sm4、aes256。")
        if not 1 <= self.version <= 999_999:
            raise BadKey("密钥版本应为 1 至 999999 的整数。")


class Vault:
    """Seals with the newest key, opens with any it holds. `index_key` stays the same when keys are changed, or no index would match."""

    def __init__(self, keys: list[Key], index_key: bytes, nonces: Callable[[int], bytes] = os.urandom) -> None:
        if not keys:
            raise BadKey("没有配置加密密钥。")
        if len({key.version for key in keys}) != len(keys):
            raise BadKey("密钥版本重复。")
        if len(index_key) < _LEAST_KEY:
            raise BadKey(f"索引密钥至少 {_LEAST_KEY} 字节，现为 {len(index_key)} 字节。")
        self._algorithms: Mapping[int, Algorithm] = {key.version: key.algorithm for key in keys}
        self._keys = {
            key.version: _derived(key.material, f"field {key.algorithm}", _KEY_LENGTHS[key.algorithm]) for key in keys
        }
        self._newest = max(self._keys)
        self._index_key = _derived(index_key, "blind index", 32)
        self._nonces = nonces

    def seal(self, value: str, table: str, column: str) -> str:
        """The sealed text; the same value gives another text every time. Empty stays empty."""
        if value == "":
            return ""
        algorithm = self._algorithms[self._newest]
        nonce = self._nonces(_NONCE)
        encryptor = Cipher(_block(algorithm, self._keys[self._newest]), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(_bound(self._newest, algorithm, table, column))
        sealed = nonce + encryptor.update(value.encode()) + encryptor.finalize() + encryptor.tag
        return f"{self._newest}.{algorithm}.{base64.urlsafe_b64encode(sealed).rstrip(b'=').decode()}"

    def open(self, sealed: str, table: str, column: str) -> str:
        """The value. Raises NotSealed, BadKey (version not held) or Tampered."""
        if sealed == "":
            return ""
        version, algorithm, octets = _taken_apart(sealed)
        if version not in self._keys or self._algorithms[version] != algorithm:
            raise BadKey(f"缺少第 {version} 版密钥，无法解密；请从密钥备份中恢复。")
        nonce, body, tag = octets[:_NONCE], octets[_NONCE:-_TAG], octets[-_TAG:]
        decryptor = Cipher(_block(algorithm, self._keys[version]), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(_bound(version, algorithm, table, column))
        try:
            return (decryptor.update(body) + decryptor.finalize()).decode()
        except InvalidTag:
            raise Tampered(f"{table}.{column} 的密文校验不通过：可能被改动、移动过，或者密钥不符。") from None

    def is_stale(self, sealed: str) -> bool:
        """Whether the value lies under an older key and should be sealed anew."""
        return sealed != "" and _taken_apart(sealed)[0] != self._newest

    def index(self, kind: str, value: str) -> str:
        """64 hex digits, equal for equal values of one kind (id, phone …) whatever their blanks, width and case. Empty stays empty."""
        plain = normalised(value)
        if not plain:
            return ""
        return hmac.new(self._index_key, kind.encode() + b"\x00" + plain.encode(), "sm3").hexdigest()

    def matches(self, kind: str, value: str, index: str) -> bool:
        """Whether the index is that of the value, in constant time."""
        return hmac.compare_digest(self.index(kind, value).encode(), index.encode())


def normalised(value: str) -> str:
    """What the blind index compares: half width, upper case, without blanks, hyphens and invisible characters."""
    return re.sub(r"[\s\-\u200b-\u200f\u202a-\u202e\ufeff]", "", unicodedata.normalize("NFKC", value)).upper()


def _taken_apart(sealed: str) -> tuple[int, Algorithm, bytes]:
    found = _TOKEN.fullmatch(sealed)
    if not found:
        raise NotSealed("存储的内容不是密文，可能未经系统写入。")
    text = found[3]
    try:
        octets = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        raise Tampered("密文编码已损坏。") from None
    # One value has one text: spare bits of the last base64 character must be zero.
    if len(octets) <= _NONCE + _TAG or base64.urlsafe_b64encode(octets).rstrip(b"=").decode() != text:
        raise Tampered("密文不完整或者被改动过。")
    return int(found[1]), "sm4" if found[2] == "sm4" else "aes256", octets


def _block(algorithm: Algorithm, key: bytes) -> algorithms.SM4 | algorithms.AES:
    return algorithms.SM4(key) if algorithm == "sm4" else algorithms.AES(key)


def _bound(version: int, algorithm: str, table: str, column: str) -> bytes:
    return "\x00".join(("yuheng field", str(version), algorithm, table, column)).encode()


def _derived(material: bytes, purpose: str, length: int) -> bytes:
    return HKDF(hashes.SM3(), length, None, f"yuheng {purpose}".encode()).derive(material)
