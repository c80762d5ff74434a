"""Verifies JWTs with jwcrypto: reads {"jwks": ..., "jwts": [...]}, prints the `jti` of each, or null where it fails."""
import json
import sys

from jwcrypto import jwk, jws


def verify(text, keys):
    try:
        token = jws.JWS()
        token.deserialize(text)
        key = keys.get_key(token.jose_header["kid"])
        token.verify(key, alg="ES256")
        return json.loads(token.payload.decode("utf-8"))["jti"]
    except (jws.InvalidJWSSignature, jws.InvalidJWSObject):
        return None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        given = json.load(file)
    keys = jwk.JWKSet.from_json(json.dumps(given["jwks"]))
    print(json.dumps([verify(text, keys) for text in given["jwts"]]))


main()
