"""All content of an installation: the site, the questionnaire with its advice, and the support lines."""

from dataclasses import dataclass, replace
from pathlib import Path

from quiz.advice.book import AdviceBook
from quiz.content.helplines import load_helplines
from quiz.content.loader import load, questions_path
from quiz.content.problems import Problem
from quiz.content.site import SITE_FILE_NAME, load_site
from quiz.core.helplines import Helplines
from quiz.core.questionnaire import Questionnaire
from quiz.core.site import Site
from quiz.shipped_files import SHIPPED
from quiz.web.settings import SHIPPED_FOLDER, Settings


@dataclass(frozen=True)
class SiteContent:
    """What the content files hold, each part `None` if it has errors, and the problems found in all of them."""

    site_file: Path
    questions_file: Path
    helplines_file: Path
    site: Site | None
    questionnaire: Questionnaire | None
    advice: AdviceBook
    helplines: Helplines | None
    problems: tuple[Problem, ...]

    @property
    def is_complete(self) -> bool:
        """Whether no part has errors."""
        return self.site is not None and self.questionnaire is not None and self.helplines is not None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that prevent the content from being used."""
        return tuple(problem for problem in self.problems if not problem.warning)


def load_content(settings: Settings) -> SiteContent:
    """Load the content that the settings name. A setting replaces what the site folder has."""
    site, site_problems = load_site(settings.site, SHIPPED / SHIPPED_FOLDER)
    content, questions_file = load(settings.questions), questions_path(settings.questions)
    helplines, helpline_problems = load_helplines(settings.helplines)
    problems = [*site_problems, *content.problems, *helpline_problems]
    if site:
        site = replace(site, leave_to=settings.leave_to or site.leave_to)
    files = (settings.site / SITE_FILE_NAME, questions_file, settings.helplines)
    return SiteContent(*files, site, content.questionnaire, content.advice, helplines, tuple(problems))
