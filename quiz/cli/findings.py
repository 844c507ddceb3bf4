"""What `flask quiz check` finds."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date

from quiz.advice.book import AdviceBook
from quiz.content.characters import texts
from quiz.content.problems import Problem
from quiz.core.helplines import Helplines
from quiz.core.questionnaire import Questionnaire


@dataclass
class Findings:
    """Errors, warnings, and `facts` that a host should see, one line each; and the content, if it has no errors.

    `title` names what was checked: the site or the questionnaire. `translations` has the translated texts in use.
    """

    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    questionnaire: Questionnaire | None = None
    advice: AdviceBook = field(default_factory=AdviceBook)
    title: str = ""
    translations: list[str] = field(default_factory=list)

    def add(self, problems: Iterable[Problem]) -> None:
        """Add the problems of a content file."""
        for problem in problems:
            (self.warnings if problem.warning else self.errors).append(str(problem))

    def add_outdated_lines(self, helplines: Helplines | None, file_name: str, today: date) -> None:
        """Warn about support lines that are no longer shown because nobody has checked them for a year."""
        for country, line in helplines.stale(today) if helplines else ():
            self.warnings.append(
                f"{file_name}: warning: {country.name}, {line.name}: last checked on {line.checked_on}, so it is no "
                "longer shown. Check it and update checked_on."
            )

    def add_missing_glyphs(self) -> None:
        """Warn about characters that the PDF cannot show."""
        # Imported here because it loads matplotlib, which no other command needs.
        from quiz.report.glyphs import missing_characters  # noqa: PLC0415

        if characters := missing_characters(self._texts()):
            self.warnings.append(
                f"warning: The report fonts have no glyph for {' '.join(characters)}. "
                "Web pages show these characters; the PDF has boxes in their place."
            )

    def _texts(self) -> Iterator[str]:
        yield from self.translations
        for part in (self.questionnaire, self.advice):
            yield from texts(asdict(part)) if part else ()
