"""`flask quiz backup`, `restore`, `to-postgres`, `rotate-key` and `expire`: what a host does with an installation."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext

from quiz.journal import copying
from quiz.journal.backup import back_up, backup_file_name, delete_older, open_backup
from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.migrate import ready_database
from quiz.journal.store import Journals
from quiz.journal.vacuum import vacuum
from quiz.web.secret_file import SecretFile, new_secret


@click.command()
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), help="Then delete all but so many of the backups in the folder.")
@with_appcontext
def backup(dest: Path, keep: int | None) -> None:
    """Write a backup to DEST: a folder, or a file that is not there yet. The server may run meanwhile.

    The backup is looked through before it counts as done. It holds sealed results only; what was deleted before it
    was made is not in it.
    """
    folder = dest if dest.is_dir() or not dest.suffix else None
    if keep and not folder:
        raise click.UsageError("--keep goes with a folder.")
    path = folder / backup_file_name(datetime.now(UTC)) if folder else dest
    with _plainly("Nothing was backed up"):
        found = back_up(_database(), path, _watch)
        click.echo(f"{path}: {found}.")
        for old in delete_older(folder, path, keep) if folder and keep else ():
            click.echo(f"{old}: deleted, {keep} newer ones are kept.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--merge", is_flag=True, help="Add what is missing to a database in use; brings back what was deleted.")
@with_appcontext
def restore(file: Path, *, merge: bool) -> None:
    """Bring the backup FILE into the database that is configured, which should be empty. Stop the server first.

    Nothing that is there is changed or deleted, and done twice it is done once.
    """
    with _plainly("Nothing was restored"):
        moved = copying.restore(open_backup(file), _database(), _watch, merge=merge)
    click.echo(f"{file}: {moved.source}.")
    click.echo(f"Database: {moved.after}; {moved.added} results were added.")


@click.command("to-postgres")
@click.argument("url")
@with_appcontext
def to_postgres(url: str) -> None:
    """Copy everything from SQLite to the empty PostgreSQL database at URL. Stop the server first.

    Then set QUIZ_DATABASE_URL to URL and start the server again.
    """
    with _plainly("Nothing was copied"):
        target = ready_database(url, Path.cwd())
        try:
            moved = copying.copy_to_postgresql(_database(), target, _watch)
        finally:
            target.engine.dispose()
    click.echo(f"SQLite:     {moved.source}.")
    click.echo(f"PostgreSQL: {moved.after}; {moved.added} results were added.")
    click.echo("They are the same. Set QUIZ_DATABASE_URL to the new address before anyone keeps anything else.")


@click.command("rotate-key")
@click.option("--forget", is_flag=True, help="Drop the earlier secrets instead; what they sealed opens no more.")
@with_appcontext
def rotate_key(*, forget: bool) -> None:
    """Make a new secret for sealing cookies. Earlier ones still open what they sealed, so that nobody loses answers."""
    kept = cast("SecretFile | None", current_app.extensions["secret_file"])
    if not kept and forget:
        click.echo("The secrets come from you: take the earlier ones out of QUIZ_SECRET_KEY_FALLBACKS.")
        return
    if not kept:
        click.echo("The secret comes from QUIZ_SECRET_KEY. Where you set that, write:")
        click.echo(f"QUIZ_SECRET_KEY={new_secret()}")
        click.echo("""QUIZ_SECRET_KEY_FALLBACKS='["what QUIZ_SECRET_KEY was until now"]'""")
        click.echo("With several servers, see docs/hosting.md: each must know the new secret before one uses it.")
        return
    with _plainly("The secrets stay as they are"):
        if forget:
            told = f"{kept.forget()} earlier secrets were dropped"
        else:
            told = f"{kept.path}: a new secret seals from now on, {kept.rotate() - 1} earlier ones still open"
    click.echo(f"{told}. Restart the server.")


@click.command()
@with_appcontext
def expire() -> None:
    """Clear away what deletions left behind in the database's files. Nothing that anyone kept is touched.

    SavedResult results have no date, so none can be too old: they stay until their owner deletes them.
    """
    with _plainly("Nothing was cleared away"):
        if not vacuum(_database()):
            raise DatabaseUnusable("somebody is reading the database: try again when they are done.")
    click.echo("Nothing that was deleted is left in the tables.")


COMMANDS = (backup, restore, to_postgres, rotate_key, expire)


def _database() -> Database:
    return cast("Journals", current_app.extensions["journals"]).database


def _watch(done: int, whole: int) -> None:
    """Say on a terminal how far it is."""
    if sys.stderr.isatty():
        click.echo(f"\r{done * 100 // whole} %", err=True, nl=done == whole)


@contextmanager
def _plainly(what: str) -> Iterator[None]:
    """Say in one sentence what kept something from being done."""
    try:
        yield
    except DatabaseUnusable as error:
        raise click.ClickException(f"{what}: {error}") from None
    except DatabaseUnavailable as error:
        raise click.ClickException(f"{what}: the database did not answer, or the disk is full ({error}).") from None
    except OSError as error:
        raise click.ClickException(f"{what}: {error.filename}: {error.strerror}.") from None
