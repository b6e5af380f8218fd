"""A tiny app that shows every building block, for tests and for looking at."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, Response, flash, render_template, request
from jinja2 import StrictUndefined

from agrimarket.kit import web
from agrimarket.kit.headers import CSP

HERE = Path(__file__).parent
HOUSEHOLDS = [
    ("Nguyễn Thị Hoa", "Xã Hoằng Giang", "Bưởi Luận Văn", 2, "Đã duyệt", "good"),
    ("Hợp tác xã Nước mắm Ba Làng", "Phường Hải Bình", "Nước mắm cốt", 12, "Đã duyệt", "good"),
    ("Trần Văn Phú", "Xã Thọ Xuân", "Chè lam Phủ Quảng", 0, "Thiếu giấy tờ", "look"),
    ("Lê Thị Thu Hường", "Xã Pù Luông", "Vịt Cổ Lũng", 1, "Chờ duyệt", "wait"),
    ("Tổ hợp tác Rau an toàn Quảng Thắng", "Phường Quảng Phú", "Rau cải", 1033, "Tạm khóa", "stop"),
]
ERRORS = {
    "head_name": ["Hãy gõ họ và tên chủ hộ, ít nhất hai chữ."],
    "phone": ["Số này có 11 số. Hãy đổi đầu 0168 thành 038."],
    "commune_code": ["Hãy chọn xã hoặc phường."],
    "kind": ["Hãy chọn một loại."],
}
NAV = [
    ("Việc hôm nay", "/", "home"),
    ("Hộ sản xuất", "/list", "users"),
    ("Sản phẩm", "/empty", "leaf"),
    ("Lô hàng", "/work", "box"),
    ("Tem", "/form", "qr"),
    ("Kênh bán", "/parts", "shop"),
    ("Báo cáo", "/404", "chart"),
]
VERDICTS = {
    "good": ("Tem hợp lệ.", "Đây là lần quét đầu tiên được ghi lại."),
    "look": (
        "Hãy so lại tên hàng, lô, hạn dùng.",
        "Mã này được quét ở nhiều nơi. Khác thì báo cho chúng tôi.",
    ),
    "stop": (
        "Không sử dụng.",
        "Lô hàng NM-2026-04 bị thu hồi ngày 20/11/2026: chai bị nứt nắp. Liên hệ 0237 3852 123.",
    ),
    "unknown": ("Không tìm thấy mã này.", "So từng chữ và địa chỉ trang in trên tem."),
}


def create_showcase(fonts: Path) -> Flask:
    """The showcase with its own pages; `fonts` is the folder for font files."""
    app = Flask(__name__, static_folder=None, template_folder=str(HERE / "showcase"))
    app.secret_key = "showcase"
    app.jinja_env.undefined = StrictUndefined
    app.config["FONT_CACHE"] = fonts
    web.install(app)
    app.jinja_env.globals["csrf_token"] = lambda: "token-of-the-test"
    app.context_processor(_frame)
    app.after_request(_policy)
    app.add_url_rule("/", "home", lambda: _page("home.html"))
    for name in ("parts", "list", "empty", "work"):
        app.add_url_rule(f"/{name}", name, lambda name=name: _page(f"{name}.html"))
    app.add_url_rule("/form", "form", lambda: _page("form.html", errors={}))
    app.add_url_rule("/form-errors", "form_errors", lambda: _page("form.html", errors=ERRORS))
    app.add_url_rule("/origin/<kind>", "origin", _origin)
    app.add_url_rule("/code", "code", lambda: _page("code.html"))
    app.add_url_rule("/<int:status>", "problem", _problem)
    app.add_url_rule("/plain-error", "plain", lambda: _plain())
    return app


def _frame() -> dict[str, object]:
    nav = [
        SimpleNamespace(label=label, url=url, icon=icon, current=request.path == url)
        for label, url, icon in NAV
    ]
    viewer = SimpleNamespace(signed_in=True, name="Anh Nam", role_label="Cán bộ khuyến nông")
    return {
        "nav": nav,
        "viewer": viewer,
        "is_demo": True,
        "is_sandbox": False,
        "sign_out_url": "/out",
        "account_url": "/me",
    }


def _page(name: str, **facts: object) -> str:
    if "flash" in request.args:
        flash({"text": "Đã xóa lô A1 của bà Hoa.", "url": "/undo", "label": "Hoàn tác"}, "undo")
    return render_template(
        name,
        households=HOUSEHOLDS,
        day=date(2026, 11, 22),
        moment=datetime(2026, 11, 22, 7, 5, tzinfo=UTC),
        **facts,
    )


def _origin(kind: str) -> str:
    lang = request.args.get("lang", "vi")
    links = [("vi", "Tiếng Việt", "?lang=vi"), ("en", "English", "?lang=en")]
    title, text = VERDICTS[kind]
    return _page("origin.html", kind=kind, words=title, text=text, lang=lang, lang_links=links)


def _problem(status: int) -> str:
    name = f"errors/{status}.html" if status in {403, 404} else "errors/problem.html"
    return render_template(name, back=("Danh sách hộ", "/list"))


def _plain() -> str:
    """The error page as it must work when nothing else does."""
    return render_template(
        "errors/problem.html",
        status=422,
        title="Có chỗ cần sửa",
        sentence="Có ô chưa đúng. Hãy sửa các ô được nêu rồi gửi lại.",
        fields={"price_vnd": ["Giá phải chia hết cho 500 ₫."]},
        nav=[],
        viewer=None,
        code="invalid_fields",
    )


def _policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CSP
    return response
