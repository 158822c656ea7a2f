"""Keys: this service's own, which signs, and the platforms', which are fetched and remembered for a while."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from mosaic_exercises.service.lti.platforms import LtiError, Platform

ALGORITHM = "RS256"  # the one that LTI 1.3 asks for
FILE = "lti_key.pem"
FRESH = 3_600.0  # seconds for which a platform's keys are believed
AGAIN = 60.0  # seconds between two looks for a key that was not there
Fetch = Callable[[str], Awaitable[bytes]]


class OwnKey:
    """The key of this service, in its folder; made where there is none."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        try:
            if not path.exists():
                make(path)
            key = serialization.load_pem_private_key(path.read_bytes(), None)
        except (OSError, ValueError) as error:
            raise LtiError(f"{path}: the key cannot be read: {error}") from None
        if not isinstance(key, rsa.RSAPrivateKey):
            raise LtiError(f"{path}: this is no RSA key")
        self._key = key
        public: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
        self.id = hashlib.sha256(public["n"].encode()).hexdigest()[:16]
        self.public = {"keys": [{**public, "alg": ALGORITHM, "use": "sig", "kid": self.id}]}
        """What platforms are given (JWKS)."""

    def sign(self, claims: dict[str, Any]) -> str:
        """A signed message."""
        return jwt.encode(claims, self._key, ALGORITHM, headers={"kid": self.id})


def make(path: Path) -> None:
    """A new key in a file that nobody else may read. Raises OSError."""
    made = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(made.private_bytes(*form))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


class PlatformKeys:
    """The keys of platforms. A key that is not among those remembered is looked for once a minute at most."""

    def __init__(self, fetch: Fetch, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._known: dict[str, tuple[float, dict[str, Any]]] = {}

    async def key(self, platform: Platform, kid: str) -> Any:
        """The key of this id; None where the platform has none. Raises LtiError where it cannot be asked."""
        at, known = self._known.get(platform.keys, (-FRESH, {}))
        now = self._clock()
        if now - at > FRESH or (kid not in known and now - at > AGAIN):
            known = keys_in(await self._fetch(platform.keys))
            self._known[platform.keys] = (now, known)
        return known.get(kid)


def keys_in(data: bytes) -> dict[str, Any]:
    """The RSA keys of a key set, by id. Raises LtiError."""
    try:
        rows = json.loads(data)["keys"]
        return {
            str(row["kid"]): RSAAlgorithm.from_jwk(row)
            for row in rows
            if row.get("kty") == "RSA" and row.get("kid") and row.get("use", "sig") == "sig" and "d" not in row
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, jwt.PyJWTError) as error:
        raise LtiError(f"The learning system's keys cannot be read ({type(error).__name__}).") from None
