"""The public pages' words and facts, put together for their templates."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, render_template, request, url_for

from agrimarket.issuing.consume import Consumption
from agrimarket.issuing.marks import Marks
from agrimarket.issuing.ring import public_host
from agrimarket.kit import clock
from agrimarket.kit.web import filters
from agrimarket.kit.web.urls import query_url
from agrimarket.lots.facts.tell import told
from agrimarket.scanning import hit, opening, pictures
from agrimarket.scanning.judge import BY_LOT, BY_SOURCE, PANELS, Seen, Verdict
from agrimarket.scanning.opening_words import OPENING
from agrimarket.scanning.origin import Origin
from agrimarket.scanning.owed import owed, sold_on
from agrimarket.scanning.rules import UNMARKED, UNSEEN, Answer
from agrimarket.scanning.verdict_words import KEY_LEAK_TOLD, RECALL_TOLD, VERDICTS, Said
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


def said(
    verdict: Verdict, origin: Origin | None, seen: Seen = UNSEEN, marks: Marks = UNMARKED
) -> Said:
    """A verdict's sentences with their facts filled in."""
    lang = language()
    words = VERDICTS[lang][verdict]
    facts = _facts(origin, seen, WORDS[lang]["missing"]) | {
        "opened": filters.vn_date(marks.consumed_at),
        "leaked": filters.vn_date(marks.leaked_since),
    }
    text = words.text
    if verdict is Verdict.RECALLED and origin and origin.lot and lang in origin.lot.recall_texts:
        text, facts = RECALL_TOLD[lang], {**facts, "told": origin.lot.recall_texts[lang]}
    if verdict is Verdict.CHECK_PACK and marks.leaked_since is not None:
        text = KEY_LEAK_TOLD[lang]
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
        said=said(answer.verdict, answer.origin, answer.seen, answer.marks),
        also=[said(one, answer.origin, answer.seen, answer.marks) for one in answer.also],
        **_origin(answer.origin, lang),
        image=_image(answer, lang) if answer.known else None,
        image_size=(pictures.WIDTH, pictures.HEIGHT),
        is_demo=bool(answer.stamp and answer.stamp.order.is_demo),
        asks_digits=opening.asks_digits(answer),
        **_opening(answer, lang),
    )


def opening_page(answer: Answer, tried: Consumption | None) -> str:
    """What came of the hidden digits, in the look of the stamp's page; None is a slip of form."""
    lang = language()
    warnings = opening.warnings(answer)
    return page(
        "scanning/opening.html",
        answer=answer,
        told=opening.told(answer, tried, OPENING[lang]),
        also=[said(one, answer.origin, answer.seen, answer.marks) for one in warnings],
        back=_own_url("scanning.stamp", answer, lang),
        is_demo=bool(answer.stamp and answer.stamp.order.is_demo),
        **_opening(answer, lang),
    )


def _opening(answer: Answer, lang: str) -> dict[str, Any]:
    return {"o": OPENING[lang], "action": _own_url("scanning.opening_post", answer, lang)}


def _own_url(endpoint: str, answer: Answer, lang: str) -> str:
    return url_for(endpoint, code=answer.code, lang="en" if lang == "en" else None)


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
