"""The building blocks: labels, hints and errors hang together, and nothing is left unescaped."""

import re
from typing import Any

import pytest
from flask import Flask

EVIL = "<b onmouseover=alert(1)>\"'&"


def render(app: Flask, source: str, path: str = "/list?q=hoa&page=2", **facts: Any) -> str:
    with app.test_request_context(path):
        return app.jinja_env.from_string(source).render(**facts)


def from_kit(names: str, body: str) -> str:
    file, _, macros = names.partition(": ")
    return f'{{% from "kit/{file}.html" import {macros} %}}{body}'


def test_a_field_in_order(showcase: Flask) -> None:
    html = render(
        showcase,
        from_kit(
            "fields: text_field",
            '{{ text_field("head_name", "Họ và tên", "Hoa", {"head_name": ["Gõ đủ họ tên."]}, '
            '"Như trong căn cước.", true, autocomplete="name") }}',
        ),
    )
    assert '<label for="f-head_name">Họ và tên <span class="must">bắt buộc</span></label>' in html
    assert 'id="f-head_name" name="head_name" type="text" value="Hoa"' in html
    assert 'aria-describedby="f-head_name-hint f-head_name-error" aria-invalid="true"' in html
    assert 'autocomplete="name"' in html
    assert " required" in html
    assert '<p class="hint" id="f-head_name-hint">Như trong căn cước.</p>' in html
    assert "<span>Gõ đủ họ tên.</span>" in html


def test_a_field_without_error_claims_none(showcase: Flask) -> None:
    html = render(showcase, from_kit("fields: tel_field", '{{ tel_field("phone", "Điện thoại") }}'))
    assert "aria-invalid" not in html
    assert "aria-describedby" not in html
    assert 'type="tel"' in html
    assert 'inputmode="tel"' in html


def test_the_summary_takes_focus_and_says_the_same_words(showcase: Flask) -> None:
    html = render(
        showcase,
        from_kit(
            "fields: error_summary, select",
            '{{ error_summary(errors, {"commune": "Xã"}) }}'
            '{{ select("commune", "Xã", [("1", "A")], errors=errors) }}',
        ),
        errors={"commune": ["Hãy chọn xã."], "": ["Sổ đang khóa."]},
    )
    assert 'tabindex="-1" autofocus' in html
    assert '<a href="#f-commune"><b>Xã:</b> Hãy chọn xã.</a>' in html
    assert "<li>Sổ đang khóa.</li>" in html
    assert html.count("Hãy chọn xã.") == 2
    assert 'id="f-commune"' in html


def test_no_errors_no_summary(showcase: Flask) -> None:
    source = from_kit("fields: error_summary", "{{ error_summary({}) }}")
    assert render(showcase, source).strip() == ""


def test_select_marks_the_chosen_one_in_groups_too(showcase: Flask) -> None:
    html = render(
        showcase,
        from_kit(
            "fields: select",
            '{{ select("c", "Xã", [("Xã", [(1, "A"), (2, "B")]), ("9", "Khác")], "2") }}',
        ),
    )
    assert '<option value="2" selected>B</option>' in html
    assert html.count("selected") == 1
    assert '<optgroup label="Xã">' in html


def test_choice_cards(showcase: Flask) -> None:
    source = from_kit(
        "fields: radio_cards, check_cards",
        '{{ radio_cards("k", "Loại", [("a", "A"), ("b", "B")], "b", {"k": "Hãy chọn."}) }}'
        '{{ check_cards("m", "Kênh", [{"value": 1, "label": "X", "hint": "h"}], [1]) }}',
    )
    html = render(showcase, source)
    assert 'type="radio" name="k" value="b" checked' in html
    assert 'type="checkbox" name="m" value="1" checked' in html
    assert html.count('id="f-k"') == 1
    assert "<legend>Loại</legend>" in html
    assert "<small>h</small>" in html


def test_a_password_is_never_written_back(showcase: Flask) -> None:
    source = from_kit("fields: password_field", '{{ password_field("p", "Mật khẩu", "secret") }}')
    assert "secret" not in render(showcase, source)


def test_forms_that_post_carry_the_token(showcase: Flask) -> None:
    source = from_kit("fields: form", '{% call form("/a", M) %}x{% endcall %}')
    assert "token-of-the-test" in render(showcase, source.replace("M", '"post"'))
    assert "token-of-the-test" not in render(showcase, source.replace("M", '"get"'))
    button = from_kit(
        "buttons: post_button", '{{ post_button("Hoàn tác", "/u", fields={"n": 1}) }}'
    )
    html = render(showcase, button)
    assert "token-of-the-test" in html
    assert 'name="n" value="1"' in html


