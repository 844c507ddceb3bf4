"""`flask quiz backup`, `restore`, `to-postgres`, `rotate-key` and `expire`: maintain an installation."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from quiz.journal import copying
from quiz.journal.backup import back_up, backup_file_name, delete_older, open_backup
from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.migrate import ready_database
from quiz.journal.vacuum import vacuum
from quiz.secret_file import new_secret
from quiz.web.services import services


@click.command("backup")
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), help="Then delete old backups in the folder, and keep this many.")
@with_appcontext
def backup_command(dest: Path, keep: int | None) -> None:
    """Write a backup to DEST. The server can keep running.

    A DEST with a file extension, such as before.db, is a file that does not exist yet. Any other DEST is a folder,
    which is created if needed.

    The command verifies the backup before it succeeds. Results in it stay encrypted, and it contains nothing that had
    been deleted before.
    """
    folder = dest if dest.is_dir() or not dest.suffix else None
    if keep and not folder:
        raise click.UsageError("--keep needs a folder.")
    path = folder / backup_file_name(datetime.now(UTC)) if folder else dest
    with plain_errors("Nothing was backed up"):
        summary = back_up(database(), path, _show_progress)
        click.echo(f"{path}: {summary}.")
        for old in delete_older(folder, path, keep) if folder and keep else ():
            click.echo(f"{old}: deleted, {keep} newer ones are kept.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--merge", is_flag=True, help="Add what is missing to a database in use; deleted results come back.")
@with_appcontext
def restore_command(file: Path, *, merge: bool) -> None:
    """Restore the backup FILE into the configured database, which should be empty. Stop the server first.

    Existing rows are not changed or deleted. Journals that come back are closed on every device, because some may
    have been closed or deleted since the backup. Running the command twice has the same effect as running it once.
    """
    with plain_errors("Nothing was restored"):
        moved = copying.restore(open_backup(file), database(), _show_progress, merge=merge)
    click.echo(f"{file}: {moved.source}.")
    click.echo(f"Database: {moved.after}; {moved.added} results were added.")
    if moved.closed:
        click.echo(f"{moved.closed} journals came back, closed on every device: each opens with its passphrase.")


@click.command("to-postgres")
@click.argument("url")
@with_appcontext
def to_postgres_command(url: str) -> None:
    """Copy everything from SQLite to the empty PostgreSQL database at URL. Stop the server first.

    Then set QUIZ_DATABASE_URL to URL and start the server again.
    """
    with plain_errors("Nothing was copied"):
        target = ready_database(url, Path.cwd()).patient()
        try:
            moved = copying.copy_to_postgresql(database(), target, _show_progress)
        finally:
            target.engine.dispose()
    click.echo(f"SQLite:     {moved.source}.")
    click.echo(f"PostgreSQL: {moved.after}; {moved.added} results were added.")
    click.echo("Both are the same. Set QUIZ_DATABASE_URL to the new address before you start the server again.")


@click.command("rotate-key")
@click.option(
    "--forget", is_flag=True, help="Delete the earlier secrets instead; cookies that need them become invalid."
)
@with_appcontext
def rotate_key_command(*, forget: bool) -> None:
    """Create a new secret for encrypting cookies. Earlier secrets still decrypt, so that nobody loses answers."""
    file = services().secret_file
    if not file and forget:
        click.echo("You set the secrets yourself: remove the earlier ones from QUIZ_SECRET_KEY_FALLBACKS.")
        return
    if not file:
        click.echo("The secret comes from QUIZ_SECRET_KEY. Where you set it, write:")
        click.echo(f"QUIZ_SECRET_KEY={new_secret()}")
        click.echo("""QUIZ_SECRET_KEY_FALLBACKS='["the previous value of QUIZ_SECRET_KEY"]'""")
        click.echo("With several servers, see docs/hosting.md: each must know the new secret before one uses it.")
        return
    with plain_errors("The secrets are unchanged"):
        if forget:
            result = f"{file.forget()} earlier secrets were deleted"
        else:
            result = f"{file.path}: a new secret encrypts from now on, {file.rotate() - 1} earlier ones still decrypt"
    click.echo(f"{result}. Restart the server.")


@click.command("expire")
@with_appcontext
def expire_command() -> None:
    """Erase the remains of deleted rows from the database files. Saved results are not affected.

    Saved results have no date, so none can be too old: they stay until their owner deletes them.
    """
    with plain_errors("Nothing was erased"):
        if not vacuum(database()):
            raise DatabaseUnusable("the database is being read: try again later.")
    click.echo("Nothing that was deleted is left in the tables.")


def database() -> Database:
    """Return the application's database, with time limits for a command that may take minutes."""
    return services().journals.database.patient()


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done * 100 // total}%", err=True, nl=done == total)


@contextmanager
def plain_errors(prefix: str) -> Iterator[None]:
    """Convert expected errors to a ClickException. Its message is the prefix, a colon, and a sentence."""
    try:
        yield
    except DatabaseUnusable as error:
        raise click.ClickException(f"{prefix}: {error}") from None
    except DatabaseUnavailable as error:
        sentence = error.reason or f"the database did not answer, or the disk is full ({error})."
        raise click.ClickException(f"{prefix}: {sentence}") from None
    except OSError as error:
        raise click.ClickException(f"{prefix}: {error.filename}: {error.strerror}.") from None
