"""Every report is an accessible PDF file, whatever is in it."""

import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from quiz.content.characters import texts
from quiz.core.helplines import Directory
from quiz.report.model import SupportSection, ThemeInWords
from quiz.report.pdf import pdf_compiler
from tests.report.paper import SIZES, Paper
from tests.report.samples import APPENDIX, LONG, PLAIN, piece, sample


def printed(**changes: object) -> Paper:
    return Paper(pdf_compiler().compile(sample(**changes)))


MARGIN = 15 / 25.4 * 72
"""15 mm in points: every printer can print within."""
LONG_ONES: dict[str, dict[str, Any]] = {
    "one very long piece": {"advice": (piece(LONG),)},
    "many pieces": {"advice": tuple(piece(LONG[:1400]) for _ in range(9))},
    "a long step": {"step": LONG},
    "many themes": {"lines": PLAIN.lines * 60, "in_words": PLAIN.in_words * 60},
    "twelve themes": {"lines": PLAIN.lines * 12, "in_words": PLAIN.in_words * 12},
    "many reasons": {"advice": (piece("Short.", reasons=80), piece("Short."))},
    "many places": {"support": SupportSection(first=False, paragraphs=(LONG,), places=PLAIN.support.places * 90)},
    "a long lead and limits": {"lead": f"{LONG[:900]}.", "limits": (LONG,) * 3, "careless": (LONG,)},
    "many answers": {"in_words": (ThemeInWords("jealousy", "", PLAIN.in_words[0].answers * 90),)},
    "a long appendix": {"appendix": replace(APPENDIX, intro=LONG, themes=APPENDIX.themes * 60)},
    "a tall picture": {"picture": PLAIN.picture.replace(b"90", b"1900"), "lines": PLAIN.lines * 20},
}


def words(text: str) -> list[str]:
    """Return the words of a text, without case and `https://`."""
    return re.findall(r"\w+", text.replace("https://", "").casefold())


def test_a_report_passes_the_checkers() -> None:
    assert printed().faults() == []


@pytest.mark.parametrize("case", LONG_ONES)
@pytest.mark.parametrize("place", ["first", "last"])
def test_long_texts_flow_on_and_nothing_is_cut_off(case: str, place: str) -> None:
    report = sample(**LONG_ONES[case])
    report = replace(report, support=replace(report.support, first=place == "first"))
    paper = Paper(pdf_compiler().compile(report))
    assert paper.faults() == []
    # If two columns continue on the next page, their sentences are interleaved, so words are counted.
    contents = asdict(report)
    parts = [contents[name] for name in ("lead", "limits", "step", "advice", "in_words", "careless", "support")]
    parts += [contents["appendix"] or ()]
    wanted = Counter(word for text in texts(parts) for word in words(text))
    assert wanted <= Counter(words(paper.words))


def test_every_text_stays_within_its_margins() -> None:
    for paper in SIZES:
        made = printed(paper=paper, advice=(piece("Donaudampfschifffahrtsgesellschaft " * 9), piece("Short.")))
        places = list(made.places())
        assert min(places) >= MARGIN
        assert max(places) <= SIZES[paper][0] - MARGIN


@pytest.mark.parametrize("paper", SIZES)
def test_pages_have_the_requested_size(paper: str) -> None:
    assert printed(paper=paper).sizes == {SIZES[paper]}


def test_the_file_has_a_title_and_language_and_nothing_about_its_reader() -> None:
    paper = printed(language="en")
    assert paper.catalog["/Lang"] == "en"
    assert paper.catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.catalog["/MarkInfo"]["/Marked"]
    metadata = paper.metadata
    assert metadata.pop("/Creator").startswith("Typst")
    assert metadata == {"/Title": "Steady", "/CreationDate": "D:20261103000000Z", "/ModDate": "D:20261103000000Z"}


