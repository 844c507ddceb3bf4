"""`flask quiz error-pages`: write the pages that nginx shows by itself, with the site's name and colors."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from quiz.web.services import services

PAGES = ("away.html", "too-large.html")
"""The files that deploy/nginx.conf names, as their templates are called."""


@click.command("error-pages")
@click.argument("dest", type=click.Path(path_type=Path, file_okay=False))
@with_appcontext
def error_pages_command(dest: Path) -> None:
    """Write nginx's error pages to the folder DEST, with the name, colors, exit and links of the site.

    They replace the pages there. Run it again after each change to the site folder.
    """
    try:
        dest.mkdir(parents=True, exist_ok=True)
        for name in PAGES:
            page = services().public_pages.page(f"errors/proxy/{name}").text
            (dest / name).write_text(f"{page}\n", encoding="utf-8")
            # nginx reads them as another user, whatever this one's umask is.
            (dest / name).chmod(0o644)
    except OSError as error:
        raise click.ClickException(f"The pages were not written: {error.filename}: {error.strerror}.") from None
    click.echo(f"{dest}: {', '.join(PAGES)}.")
