"""`flask quiz error-pages`: write the error pages that nginx itself serves, with the site's name and colors."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from quiz.web.services import services

PAGES = ("away.html", "too-large.html")
"""The files that deploy/nginx.conf names. Their templates have the same names."""


@click.command("error-pages")
@click.argument("dest", type=click.Path(path_type=Path, file_okay=False))
@with_appcontext
def error_pages_command(dest: Path) -> None:
    """Write nginx's error pages to the folder DEST, with the name, colors, exit and links of the site.

    They replace older pages there. Run this again after each change to the site folder.
    """
    try:
        dest.mkdir(parents=True, exist_ok=True)
        for name in PAGES:
            page = services().public_pages.page(f"errors/proxy/{name}").text
            (dest / name).write_text(f"{page}\n", encoding="utf-8")
            # nginx runs as another user, who must be able to read them whatever the umask here.
            (dest / name).chmod(0o644)
    except OSError as error:
        raise click.ClickException(f"The pages were not written: {error.filename}: {error.strerror}.") from None
    click.echo(f"{dest}: {', '.join(PAGES)}.")
