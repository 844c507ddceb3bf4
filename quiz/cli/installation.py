"""Checks an installation: everything that the application checks when it starts."""

import os
from datetime import date
from pathlib import Path

from quiz.cli.findings import Findings
from quiz.cli.text import counted
from quiz.cli.translations import add_translations
from quiz.core.helplines import Helplines
from quiz.core.site import Site
from quiz.secret_file import new_secret
from quiz.shipped_files import HOME
from quiz.web import create_app
from quiz.web.services import Services
from quiz.web.settings import ENV_PREFIX, InvalidSettings, Settings, load_settings
from quiz.web.site_content import SiteContent, load_content


def check_installation(today: date) -> Findings:
    """Return what is wrong with the installation that the environment describes, and facts that a host should see."""
    found = Findings()
    try:
        settings = load_settings(None, HOME)
    except InvalidSettings as refusal:
        found.errors += refusal.problems
        found.facts.append("Content and database were not checked: fix the settings first.")
        return found
    _add_content(found, load_content(settings), settings, today)
    try:
        services: Services = create_app().extensions["steady"]
    except InvalidSettings as refusal:
        found.errors += [problem for problem in refusal.problems if problem not in found.errors]
    else:
        kind, *details = services.journals.database.health().items()
        about = ", ".join(f"{name} {value}" for name, value in details)
        found.facts.append(f"Database: {kind[1]}; it can be read and written to. It reports {about}.")
        file = services.secret_file
        found.facts.append(f"Secret: generated, in {file.path}." if file else "Secret: the one in QUIZ_SECRET_KEY.")
    return found


def check_site_folder(folder: Path, today: date) -> Findings:
    """Return what is wrong with the content of an installation that uses this site folder, in all its languages."""
    given = {"SITE": str(folder.resolve()), "SECRET_KEY": new_secret()}
    if languages := os.environ.get(f"{ENV_PREFIX}LANGUAGES"):
        given["LANGUAGES"] = languages
    settings = load_settings(given, HOME)
    content = load_content(settings)
    found = Findings(errors=[str(problem) for problem in content.errors])
    _add_content(found, content, settings, today)
    return found


def _add_content(found: Findings, content: SiteContent, settings: Settings, today: date) -> None:
    """Add everything about the content except its errors, which `create_app` reports along with all other errors."""
    found.warnings += [str(problem) for problem in content.problems if problem.warning]
    found.questionnaire, found.advice = content.questionnaire, content.advice
    found.add_outdated_lines(content.helplines, settings.helplines.name, today)
    if content.site:
        found.title = content.site.name
        found.warnings += _undrawable(content.site)
        found.facts.append(_site(content.site, settings))
    if content.helplines:
        found.facts.append(_support_lines(content.helplines))
    add_translations(found, content, settings.languages)


def _undrawable(site: Site) -> list[str]:
    """Return warnings about pictures that Typst cannot draw. A server can't check at start: it may fork afterward."""
    if not (site.logo or site.icon):
        return []
    from quiz.report.pdf import pdf_compiler  # noqa: PLC0415 slow to import

    images = {"logo": site.logo, "logo_dark": site.logo_dark, "icon": site.icon}
    bad = [name for name, image in images.items() if image and not pdf_compiler().can_print(image.svg)]
    return [
        f"site.toml: warning: {name}: PDFs and phones can’t draw it. Save it as plain SVG, or as PNG." for name in bad
    ]


def _site(site: Site, settings: Settings) -> str:
    look = [name for name, own in (("color", site.accent), ("logo", site.logo), ("icon", site.icon)) if own]
    parts = [
        f"{site.name}, in {settings.site}",
        f"own {', '.join(look) or 'look: none'}",
        f"{counted(len(site.links), 'link')} at the foot of each page",
        f"“Leave quickly” goes to {site.leave_to}",
        f"emergency numbers {', '.join(entry.number for entry in site.emergency)}",
    ]
    return f"Site: {'; '.join(parts)}."


def _support_lines(helplines: Helplines) -> str:
    names = ", ".join(country.name for country in helplines.countries)
    days = sorted(line.checked_on for country in helplines.countries for line in country.lines)
    oldest = f" The one checked longest ago was checked on {days[0]}." if days else ""
    return f"Support lines: {names}.{oldest}"
