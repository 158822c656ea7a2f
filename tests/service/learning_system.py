"""A learning system as the specification has it (LTI 1.3, AGS 2.0), with keys made here: what it sends and takes."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from mosaic_exercises.service.lti.platforms import LtiSettings, Platform

ISSUER, CLIENT, DEPLOYMENT = "https://moodle.example.org", "mosaic-client", "7"
URL = "https://collect.example.org/"
LTI = "https://purl.imsglobal.org/spec/lti/claim/"
ITEMS = f"{ISSUER}/mod/lti/services.php/2/lineitems?type_id=1"
ITEM = f"{ISSUER}/mod/lti/services.php/2/lineitems/5/lineitem?type_id=1"
SCOPES = [f"https://purl.imsglobal.org/spec/lti-ags/scope/{name}" for name in ("lineitem", "score", "result.readonly")]
PLATFORM = Platform(
    issuer=ISSUER,
    client_id=CLIENT,
    deployments=(DEPLOYMENT,),
    login=f"{ISSUER}/mod/lti/auth.php",
    token=f"{ISSUER}/mod/lti/token.php",
    keys=f"{ISSUER}/mod/lti/certs.php",
)
SETTINGS = LtiSettings(url=URL, platform=(PLATFORM,))


class LearningSystem:
    """``right`` is the key that it publishes, ``other`` one that it does not."""

    def __init__(self) -> None:
        self.right, self.other = (rsa.generate_private_key(public_exponent=65_537, key_size=2_048) for _ in range(2))
        self.asked: list[str] = []
        self.items: list[dict[str, Any]] = []
        self.scores: dict[str, dict[str, Any]] = {}
        self.posts: list[dict[str, Any]] = []
        self.failing: list[int] = []
        self.tool: dict[str, Any] = {}

    async def keys(self, url: str) -> bytes:
        """What stands at the address of its keys."""
        self.asked.append(url)
        public = json.loads(RSAAlgorithm.to_jwk(self.right.public_key()))
        return json.dumps({"keys": [{**public, "kid": "k1", "alg": "RS256", "use": "sig"}]}).encode()

    def claims(self, nonce: str, /, **more: Any) -> dict[str, Any]:
        """A resource link launch of a learner; ``more`` replaces claims by name, None leaves one out."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": CLIENT,
            "sub": "u-17",
            "iat": now,
            "exp": now + 60,
            "nonce": nonce,
            "name": "Ana <i>Silva</i>",
            f"{LTI}message_type": "LtiResourceLinkRequest",
            f"{LTI}version": "1.3.0",
            f"{LTI}deployment_id": DEPLOYMENT,
            f"{LTI}target_link_uri": URL,
            f"{LTI}resource_link": {"id": "link-3"},
            f"{LTI}roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
            f"{LTI}context": {"id": "course-1"},
            "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint": {
                "scope": SCOPES,
                "lineitem": ITEM,
                "lineitems": ITEMS,
            },
        }
        return {name: value for name, value in (claims | more).items() if value is not None}

    def signed(self, claims: dict[str, Any], key: Any = None, algorithm: str = "RS256", kid: str = "k1") -> str:
        """The message, signed."""
        return jwt.encode(claims, key if algorithm == "none" or key else self.right, algorithm, headers={"kid": kid})

    def serve(self, method: str, address: str, body: bytes | None, heads: Mapping[str, str]) -> tuple[int, bytes]:
        """Its token and grade services."""
        parts = urlsplit(address)
        if address == PLATFORM.token:
            said = {name: values[0] for name, values in parse_qs((body or b"").decode()).items()}
            (public,) = self.tool["keys"]
            jwt.decode(said["client_assertion"], RSAAlgorithm.from_jwk(public), ["RS256"], audience=PLATFORM.token)
            assert said["grant_type"] == "client_credentials"
            return 200, json.dumps({"access_token": f"for {said['scope']}", "expires_in": 3_600}).encode()
        scope = SCOPES[1] if parts.path.endswith("/scores") else SCOPES[0]
        assert heads["Authorization"] == f"Bearer for {scope}"
        status = self.failing.pop(0) if self.failing else 200
        if status not in (0, 200):
            return status, b"busy"
        if parts.path.endswith("/scores"):
            assert heads["Content-Type"] == "application/vnd.ims.lis.v1.score+json"
            assert parts.query == "type_id=1"
            score = json.loads(body or b"")
            self.posts.append(score)
            old = self.scores.get(score["userId"])
            if old is not None and old["timestamp"] >= score["timestamp"]:
                return 409, b"older"
            self.scores[score["userId"]] = score
            return status, b""  # 0: it was taken, and the answer was lost
        if method == "GET":
            wanted = {name: values[0] for name, values in parse_qs(parts.query).items()}
            found = [
                i
                for i in self.items
                if (i["resourceId"], i["resourceLinkId"]) == (wanted["resource_id"], wanted["resource_link_id"])
            ]
            return 200, json.dumps(found).encode()
        self.items.append({**json.loads(body or b""), "id": ITEM})
        return 201, json.dumps(self.items[-1]).encode()
