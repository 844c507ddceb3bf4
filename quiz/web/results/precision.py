"""How precise scores and changes are, as texts for the pages that explain it."""

from dataclasses import dataclass

from quiz.core.clear_change import FALSE_ALARM_RATE
from quiz.core.questionnaire import Questionnaire
from quiz.progress.change import change_limits
from quiz.web.rendering.formats import whole
from quiz.web.rendering.score_numbers import ScoreNumbers, shared_range


@dataclass(frozen=True)
class Precision:
    """Numbers for a theme with no answer missing, by the assumptions shared by all themes.

    `margin` is one standard error of a score. A difference above `maybe` may be a change, above `clear` it clearly is.
    All three are in the questionnaire's unit, and empty if the themes' ranges differ. At most `chance` in 100 pages
    show a clear change to someone who hasn't changed.
    """

    margin: str
    maybe: str
    clear: str
    chance: str


def precision(questionnaire: Questionnaire, themes: int, results: int = 1) -> Precision:
    """Return the numbers for a page that compares `themes` themes with the mean of `results` earlier results."""
    maybe, clear = change_limits(questionnaire, max(1, themes), results)
    shared = shared_range(map(questionnaire.range_of, (theme.id for theme in questionnaire.themes)))
    margin, maybe_words, clear_words = (
        ScoreNumbers(shared).difference(squared) if shared else ""
        for squared in (questionnaire.assumptions.variance, maybe, clear)
    )
    return Precision(
        margin=margin,
        maybe=maybe_words,
        clear=clear_words,
        chance=whole(100 * FALSE_ALARM_RATE),
    )
