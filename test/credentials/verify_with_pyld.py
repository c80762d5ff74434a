"""Verifies a Data Integrity credential (eddsa-rdfc-2022) with pyld and nacl alone.

Reads {"contexts": {url: document}, "didDocument": ..., "credentials": [...]} from a file and prints a JSON
array with true or the reason for each credential. Loads nothing from the network.
"""
import hashlib
import json
import sys

import nacl.exceptions
import nacl.signing
from pyld import jsonld

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(text):
    number = 0
    for letter in text:
        number = number * 58 + ALPHABET.index(letter)
    body = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return b"\0" * (len(text) - len(text.lstrip("1"))) + body


def canonical(document, loader):
    return jsonld.normalize(
        document,
        {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader},
    )


def verify(credential, did_document, loader):
    proofs = credential["proof"]
    proof = proofs[0] if isinstance(proofs, list) else proofs
    body = {key: value for key, value in credential.items() if key != "proof"}
    options = {key: value for key, value in proof.items() if key != "proofValue"}
    options["@context"] = credential["@context"]
    method = next(m for m in did_document["verificationMethod"] if m["id"] == proof["verificationMethod"])
    issuer = credential["issuer"]
    if method["controller"] != (issuer if isinstance(issuer, str) else issuer["id"]):
        return "controller"
    if method["id"] not in did_document["assertionMethod"]:
        return "purpose"
    key = base58(method["publicKeyMultibase"][1:])
    if key[:2] != b"\xed\x01":
        return "key"
    data = b"".join(
        hashlib.sha256(canonical(part, loader).encode("utf-8")).digest() for part in (options, body)
    )
    try:
        nacl.signing.VerifyKey(key[2:]).verify(data, base58(proof["proofValue"][1:]))
    except nacl.exceptions.BadSignatureError:
        return "signature"
    return True


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        given = json.load(file)

    def loader(url, _options=None):
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": given["contexts"][url],
        }

    print(json.dumps([verify(c, given["didDocument"], loader) for c in given["credentials"]]))


main()
