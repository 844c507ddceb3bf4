"""What templates see of languages: translated sentences, and the content in the language of the request."""

from collections.abc import Mapping

from jinja2 import Environment
from werkzeug.local import LocalProxy

from quiz.web.languages.choice import current
from quiz.web.languages.local_content import LocalContent


def add_languages(environment: Environment, languages: Mapping[str, LocalContent]) -> None:
    """Translate the sentences of templates, and give them the content: each name stands for that of the request."""

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
