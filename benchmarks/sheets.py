"""55,000 labels as a PDF, the whole process, beside the usual reportlab way given ready-made QR.

Ours starts Python, loads the library, seals the codes, draws the symbols and writes the file. The
peer starts Python, is handed matrices that cost it nothing and draws them as a careful reportlab
user would: a rectangle for each run of dark modules, words with an embedded font, 65 labels a
page. It is measured on fewer labels; its start is taken off and the rest is scaled.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib import util
from pathlib import Path

LABELS = 55_000
PEER_LABELS = 1_950  # thirty pages
ROUNDS = 3
HERE = Path(__file__).resolve().parent.parent
HOST = "tem.thanhhoa.gov.vn"

OURS = f"""
import sys
from datetime import date
from hashlib import sha256
from stamps import Facts, KeyRing, labels, write_sheet
facts = Facts("Bưởi Diễn Yên Định", "HTX Nông nghiệp Định Hòa", "DH-2611-02", date(2026, 11, 12),
              use_by=date(2027, 1, 31), stars=4)
codes = KeyRing.new(sha256(b"bench").digest()).make_many(range(1, int(sys.argv[2]) + 1))
with open(sys.argv[1], "wb") as out:
    write_sheet(out, labels(codes, facts=facts, order_no="A0123"), host={HOST!r}, stock="a4-65")
"""

PEER = f"""
import pickle, sys
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
import fontpkg_be_vietnam_pro as fonts
with open(sys.argv[3], "rb") as ready:
    made = pickle.load(ready)[: int(sys.argv[2])]
for name in ("Regular", "Bold"):
    pdfmetrics.registerFont(TTFont(name, fonts.ROOT / "files" / f"BeVietnamPro-{{name}}.ttf"))
page = canvas.Canvas(sys.argv[1], pagesize=A4)
for number, (code, runs) in enumerate(made):
    row, column = divmod(number % 65, 5)
    if number and number % 65 == 0:
        page.showPage()
    x, top = (4.75 + 40.6 * column) * mm, A4[1] - (10.7 + 21.2 * row) * mm
    shape = page.beginPath()
    for r, start, length in runs:
        shape.rect(x + (2 + 0.4233 * start) * mm, top - (2.4 + 0.4233 * r) * mm,
                   0.4233 * length * mm, 0.4233 * mm)
    page.drawPath(shape, stroke=0, fill=1)
    for size, font, down, words in (
        (6.6, "Bold", 17, code[:9]), (6.6, "Bold", 19.6, code[10:]),
    ):
        page.setFont(font, size)
        page.drawCentredString(x + 8.1 * mm, top - down * mm, words)
    for size, font, down, words in (
        (7.6, "Bold", 4, "Bưởi Diễn Yên Định"), (5.8, "Regular", 6.5, "HTX Nông nghiệp Định Hòa"),
        (5.8, "Regular", 9, "Lô DH-2611-02"), (5.8, "Regular", 11.4, "Thu hoạch 12/11/2026"),
        (5.8, "Regular", 13.8, "Hạn dùng 31/01/2027"), (4.8, "Bold", 16.2, "OCOP 4 SAO"),
        (4.4, "Regular", 18, {HOST!r}), (4.4, "Regular", 19.6, f"A0123-{{number + 1:05d}}"),
    ):
        page.setFont(font, size)
        page.drawString(x + 16.5 * mm, top - down * mm, words)
page.save()
"""

READY = """
import pickle, sys
from hashlib import sha256
from stamps import KeyRing, address, spell, symbols
codes = list(KeyRing.new(sha256(b"bench").digest()).make_many(range(1, int(sys.argv[2]) + 1)))
made = []
for code, one in zip(codes, symbols(address(code, host=sys.argv[3]) for code in codes)):
    runs = []
    for y, row in enumerate(one.rows()):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                runs.append((y, x, end - x))
            x = end + 1
    made.append((spell(code), runs))
with open(sys.argv[1], "wb") as out:
    pickle.dump(made, out)
"""

# Asked inside, because what a process took at most also counts what it was before it began anew.
PEAK = """
print(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
"""


@dataclass(frozen=True)
class Cost:
    """What one process took: CPU seconds, largest resident set in MB, size of its file in MB."""

    cpu_s: float
    rss_mb: float
    file_mb: float


def spent(script: str, out: Path, *arguments: str) -> Cost:
    """Run a script in a Python of its own, from its start to its end."""
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    told = subprocess.PIPE
    command = [sys.executable, "-c", script + PEAK, str(out), *arguments]
    with subprocess.Popen(command, env=environment, stdout=told, text=True) as run:
        assert run.stdout is not None
        peak = run.stdout.read()
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        raise RuntimeError(f"the measured script ended with {run.returncode}")
    return Cost(used.ru_utime + used.ru_stime, int(peak) / 1024, out.stat().st_size / 1e6)


def best(costs: list[Cost]) -> Cost:
    """The run that took the least CPU."""
    return min(costs, key=lambda cost: cost.cpu_s)


def lines() -> list[str]:
    """A table, ours and the peer in turns in one run, best of three each."""
    with tempfile.TemporaryDirectory() as folder:
        out, ready = Path(folder) / "out.pdf", Path(folder) / "ready.pickle"
        has_peer = util.find_spec("reportlab") is not None
        if has_peer:
            spent(READY, ready, str(PEER_LABELS), HOST)
        ours, peers, starts, halves = [], [], [], []
        for _ in range(ROUNDS):
            ours.append(spent(OURS, out, str(LABELS)))
            halves.append(spent(OURS, out, str(LABELS // 2)))
            if has_peer:
                peers.append(spent(PEER, out, str(PEER_LABELS), str(ready)))
                starts.append(spent(PEER, out, "1", str(ready)))
    table = [
        "| 55,000 labels, a4-65 | CPU | memory | file |",
        "|---|---:|---:|---:|",
        row("ours, whole process", best(ours)),
        row("ours, half the labels", best(halves)),
    ]
    if not has_peer:
        return [*table, "| reportlab | not installed here | | |"]
    start, peer, factor = best(starts), best(peers), LABELS / PEER_LABELS
    scaled = Cost(
        start.cpu_s + (peer.cpu_s - start.cpu_s) * factor,
        start.rss_mb + (peer.rss_mb - start.rss_mb) * factor,
        start.file_mb + (peer.file_mb - start.file_mb) * factor,
    )
    ratio = scaled.cpu_s / best(ours).cpu_s
    return [
        *table,
        row(f"reportlab, scaled from {PEER_LABELS:,} labels with ready-made QR", scaled),
        f"\nreportlab / ours: {ratio:.0f} times the CPU.",
    ]


def row(name: str, cost: Cost) -> str:
    """One line of the table."""
    return f"| {name} | {cost.cpu_s:.2f} s | {cost.rss_mb:.0f} MB | {cost.file_mb:.1f} MB |"


if __name__ == "__main__":
    print("\n".join(lines()))