EVERYWHERE = {
    "fields: text_field": "{{ text_field(x, x, x, {x: [x]}, x, attrs={'data-x': x}, suffix=x) }}",
    "fields: textarea": "{{ textarea('a', x, x, {'a': x}, x) }}",
    "fields: select": "{{ select('a', x, [(x, x), (x, [(x, x)])], x, placeholder=x) }}",
    "fields: radio_cards": "{{ radio_cards('a', x, [{'value': x, 'label': x, 'hint': x}]) }}",
    "fields: checkbox": "{{ checkbox('a', x, true, {'a': x}, x, x) }}",
    "fields: error_summary": "{{ error_summary({x: x}, {x: x}, x, x) }}",
    "fields: fieldset": "{% call fieldset(x, x) %}{% endcall %}",
    "buttons: button": "{{ button(x, name=x, value=x) }}",
    "buttons: post_button": "{{ post_button(x, x, fields={x: x}) }}",
    "lists: table": "{% call table(x, [x, {'label': x}]) %}{% endcall %}",
    "lists: th, td": "{{ th(x, x, x, x) }}{{ td(x, x) }}",
    "lists: empty": "{{ empty(x, x, x, x) }}",
    "lists: card": "{% call card(x, x, x) %}{% endcall %}",
    "states: badge": "{{ badge(x) }}",
    "states: tile": "{{ tile(x, x, x, x) }}",
    "states: progress": "{{ progress(1, 2, x, x) }}",
    "states: next_step": "{{ next_step(x, x, x, x) }}",
    "states: notice": "{% call notice('look', x) %}{% endcall %}",
    "panels: verdict": "{{ verdict('good', x, x, x) }}",
    "panels: facts": "{{ facts([(x, x)]) }}",
    "panels: event": "{{ event(x, x, x, x, note=x) }}",
    "panels: photo": "{{ photo(x, x, 1, 1, x) }}{{ photo('', x, 1, 1, x) }}",
    "panels: stamp_code, code_form": "{{ stamp_code(x) }}{{ code_form(x, x, x, {'code': x}) }}",
    "icon: icon": "{{ icon('leaf', x) }}",
}


@pytest.mark.parametrize("names", EVERYWHERE)
def test_every_text_is_escaped(showcase: Flask, names: str) -> None:
    html = render(showcase, from_kit(names, EVERYWHERE[names]), x=EVIL)
    assert "<b on" not in html.lower()
    assert "&lt;" in html
    assert not re.search(r'="[^"]*"\'', html)


def test_table_cells_know_their_column(showcase: Flask) -> None:
    source = from_kit(
        "lists: table, row, th, td",
        '{% call table("Hộ", ["Tên", {"label": "Tem", "num": true}]) %}{% call row("/a") %}'
        '{{ th("Tên", "Hoa", "/a") }}{{ td("Tem", 5, num=true) }}{{ td("Trống") }}'
        '{% call td("X") %}<i>y</i>{% endcall %}{% endcall %}{% endcall %}',
    )
    html = render(showcase, source)
    assert 'scope="row" data-label="Tên"><a href="/a">Hoa</a>' in html
    assert 'data-label="Tem" class="num"><span class="cell">5</span>' in html
    assert 'data-label="Trống" class=" void"' in html
    assert "<i>y</i>" in html


def test_pager_keeps_the_filters(showcase: Flask) -> None:
    source = from_kit("lists: pager", "{{ pager(2, 25, 80) }}")
    html = render(showcase, source)
    assert 'href="/list?q=hoa" rel="prev"' in html
    assert 'href="/list?q=hoa&amp;page=3" rel="next"' in html
    assert "Trang 2/4" in html
    assert render(showcase, from_kit("lists: pager", "{{ pager(1, 25, 25) }}")).strip() == ""


def test_query_url_replaces_and_removes(showcase: Flask) -> None:
    html = render(showcase, '{{ query_url(page=none, q="hà nội")|safe }}')
    assert html == "/list?q=h%C3%A0+n%E1%BB%99i"


def test_what_is_owed_says_so(showcase: Flask) -> None:
    html = render(showcase, from_kit("panels: facts", '{{ facts([("Tiêu chuẩn", none)]) }}'))
    assert '<dd class="gone">chưa cập nhật</dd>' in html


def test_a_verdict_is_a_word_and_an_icon(showcase: Flask) -> None:
    icons = {"good": "check", "look": "look", "stop": "stop", "unknown": "question"}
    for kind, icon in icons.items():
        html = render(showcase, from_kit("panels: verdict", f'{{{{ verdict("{kind}", "Câu.") }}}}'))
        assert f"#{icon}" in html
        assert '<h1 id="verdict-title">Câu.</h1>' in html


def test_finished_work_stops_asking(showcase: Flask) -> None:
    source = from_kit("states: progress", '{{ progress(D, 5, "In", done_label="Xong") }}')
    assert "data-live" in render(showcase, source.replace("D", "4"))
    done = render(showcase, source.replace("D", "5"))
    assert "data-live" not in done
    assert "Xong" in done
