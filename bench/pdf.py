"""How long a report takes to print, beside the same words, numbers and picture set plainly by the same compiler.

Each round prints another report, with both templates in turn; the figure is the ratio of the medians. Target: 2.
"""

import json
import time
from dataclasses import asdict, replace
from pathlib import Path
from statistics import median

import typst
from figures import Figure, conclude

from quiz.charts.fonts import FOLDER
from quiz.report.model import Report
from tests.web.journal_client import World

ROUNDS = 60
TARGET = 2.0
TEMPLATES = (press.TEMPLATE, Path(__file__).parent / "plain.typ")


def report() -> Report:
    """Give the report of an ordinary take, as the application prints it."""
    printed: list[Report] = []

    class Watched(press.PdfCompiler):
        def print(self, report: Report) -> bytes:
            printed.append(report)
            return super().print(report)

    made = Watched()
    press.press = lambda: made  # type: ignore[assignment]
    world = World()
    phone = world.phone()
    phone.send(world.keyed(4, jealousy=2))
    phone.get("/results/report.pdf?paper=a4")
    return printed[0]


def main() -> None:
    """Print the ratio, and fail when it is too high."""
    ordinary = report()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FOLDER])
    compiler = typst.Compiler(font_paths=fonts)
    taken: dict[Path, list[float]] = {template: [] for template in TEMPLATES}
    for number in range(ROUNDS):
        changed = replace(
            ordinary,
            lead=f"{ordinary.lead} {number}",
            lines=tuple(replace(line, score=str(number)) for line in ordinary.lines),
            advice=tuple(
                replace(piece, paragraphs=tuple(f"{text} {number}" for text in piece.paragraphs))
                for piece in ordinary.advice
            ),
            picture=ordinary.picture.replace(b"</svg>", f"<!--{number}--></svg>".encode()),
        )
        data = json.dumps(press._plain(asdict(changed)), ensure_ascii=False)  # noqa: SLF001
        for template, times in taken.items():
            source = template.read_bytes()
            began = time.perf_counter()
            compiler.compile(source, format="pdf", sys_inputs={"report": data}, pdf_standards=[press.STANDARD])
            times.append(time.perf_counter() - began)
    ours, plain = (median(times[ROUNDS // 6 :]) for times in taken.values())
    print(f"ours {ours * 1000:.1f} ms, plain {plain * 1000:.1f} ms")
    conclude(
        Figure(
            number="-",
            what="time to print a report, to that of the same words set plainly: the ratio",
            target=f"{TARGET:g}",
            counted=f"{ours / plain:.2f}",
            ok=ours / plain <= TARGET,
        )
    )


if __name__ == "__main__":
    main()
