"""What templates use in the language of the request: translated sentences, and the content."""

from collections.abc import Mapping

from jinja2 import Environment
from werkzeug.local import LocalProxy

from quiz.web.languages.choice import current
from quiz.web.languages.local_content import LocalContent


def add_languages(environment: Environment, languages: Mapping[str, LocalContent]) -> None:
    """Let templates translate their sentences and see the content, both in the language of each request."""

    def here() -> LocalContent:
        return current(languages)

    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=LocalProxy(lambda: here().translations.gettext),
        ngettext=LocalProxy(lambda: here().translations.ngettext),
        pgettext=LocalProxy(lambda: here().translations.pgettext),
        npgettext=LocalProxy(lambda: here().translations.npgettext),
        newstyle=True,
    )
    environment.globals.update(
        site=LocalProxy(lambda: here().site),
        questionnaire=LocalProxy(lambda: here().questionnaire),
        advice=LocalProxy(lambda: here().advice),
        # Every page links to the ideas, if there are any.
        idea_groups=LocalProxy(lambda: here().idea_groups),
        language=LocalProxy(lambda: here().language),
        languages=tuple(local.language for local in languages.values()),
    )
