"""All content in one language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from gettext import NullTranslations

from quiz.advice.book import AdviceBook
from quiz.advice.ideas import IdeaGroup, idea_groups
from quiz.content.catalogs.language import Language
from quiz.core.helplines import Helplines
from quiz.core.questionnaire import Questionnaire
from quiz.core.site import Site
from quiz.core.words import Lookup, translated
from quiz.progress.history import SavedResult
from quiz.rules import Scorer


@dataclass(frozen=True)
class LocalContent:
    """The content as pages in one language show it, and the `translations` of the pages themselves.

    `lookup` translates the words of the questionnaire, and of its earlier versions wherever they have the same words.
    It is `None` if the questionnaire is shown as it was written.
    """

    language: Language
    site: Site
    questionnaire: Questionnaire
    advice: AdviceBook
    helplines: Helplines
    translations: NullTranslations
    lookup: Lookup | None

    @cached_property
    def scorer(self) -> Scorer:
        """The scorer of answers to the questionnaire."""
        return Scorer(self.questionnaire)

    @cached_property
    def idea_groups(self) -> tuple[IdeaGroup, ...]:
        """All ideas by topic, for the page that is open to everyone; empty if the questionnaire has no advice."""
        return idea_groups(self.advice)

    def of_saved(self, results: Sequence[SavedResult]) -> tuple[SavedResult, ...]:
        """Return saved results with the words of their questionnaires in this language."""
        # Many results share few questionnaires: each is translated once.
        found = {id(result.questionnaire): result.questionnaire for result in results}
        shown = {key: self._in_this_language(questionnaire) for key, questionnaire in found.items()}
        return tuple(
            replace(result, questionnaire=shown[id(result.questionnaire)], language=result.taken_in)
            for result in results
        )

    def _in_this_language(self, questionnaire: Questionnaire) -> Questionnaire:
        if self.lookup is None or questionnaire.language == self.language.code:
            return questionnaire
        return replace(translated(questionnaire, self.lookup), language=self.language.code)
