"""The ledger's signing key: Ed25519, one file that only its owner may read; public keys are kept for ever.

A directory holds `ledger.key` (PEM, PKCS #8, mode 0600) and for every key that ever signed a file `KEYID.pub` (PEM).
`replace` retires a key: it is kept as `KEYID.key`, and what it signed stays verifiable.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from yuheng.kernel.ledger.canonical import sm3

PRIVATE = "ledger.key"


class KeyProblem(Exception):
    """A key is missing, unreadable or readable by others. The message is for the operator, in Chinese."""


def key_id(public: bytes) -> str:
    """Name of a key: the first 8 octets of SM3(public key, 32 octets), in hexadecimal."""
    return sm3(public)[:8].hex()


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The private key of a ledger. Its representation never shows the secret."""

    _key: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The public key, 32 octets."""
        return self._key.public_key().public_bytes_raw()

    @property
    def id(self) -> str:
        """The key's name, as `key_id` gives it."""
        return key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature (RFC 8032), 64 octets."""
        return self._key.sign(message)

    def __repr__(self) -> str:
        return f"SigningKey({self.id})"


def generate(seed: bytes | None = None) -> SigningKey:
    """A new key in memory; from 32 octets of `seed` where a test or an example needs the same one again."""
    return SigningKey(Ed25519PrivateKey.from_private_bytes(seed) if seed else Ed25519PrivateKey.generate())


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is this public key's over the message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def create(directory: Path) -> SigningKey:
    """Make the ledger's key in `directory`, with its public half. Raises KeyProblem if there is one already."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = generate()
    # The public half first: a key that has signed must never lack it, whenever the machine stops.
    _write_new(directory / f"{key.id}.pub", public_pem(key.public), 0o644)
    _write_new(directory / PRIVATE, _private_pem(key), 0o600)
    return key


def load(directory: Path) -> SigningKey:
    """The ledger's key. Raises KeyProblem if it is missing, not Ed25519, or open to other accounts."""
    path = directory / PRIVATE
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if os.name == "posix" and mode & 0o077:
            raise KeyProblem(f"签名密钥 {path} 的权限是 {mode:04o}，其他账户可以读取；请改为 0600")
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        raise KeyProblem(f"找不到签名密钥 {path}；请恢复备份，或者新建密钥") from None
    except (ValueError, TypeError):
        raise KeyProblem(f"签名密钥 {path} 不是可读的 PEM 文件；请恢复备份") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyProblem(f"签名密钥 {path} 不是 Ed25519 密钥；请恢复备份")
    return SigningKey(key)


def replace(directory: Path) -> SigningKey:
    """Retire the ledger's key and make a new one. The retired key is kept beside it under its own name."""
    retired, key = load(directory), generate()
    coming = directory / f"{key.id}.key"
    _write_new(directory / f"{key.id}.pub", public_pem(key.public), 0o644)
    _write_new(coming, _private_pem(key), 0o600)
    _write_new(directory / f"{retired.id}.key", _private_pem(retired), 0o600)
    coming.replace(directory / PRIVATE)
    return key


def public_keys(directory: Path) -> dict[str, bytes]:
    """Every public key of the directory by its name. Raises KeyProblem for a file whose content is another key."""
    keys = {path.stem: public_from_pem(path.read_bytes()) for path in sorted(directory.glob("*.pub"))}
    for name, public in keys.items():
        if name != key_id(public):
            raise KeyProblem(f"公钥文件 {name}.pub 的内容是另一把密钥（{key_id(public)}）；请恢复备份")
    return keys


def public_pem(public: bytes) -> bytes:
    """A public key as PEM (SubjectPublicKeyInfo), to publish."""
    return Ed25519PublicKey.from_public_bytes(public).public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def public_from_pem(pem: bytes) -> bytes:
    """The 32 octets of a published key. Raises KeyProblem if it is no Ed25519 public key."""
    try:
        key = serialization.load_pem_public_key(pem)
    except ValueError:
        raise KeyProblem("公钥文件不是可读的 PEM 文件") from None
    if not isinstance(key, Ed25519PublicKey):
        raise KeyProblem("公钥文件不是 Ed25519 公钥")
    return key.public_bytes_raw()


def _private_pem(key: SigningKey) -> bytes:
    return key._key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write_new(path: Path, content: bytes, mode: int) -> None:
    """Write a file that must not exist yet, whole or not at all: no reader ever sees half a key."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        raise KeyProblem(f"{path} 已经存在，不能覆盖") from None
    finally:
        part.unlink()
