"""The example on the start page: our own picture of made-up answers, as data: URLs, which need no request."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import cycle
from urllib.parse import quote

from quiz.charts.palette import Palette
from quiz.charts.scale_labels import ScaleMark
from quiz.content.catalogs.language import MOST_LANGUAGES
from quiz.core.answers import parse_answers
from quiz.core.questionnaire import Questionnaire
from quiz.web.results.charts import draw_result, picture_sizes
from quiz.web.results.page import ScoreRow, score_rows
from quiz.web.results.scale_marks import scale_marks
from quiz.web.services import services

SHOWN = 3
"""The number of themes in the picture: the ones that came up most."""
LEVELS = (
    (0.5, 0.5, 0.25, 0.5, 0.5, 0.5),
    (0.5, 0.25, 0.25, 0.5, 0.25, 0.25),
    (0.25, 0.25, 0.25, 0.25, 0.25, 0.25),
    (0.75, 0.75, 0.5, 0.75, 0.75, 0.75),
    (0.25, 0.25, 0, 0.25, 0.25, 0.25),
)
"""How strongly the made-up person feels about the statements of each theme, from 0 to 1, in turn."""
SAFE_IN_URL = "/=:;.()-+"
"""Characters that need no escaping. A space or comma would end a URL in `srcset`."""


@dataclass(frozen=True)
class Example:
    """The picture as data: URLs for light and dark pages, its width and height in pixels, and the rows it shows."""

    light: str
    dark: str
    size: tuple[int, int]
    rows: tuple[ScoreRow, ...]


def example() -> Example:
    """Return the example for the current application's questionnaire, without bands, whose words may sound harsh."""
    quiz = services().questionnaire
    profile = services().local.scorer.profile(parse_answers(quiz, _made_up_answers(quiz))[0])
    plain = (replace(row, band="", band_low="", band_high="") for row in score_rows(profile))
    rows = sorted(plain, key=lambda row: -(row.plotted[0] or 0))
    look = services().look
    code = services().local.language.code
    return _draw(code, tuple(rows[:SHOWN]), scale_marks(quiz), (look.light_palette, look.dark_palette))


@lru_cache(maxsize=MOST_LANGUAGES)
def _draw(
    _language: str, rows: tuple[ScoreRow, ...], marks: tuple[ScaleMark, ...], palettes: tuple[Palette, Palette]
) -> Example:
    light, dark = (draw_result(rows, marks, palette).decode() for palette in palettes)
    return Example(_data_url(light), _data_url(dark), picture_sizes(rows, marks)["normal"], rows)


def _data_url(svg: str) -> str:
    """Return an SVG as a URL for an attribute in double quotes."""
    return "data:image/svg+xml," + quote(" ".join(svg.split()), safe=SAFE_IN_URL)


def _made_up_answers(quiz: Questionnaire) -> dict[str, str]:
    """Return raw answers to any questionnaire whose levels follow LEVELS, theme by theme."""
    raw = {}
    for place, theme in enumerate(theme for theme in quiz.themes if not theme.of):
        levels = cycle(LEVELS[place % len(LEVELS)])
        for statement, level in zip(quiz.statements_of(theme.id), levels, strict=False):
            values = [point.value for point in quiz.scale_of(statement).points]
            step = round(level * (len(values) - 1))
            raw[statement.id] = str(values[-1 - step if statement.reversed else step])
    return raw
