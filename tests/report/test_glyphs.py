"""A character that no font has is replaced visibly, and breaks nothing."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.charts.fonts import supported_characters
from quiz.charts.layout import PAPER_PROFILE
from quiz.charts.palette import LIGHT_PALETTE
from quiz.charts.profile import draw_profile
from quiz.charts.profile_rows import ProfileRow
from quiz.charts.scale_labels import ScaleMark
from quiz.report.glyphs import missing_characters, replace_missing
from quiz.report.pdf import pdf_compiler
from tests.report.paper import Paper, one_line
from tests.report.samples import PLAIN, piece, sample


@pytest.mark.parametrize(
    "name", ["Žižkov", "Ångström", "Nguyễn Thị", "Ελλάδα", "Москва", "Ђорђе", "Łódź", "İstanbul", "Ωραία", "Ґалаґан"]
)
def test_accents_greek_and_cyrillic_are_printed_as_they_are(name: str) -> None:
    assert replace_missing(name) == name
    paper = Paper(pdf_compiler().compile(sample(lead=name, advice=(piece(name),))))
    assert paper.words.count(name) == 2
    assert paper.faults() == []


def test_a_character_that_no_font_has_becomes_a_box() -> None:
    assert replace_missing("a 日本 \ue000 b") == "a □□ □ b"
    assert "a □□ b" in Paper(pdf_compiler().compile(sample(lead="a 日本 b"))).words


def test_characters_that_would_be_boxes_are_listed_once_and_in_order() -> None:
    assert missing_characters(["b 日 Ж שלום\n", "本 日\u200d", "□"]) == ["日", "本"]


@pytest.mark.parametrize(
    "name", ["קנאה", "אָהַב", "غيرة", "حُبّ", "ζήλια – ревность", "e\u0301x\u0331", "❤\ufe0f", "👩\u200d👧", "한국", "नमस्ते"]
)
@pytest.mark.filterwarnings("ignore:Glyph .* missing:UserWarning")
def test_a_theme_in_any_script_can_be_printed(name: str) -> None:
    lines = (replace(PLAIN.lines[0], theme=name),)
    picture = draw_profile(
        [ProfileRow(name, name, "", 50, 40, 60)],
        [ScaleMark(0, "No"), ScaleMark(100, "Yes")],
        LIGHT_PALETTE,
        PAPER_PROFILE,
    )
    paper = Paper(pdf_compiler().compile(sample(lead=name, lines=lines, picture=picture, alt=name)))
    assert paper.faults() == []


def test_invisible_characters_are_left_out() -> None:
    assert replace_missing("a\x07\u2060\ufeff\U000e0001b") in {"ab", "a\u2060b"}
    assert replace_missing("one\ntwo\tthree") == "one two three"


def test_a_soft_hyphen_does_not_garble_the_spaces_in_the_text_of_the_report() -> None:
    paper = Paper(pdf_compiler().compile(sample(lead="A soft\xadhyphen", step="\xad")))
    assert "A softhyphen" in paper.words
    assert one_line("Questions to bring along") in paper.words
    assert "\xad" not in paper.words


def test_every_character_of_the_fonts_can_be_printed_regular_and_bold() -> None:
    every = " ".join(sorted(map(replace_missing, supported_characters())))
    paper = Paper(pdf_compiler().compile(sample(lead=every, step=every)))
    assert paper.faults() == []


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=40))
def test_any_text_can_be_printed(text: str) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="504" height="90"><text y="20">X</text></svg>'
    seen = "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in "<&")
    picture = picture.replace("X", seen)
    made = pdf_compiler().compile(sample(lead=f"Lead {text}", alt=f"Alt {text}", step=text, picture=picture.encode()))
    assert one_line("Questions to bring along") in Paper(made).words
