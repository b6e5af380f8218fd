"""The public pages' words and facts, put together for their templates."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, render_template, request

from agrimarket.issuing.ring import public_host
from agrimarket.kit import clock
from agrimarket.kit.web import filters
from agrimarket.kit.web.urls import query_url
from agrimarket.lots.facts.tell import told
from agrimarket.scanning import hit, pictures
from agrimarket.scanning.judge import BY_LOT, BY_SOURCE, PANELS, Seen, Verdict
from agrimarket.scanning.origin import Origin
from agrimarket.scanning.owed import owed, sold_on
from agrimarket.scanning.rules import UNSEEN, Answer
from agrimarket.scanning.verdict_words import RECALL_TOLD, VERDICTS, Said
from agrimarket.scanning.words import LANGUAGES, WORDS, kind_word


def language() -> str:
    """`en` where ?lang=en asks for it, else Vietnamese."""
    return "en" if request.args.get("lang") == "en" else "vi"


def page(template: str, **values: Any) -> str:
    """A public page in the language of the request."""
    lang = language()
    links = [
        (code, name, query_url(lang=code if code != "vi" else None)) for code, name in LANGUAGES
    ]
    return render_template(
        template,
        lang=lang,
        lang_links=links,
        w=WORDS[lang],
        kind_word=lambda code: kind_word(code, lang),
        told_of=lambda stage: told(stage.kind, stage.facts, lang=lang, public=True),
        **values,
    )


def said(verdict: Verdict, origin: Origin | None, seen: Seen = UNSEEN) -> Said:
    """A verdict's sentences with their facts filled in."""
    lang = language()
    words = VERDICTS[lang][verdict]
    facts = _facts(origin, seen, WORDS[lang]["missing"])
    text = words.text
    if verdict is Verdict.RECALLED and origin and origin.lot and lang in origin.lot.recall_texts:
        text, facts = RECALL_TOLD[lang], {**facts, "told": origin.lot.recall_texts[lang]}
    return Said(words.title.format_map(facts), text.format_map(facts))


def _facts(origin: Origin | None, seen: Seen, missing: str) -> dict[str, Any]:
    lot = origin.lot if origin else None
    source = origin.held_source if origin else None
    return {
        "source": source.lot_code if source else missing,
        "source_day": filters.vn_date(source.since if source else None, missing),
        "source_reason": ((source.reason if source else None) or missing).rstrip("."),
        "source_phone": filters.phone(source.phone if source else None) or missing,
        "host": public_host(),
        "mine": filters.vn_date(seen.mine_since),
        "devices": seen.other_devices,
        "lot": lot.lot_code if lot else missing,
        "use_by": filters.vn_date(lot.use_by if lot else None, missing),
        "recalled": filters.vn_date(lot.recalled_on if lot else None, missing),
        "suspended": filters.vn_date(lot.suspended_on if lot else None, missing),
        "reason": (lot.recall_reason or missing).rstrip(".") if lot else missing,
        "phone": filters.phone(lot.recall_phone) or missing if lot else missing,
    }


def stamp_page(answer: Answer) -> str:
    """The page of a stamp, or of a code that is none of ours."""
    lang = language()
    return page(
        "scanning/stamp.html",
        answer=answer,
        said=said(answer.verdict, answer.origin, answer.seen),
        also=[said(verdict, answer.origin, answer.seen) for verdict in answer.also],
        **_origin(answer.origin, lang),
        image=_image(answer, lang) if answer.known else None,
        image_size=(pictures.WIDTH, pictures.HEIGHT),
        is_demo=bool(answer.stamp and answer.stamp.order.is_demo),
    )


def thing_page(origin: Origin) -> str:
    """The page of a lot or a product without a stamp."""
    own = BY_LOT.get(origin.lot.status) if origin.lot else None
    source = BY_SOURCE[origin.held_source.status] if origin.held_source else None
    grave, also = own or source, source if own and own is not Verdict.RECALLED else None
    return page(
        "scanning/thing.html",
        **_origin(origin, language()),
        warning=said(grave, origin) if grave else None,
        warning_kind=PANELS[grave] if grave else None,
        also=[said(also, origin)] if also else [],
    )


def _origin(origin: Origin | None, lang: str) -> dict[str, Any]:
    """What scanning/origin.html tells, beside the words; None for a code that is none of ours."""
    if origin is None:
        return {"origin": None}
    words = WORDS[lang]
    names = ", ".join(words[name].lower() for name in owed(origin))
    return {
        "origin": origin,
        "shelf_life": _shelf_life(origin, words),
        "owed": words["owed"].format(names=names) if names else "",
        "sold_on": sold_on(origin),
    }


def _shelf_life(origin: Origin, words: Mapping[str, str]) -> str:
    """12 tháng kể từ ngày đóng gói; "" without a rule."""
    count = origin.shelf_life_months or origin.shelf_life_days
    if not count:
        return ""
    begin = words[f"from_{origin.shelf_life_from or 'either'}"]
    said = words["months" if origin.shelf_life_months else "days"]
    return said.format(count=filters.number(count), begin=begin)


def _image(answer: Answer, lang: str) -> str:
    key: bytes = current_app.extensions["agrimarket.keys"].scan
    name = hit.image_name(key, answer.code, clock.now())
    return f"/quet/{name}.svg" + ("?lang=en" if lang == "en" else "")
