"""Whether a launch is right. A launch is a message that the learning system signs and the browser carries here."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import jwt
import msgspec

from mosaic_exercises.service.lti.keys import ALGORITHM
from mosaic_exercises.service.lti.once import OneUse
from mosaic_exercises.service.lti.platforms import LtiSettings, Platform
from mosaic_exercises.service.who import Refusal

LTI = "https://purl.imsglobal.org/spec/lti/claim/"
DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
TEACHER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"
RESOURCE, DEEP_LINKING = "LtiResourceLinkRequest", "LtiDeepLinkingRequest"
LONGEST = 60_000  # characters of a message
SKEW = 60  # seconds that the two clocks may differ by
LONG = 4 * 3_600  # seconds that a launch may be good for
GO_BACK = " Go back to your course and open this activity again."


class LoginBegun(msgspec.Struct, frozen=True):
    """What is remembered of a login until its launch comes back. ``browser``: what only that browser knows."""

    platform: Platform
    nonce: str
    browser: str


class LtiLearner(msgspec.Struct, frozen=True, kw_only=True):
    """Where a learner came from, as their last launch said: ``user`` is the learner there; ``line_item``,
    ``line_items``: where scores go, "" where nowhere. ``sent``: the digest and the time of the last score."""

    issuer: str
    client_id: str
    user: str
    context: str = ""
    resource: str = ""
    line_item: str = ""
    line_items: str = ""
    scopes: tuple[str, ...] = ()
    sent: str = ""
    at: str = ""


class LtiLaunch(msgspec.Struct, frozen=True, kw_only=True):
    """A launch that is right. ``name``: the learner here; ``learner``: where they came from; ``returns``: where a deep
    link goes back to, with ``data`` that goes along."""

    platform: Platform
    name: str
    shown: str
    teaches: bool
    deployment: str
    learner: LtiLearner
    returns: str = ""
    data: str = ""


def begin(settings: LtiSettings, said: Mapping[str, str], begun: OneUse[LoginBegun], browser: str, nonce: str) -> str:
    """Answer the first message of a login: where the browser has to go. Raises Refusal."""
    platform = settings.found(said.get("iss", ""), said.get("client_id", ""))
    if platform is None:
        raise Refusal(403, f"This service does not know the learning system '{said.get('iss', '')[:100]}'.")
    if not said.get("login_hint"):
        raise Refusal(400, "The learning system did not say who is coming (login_hint)." + GO_BACK)
    if not said.get("target_link_uri", settings.url).startswith(settings.url):
        raise Refusal(400, "The learning system wants to send you elsewhere than to this service (target_link_uri).")
    deployment = said.get("lti_deployment_id", "")
    if deployment and deployment not in platform.deployments:
        raise Refusal(403, f"This service is not registered for the deployment '{deployment[:60]}'.")
    asked = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform.client_id,
        "redirect_uri": f"{settings.url}lti/launch",
        "login_hint": said["login_hint"],
        "nonce": nonce,
        "state": begun.keep(LoginBegun(platform, nonce, browser)),
    }
    if said.get("lti_message_hint"):
        asked["lti_message_hint"] = said["lti_message_hint"]
    return f"{platform.login}{'&' if '?' in platform.login else '?'}{urlencode(asked)}"


async def finish(
    said: Mapping[str, str],
    begun: OneUse[LoginBegun],
    browser: str,
    key_of: Callable[[Platform, str], Awaitable[Any]],
) -> LtiLaunch:
    """Decide on a launch. Raises Refusal with what is wrong with it. Whatever comes of it, its state is used up."""
    login = begun.take(said.get("state", ""))
    if login is None:
        raise Refusal(403, "This launch was used already, is too old, or did not begin here." + GO_BACK)
    if not browser or not hmac.compare_digest(browser, login.browser):
        raise Refusal(
            403,
            "This launch began in another browser, or yours keeps no cookies of this service here. Let your "
            "instructor set the activity to open in a new window." + GO_BACK,
        )
    if said.get("error"):
        raise Refusal(403, f"The learning system refused: {said['error'][:200]}." + GO_BACK)
    token = said.get("id_token", "")
    if not token or len(token) > LONGEST:
        raise Refusal(400, "The learning system sent no message that could be one (id_token)." + GO_BACK)
    return accepted(await claims_of(token, login.platform, key_of), login)


async def claims_of(
    token: str, platform: Platform, key_of: Callable[[Platform, str], Awaitable[Any]]
) -> dict[str, Any]:
    """What a message says, if this platform signed it for us, now. Raises Refusal."""
    try:
        head = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise Refusal(400, "The learning system's message cannot be read." + GO_BACK) from None
    if head.get("alg") != ALGORITHM:
        raise Refusal(403, f"The launch is not signed as LTI asks ({ALGORITHM}), but '{str(head.get('alg'))[:20]}'.")
    key = await key_of(platform, str(head.get("kid", "")))
    if key is None:
        raise Refusal(403, "The launch is signed with a key that the learning system does not publish.")
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=platform.client_id,
            issuer=platform.issuer,
            leeway=SKEW,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )
    except jwt.ExpiredSignatureError:
        raise Refusal(403, "This launch has expired." + GO_BACK) from None
    except jwt.InvalidAudienceError:
        raise Refusal(403, "This launch is meant for another tool (aud).") from None
    except jwt.InvalidIssuerError:
        raise Refusal(403, "This launch is from another learning system than the login (iss).") from None
    except jwt.InvalidSignatureError:
        raise Refusal(403, "The launch is not signed by the learning system.") from None
    except jwt.MissingRequiredClaimError as error:
        raise Refusal(403, f"The launch leaves out what it must say ({error.claim}).") from None
    except jwt.PyJWTError as error:
        raise Refusal(403, f"The launch is not right: {error}.") from None
    return claims


def accepted(claims: dict[str, Any], login: LoginBegun) -> LtiLaunch:
    """What a signed launch says of who comes and to what. Raises Refusal."""
    platform = login.platform
    if not isinstance(claims["nonce"], str) or not hmac.compare_digest(claims["nonce"].encode(), login.nonce.encode()):
        raise Refusal(403, "This launch answers another login than yours (nonce)." + GO_BACK)
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != platform.client_id:
        raise Refusal(403, "This launch is meant for several tools, and not for this one (azp).")
    if claims["exp"] - claims["iat"] > LONG:
        raise Refusal(403, "This launch would be good for longer than a few hours: it is not taken.")
    deployment = claims.get(f"{LTI}deployment_id")
    if deployment not in platform.deployments:
        raise Refusal(403, f"This service is not registered for the deployment '{str(deployment)[:60]}'.")
    if claims.get(f"{LTI}version") != "1.3.0":
        raise Refusal(403, f"This is LTI {str(claims.get(f'{LTI}version'))[:10]}; this service speaks 1.3.0.")
    kind = claims.get(f"{LTI}message_type")
    if kind not in (RESOURCE, DEEP_LINKING):
        raise Refusal(403, f"This service cannot answer a message of the kind '{str(kind)[:60]}'.")
    resource = inner(claims, f"{LTI}resource_link").get("id", "")
    if kind == RESOURCE and not (isinstance(resource, str) and resource):
        raise Refusal(403, "The launch does not say from which activity it comes (resource_link).")
    user = claims["sub"]
    if not isinstance(user, str) or not user.strip() or len(user) > 255:
        raise Refusal(403, "The launch does not say who comes (sub). Open the activity as somebody who is logged in.")
    roles = claims.get(f"{LTI}roles")
    deep, grades = inner(claims, f"{DEEP}deep_linking_settings"), inner(claims, AGS)
    if kind == DEEP_LINKING and not isinstance(deep.get("deep_link_return_url"), str):
        raise Refusal(403, "The learning system does not say where the link is to go (deep_link_return_url).")
    return LtiLaunch(
        platform=platform,
        name=platform.prefix + learner(claims, platform, user),
        shown=str(claims.get("name") or user)[:120],
        teaches=isinstance(roles, list) and TEACHER in roles,
        deployment=deployment,
        learner=LtiLearner(
            issuer=platform.issuer,
            client_id=platform.client_id,
            user=user,
            context=text(inner(claims, f"{LTI}context"), "id"),
            resource=resource if isinstance(resource, str) else "",
            line_item=text(grades, "lineitem"),
            line_items=text(grades, "lineitems"),
            scopes=tuple(s for s in grades.get("scope", ()) if isinstance(s, str)),
        ),
        returns=text(deep, "deep_link_return_url") if kind == DEEP_LINKING else "",
        data=text(deep, "data"),
    )


def learner(claims: dict[str, Any], platform: Platform, user: str) -> str:
    """What names the learner here. Raises Refusal where the launch does not say it."""
    said: Any = user
    if platform.learner == "email":
        said = claims.get("email")
    elif platform.learner == "sourcedid":
        said = inner(claims, f"{LTI}lis").get("person_sourcedid")
    if not isinstance(said, str) or not said.strip() or len(said) > 160:
        raise Refusal(
            403, f"The learning system does not send the learner's {platform.learner}: it has to be switched on."
        )
    return said.strip()


def inner(claims: dict[str, Any], name: str) -> dict[str, Any]:
    """An object within a message; empty where there is none."""
    found = claims.get(name)
    return found if isinstance(found, dict) else {}


def text(found: dict[str, Any], name: str) -> str:
    """A text within an object; "" where there is none."""
    said = found.get(name, "")
    return said if isinstance(said, str) and len(said) <= 4_000 else ""
