"""BẢN THỬ: the stand-in's own page, where a made-up person agrees, refuses or dawdles."""

from datetime import timedelta
from urllib.parse import urlencode

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.own_pages import Page, keys, page, settings, site
from agrimarket.accounts.vneid.registry import providers
from agrimarket.accounts.vneid.sandbox import PAGE, PEOPLE, Asked, Sandbox
from agrimarket.kit.access import public
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.limits import limiter


class SandboxPersonNeeded(Refusal):
    """Nobody was chosen."""

    code = "sandbox_person_needed"
    sentence = "Hãy chọn một người thử trong danh sách."


@blueprint.get(PAGE)
@public
def vneid_sandbox() -> Page:
    """Ask whether this service may know who one is."""
    asked, _ = _asked()
    return page("vneid_sandbox.html", asked=asked, people=PEOPLE.values())


@blueprint.post(PAGE)
@public
@limiter.limit("60 per minute")
def vneid_sandbox_answer() -> Page | Response:
    """Back to the service with a code, with a code that is too old, or with a refusal."""
    asked, sandbox = _asked()
    if request.form.get("answer") == "no":
        return _back(asked, error="access_denied")
    who = request.form.get("who", "")
    if who not in PEOPLE:
        refusal = SandboxPersonNeeded(fields={"who": [SandboxPersonNeeded.sentence]})
        return page("vneid_sandbox.html", refusal, asked=asked, people=PEOPLE.values())
    if request.form.get("answer") == "late":
        return _back(asked, code=sandbox.agree(asked, who, life=timedelta(seconds=-1)))
    return _back(asked, code=sandbox.agree(asked, who))


def _asked() -> tuple[Asked, Sandbox]:
    """What was asked, and the stand-in; NotFound where it is not allowed or not asked by us."""
    sandbox = providers(settings(), keys()).get(Sandbox.code)
    values = request.values
    asked = Asked(values.get("redirect", ""), values.get("state", ""), values.get("nonce", ""))
    ours = site().origin + url_for("accounts.vneid_back")
    if not isinstance(sandbox, Sandbox) or asked.redirect != ours:
        raise NotFound  # a provider sends browsers to registered addresses alone
    return asked, sandbox


def _back(asked: Asked, **answer: str) -> Response:
    return redirect(f"{asked.redirect}?{urlencode({'state': asked.state, **answer})}", code=303)
