"""The marks on the scale of a chart: the words of the answers, or numbers in the questionnaire's unit."""

from fractions import Fraction

from quiz.charts.scale_labels import ScaleMark
from quiz.core.questionnaire import Questionnaire
from quiz.core.unit_range import UnitRange
from quiz.web.rendering.formats import rounded, whole
from quiz.web.rendering.score_numbers import shared_range


def scale_marks(questionnaire: Questionnaire) -> tuple[ScaleMark, ...]:
    """Return the marks at their positions from 0 to 100.

    Sums and means get numbers: the starts of the bands, if all themes have the same bands. Themes whose ranges differ
    get the words of the answers without numbers. Questionnaires with several answer scales get no words.
    """
    themes = questionnaire.themes
    shared = shared_range(questionnaire.range_of(theme.id) for theme in themes)
    scale, *others = questionnaire.all_scales
    words = [(at, "") for at in (Fraction(0), Fraction(100))] if others else scale.marks
    if shared is None or (others and shared.unit == "pomp"):
        return tuple(ScaleMark(float(at), text) for at, text in words)
    if shared.unit == "pomp":
        return tuple(ScaleMark(float(at), text, whole(at)) for at, text in words)
    bands = {questionnaire.bands_of(theme) for theme in themes}
    inner = [band.low for band in bands.pop()[1:]] if len(bands) == 1 else []
    if not inner and shared.unit == "mean":
        inner = [Fraction(point.value) for point in scale.points[1:-1]]
    return tuple(_mark(shared, value) for value in (shared.low, *inner, shared.high))


def _mark(shared: UnitRange, value: Fraction) -> ScaleMark:
    number = rounded(value, 0 if value.denominator == 1 else 1)
    return ScaleMark(float(shared.position(value)), number, number)