def test_heading_levels_are_not_skipped_and_the_table_has_headers() -> None:
    tags = printed().tags()
    levels = [int(tag.kind[1]) for tag in tags if tag.kind in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    heads = [tag for tag in tags if tag.kind == "TH"]
    assert [tag.scope for tag in heads] == ["Column"] * 5
    assert sum(tag.kind == "TR" for tag in tags) == 2
    assert {"L", "LI", "P", "Link"} <= {tag.kind for tag in tags}


def test_the_chart_has_an_alternative_text() -> None:
    figures = [tag for tag in printed(alt="What it shows.").tags() if tag.kind == "Figure"]
    assert [figure.alt for figure in figures] == ["What it shows."]


def test_fonts_are_embedded_as_subsets() -> None:
    fonts = printed(lead="Žižkov Ελλάδα Москва ℵ").fonts
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = inner["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
        assert descriptor["/FontName"][7] == "+"
        assert "/ToUnicode" in font


def test_the_same_report_has_the_same_bytes_also_from_a_new_compiler() -> None:
    from quiz.report.pdf import PdfCompiler  # noqa: PLC0415

    assert pdf_compiler().compile(PLAIN) == pdf_compiler().compile(PLAIN) == PdfCompiler().compile(PLAIN)


def test_what_looks_like_markup_stays_text() -> None:
    odd = '#panic() *x* $y$ `z` \\ <b> & "q" ] } // /* @ref = #sys.inputs'
    paper = printed(lead=odd, step=odd, advice=(piece(odd),), alt=odd)
    assert paper.words.count(odd) == 3
    assert paper.faults() == []


def test_eight_threads_compile_at_once_and_each_gets_its_own_report() -> None:
    reports = [sample(lead=f"Lead number {number}.") for number in range(48)]
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(pdf_compiler().compile, reports))
    assert made == [pdf_compiler().compile(report) for report in reports]


def memory() -> int:
    """Return the resident memory of this process in MiB; 0 if not on Linux."""
    pages = Path("/proc/self/statm").read_text().split()[1] if Path("/proc/self/statm").exists() else "0"
    return int(pages) * 4096 // 2**20


def test_many_reports_do_not_leak_memory() -> None:
    for number in range(40):
        pdf_compiler().compile(sample(lead=f"Warm {number}.", step=LONG[:3000]))
    before = memory()
    for number in range(100):
        pdf_compiler().compile(sample(lead=f"Lead {number}.", step=LONG[:3000]))
    assert memory() - before <= 16


def test_compiling_leaves_no_file_on_disk(tmp_path: Path, root: Path) -> None:
    imports = "from quiz.report.pdf import pdf_compiler; from tests.report.samples import PLAIN"
    script = f"{imports}; print(len(pdf_compiler().compile(PLAIN)))"
    places = {"HOME": tmp_path, "TMPDIR": tmp_path, "XDG_CACHE_HOME": tmp_path, "XDG_DATA_HOME": tmp_path}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", **{k: str(v) for k, v in places.items()}},
        capture_output=True,
        check=True,
        text=True,
    )
    assert int(done.stdout) > 10_000
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_link_shows_its_address() -> None:
    report = sample(
        support=SupportSection(first=False, paragraphs=(), places=(Directory("P", "https://www.a.example/x", "All"),))
    )
    assert "P, www.a.example/x: All" in Paper(pdf_compiler().compile(report)).words


def test_a_report_without_advice_chart_or_step_is_complete() -> None:
    paper = printed(picture=b"", lines=(), step="", advice=(), in_words=(), least="")
    assert paper.faults() == []
    assert len(paper.pages) == 1
    assert "Room to write" in paper.words


@pytest.mark.parametrize("empty", [{"band": ""}, {"about": ""}, {"about": "", "band": "", "note": ""}])
def test_the_table_has_no_empty_column(empty: dict[str, str]) -> None:
    paper = printed(lines=(replace(PLAIN.lines[0], **empty),) * 2)
    heads = [tag for tag in paper.tags() if tag.kind == "TH"]
    assert len(heads) == 5 - sum(name in empty for name in ("band", "about"))
    assert "Jealousy" in paper.words
    assert "58" in paper.words
    assert paper.faults() == []


def test_the_first_page_says_what_it_is_what_came_up_and_how_sure_that_is() -> None:
    first, second = printed().pages
    for text in (
        "Relationship check-in",
        "November 3, 2026",
        "A self-report.",
        "What came up most",
        "“I felt a sting.” Often",
        "Burden came up least for you.",
        "A worry about others.",
        "±10 from 4 of 6 answers",
        "They sum up your own answers. Any score wobbles. Small gaps say little.",
        "For reflection. Steady doesn’t diagnose anything. For professionals.",
    ):
        assert text in first, text
    assert "A closer look" in second


def test_support_comes_before_step_and_advice_when_it_is_first() -> None:
    support, step, advice = "Someone to talk to", "One small step", "A closer look"
    for first, order in ((True, [support, step, advice]), (False, [step, advice, support])):
        words = printed(support=replace(PLAIN.support, first=first)).words
        assert sorted(order, key=words.index) == order


def test_room_to_write_fills_both_pages_of_a_short_report() -> None:
    assert all("Room to write" in page for page in printed().pages)


def test_the_appendix_is_a_page_of_its_own_and_marks_what_is_scored_in_reverse() -> None:
    paper = printed(appendix=APPENDIX)
    assert paper.faults() == []
    assert "All answers" not in printed().words
    last = paper.pages[2]
    assert "All answers Each statement was answered." in last
    assert "I felt a sting. Often I felt fine. (scored in reverse) Never" in last
    assert "How long? Some years" in last


def test_a_logo_is_printed_and_one_that_cannot_be_drawn_is_left_out() -> None:
    good = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9'/></svg>"
    compiler = pdf_compiler()
    assert compiler.can_print(good.decode()) and not compiler.can_print("<svg>")
    plain, with_logo, broken = (compiler.compile(replace(PLAIN, logo=logo)) for logo in (b"", good, b"<svg>"))
    assert with_logo != plain
    assert broken == plain
