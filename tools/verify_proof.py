#!/usr/bin/env python3
"""Checks a proof of the ledger, offline: verify_proof.py PROOF.json PUBLIC.pem [PUBLIC.pem ...]

Written from docs/ledger.md alone; it shares no code with the platform. Needs Python 3.9 with an OpenSSL that knows SM3,
and the package `cryptography` for the signature; without that it says that the signature was not checked.
Ends with 0 if the proof holds, 1 if it does not, 2 if it could not be read, 3 if it holds but for the unchecked signature.
"""

import base64
import hashlib
import json
import re
import sys

CHECKPOINT = re.compile(
    "yuheng-checkpoint/1\norigin ([^\x00-\x1f\x7f]{1,200})\nsize (0|[1-9][0-9]*)\nroot ([0-9a-f]{64})\n"
    "time (0|[1-9][0-9]*)\nkey ([0-9a-f]{16})\nsignature ([0-9a-f]{128})\n"
)
# SubjectPublicKeyInfo of an Ed25519 key is these octets and the 32 of the key (RFC 8410).
SPKI = bytes.fromhex("302a300506032b6570032100")


class DoesNotHold(Exception):
    """The proof is false."""


def sm3(data):
    return hashlib.new("sm3", data).digest()


def digest(text):
    """32 octets from 64 hex digits."""
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise ValueError(f"不是 64 位十六进制数：{text}")
    return bytes.fromhex(text)


def public_key(path):
    with open(path, encoding="ascii") as file:
        lines = [line for line in file.read().split("\n") if line and not line.startswith("-----")]
    octets = base64.b64decode("".join(lines))
    if len(octets) != 44 or not octets.startswith(SPKI):
        raise ValueError(f"{path} 不是 Ed25519 公钥")
    return octets[12:]


def check_signature(text, keys):
    """Part (1). Returns whether it could be checked."""
    name, signature = CHECKPOINT.fullmatch(text).group(5, 6)
    if name not in keys:
        raise DoesNotHold(f"检查点由密钥 {name} 签名，给出的公钥里没有它")
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return False
    signed = text[: text.index("signature ")].encode()
    try:
        Ed25519PublicKey.from_public_bytes(keys[name]).verify(bytes.fromhex(signature), signed)
    except InvalidSignature:
        raise DoesNotHold("检查点的签名不成立") from None
    return True


def root_from(leaf, index, size, path):
    """The root that a path leads to, by RFC 6962's definition read from the leaf upwards."""
    if size == 1:
        if path:
            raise DoesNotHold("路径太长")
        return leaf
    if not path:
        raise DoesNotHold("路径太短")
    half = 1
    while half * 2 < size:
        half *= 2
    if index < half:
        return sm3(b"\x01" + root_from(leaf, index, half, path[:-1]) + path[-1])
    return sm3(b"\x01" + path[-1] + root_from(leaf, index - half, size - half, path[:-1]))


def check_path(proof, size, root):
    """Part (2)."""
    index = proof["leaf"]
    if type(index) is not int or not 0 <= index < size:
        raise DoesNotHold(f"检查点里没有第 {index} 个叶子")
    path = [digest(sibling) for sibling in proof["path"]]
    if root_from(digest(proof["hash"]), index, size, path) != root:
        raise DoesNotHold("路径到不了检查点的根")


def check_body(proof):
    """Parts (3) and (4)."""
    octets = proof["body"].encode()
    if sm3(b"\x00" + octets) != digest(proof["hash"]):
        raise DoesNotHold("正文与哈希不符")
    body = json.loads(octets)
    if body["_"]["id"] != proof["event"]:
        raise DoesNotHold("正文是另一条记录")
    for opening in proof.get("openings", []):
        field, value = opening["field"].encode(), opening["value"].encode()
        salt = bytes.fromhex(opening["salt"])
        commitment = sm3(b"\x02" + salt + len(field).to_bytes(2, "big") + field + len(value).to_bytes(4, "big") + value)
        if len(salt) != 16 or body.get("commitments", {}).get(opening["field"]) != commitment.hex():
            raise DoesNotHold(f"字段 {opening['field']} 的开示与承诺不符")


def verify(proof, keys):
    """Check all; returns whether the signature could be checked. Raises DoesNotHold."""
    if proof["format"] != "yuheng-proof/1":
        raise ValueError(f"不认识的格式 {proof['format']}")
    found = CHECKPOINT.fullmatch(proof["checkpoint"])
    if not found:
        raise DoesNotHold("检查点文本有改动")
    checked = check_signature(proof["checkpoint"], keys)
    check_path(proof, int(found.group(2)), digest(found.group(3)))
    if "body" in proof:
        check_body(proof)
    elif proof.get("openings"):
        raise DoesNotHold("附有开示，却没有正文")
    return checked


def main(arguments):
    if len(arguments) < 2:
        print(__doc__)
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            proof = json.load(file)
        keys = {sm3(key)[:8].hex(): key for key in map(public_key, arguments[1:])}
        checked = verify(proof, keys)
    except DoesNotHold as reason:
        print(f"不成立：{reason}")
        return 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as reason:
        print(f"无法读取：{reason!r}")
        return 2
    print(f"成立：记录 {proof['event']} 在检查点所列的台账中。")
    if not checked:
        print("签名未核对：请安装 cryptography 后再核对一次。")
    return 0 if checked else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
