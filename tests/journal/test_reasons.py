"""A database that cannot be used says why in words, without its address, user or password."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.migrate import ready_database
from quiz.journal.reasons import reason, running_server
from tests.journal.secrecy import PASSWORD, error_text, reveals_nothing

AT = 'connection failed: connection to server at "10.9.8.7", port 5432 failed: '
SAID = {
    f'{AT}FATAL:  database "secretdb" does not exist': "no database of that name",
    f'{AT}FATAL:  password authentication failed for user "ann"': "refuses the user or the password",
    f"{AT}fe_sendauth: no password supplied": "wants a password",
    f'{AT}FATAL:  role "ann" does not exist': "no user of that name",
    f"{AT}Connection refused\n\tIs the server running on that host?": "no server answers there",
    "failed to resolve host 'db.secret.example': [Errno -2] Name or service not known": "no computer has that host",
    f'{AT}FATAL:  no pg_hba.conf entry for host "10.1.1.1", user "ann"': "does not admit this user",
    f"{AT}timeout expired": "no answer came in time",
    f"{AT}received invalid response to SSL negotiation: H": "not PostgreSQL",
    f"{AT}FATAL:  sorry, too many clients already": "no connection left",
    f"{AT}FATAL:  Datenbank »secretdb« existiert nicht": "the server says: Datenbank … existiert nicht.",
}


@pytest.mark.parametrize("said", SAID)
def test_what_the_driver_says_is_told_apart_and_shown_without_names(said: str) -> None:
    found = reason(psycopg.OperationalError(said))
    assert SAID[said] in found
    assert reveals_nothing(found, "10.", "secret", "ann", "FATAL")


def test_an_error_that_may_quote_stored_values_is_not_shown() -> None:
    assert reason(psycopg.errors.UniqueViolation('Key (id)=(secret) exists. failed: "x"')) == ""
    assert reason(ValueError("failed: secret")) == ""


def test_missing_database_user_and_server_are_told_apart_at_the_start(postgresql_url: str) -> None:
    socket = postgresql_url.partition("?host=")[2]
    wrong = {
        f"postgresql://postgres:{PASSWORD}@/none?host={socket}": "no database of that name",
        f"postgresql://nobody:{PASSWORD}@/postgres?host={socket}": "no user of that name",
        f"postgresql://postgres:{PASSWORD}@/postgres?host={socket}&port=5433": "A server does run there on port 5432.",
        f"postgresql://postgres:{PASSWORD}@/postgres?host=/none": "see that it runs",
    }
    for url, words in wrong.items():
        message = error_text(lambda url=url: ready_database(url, Path("/")), DatabaseUnusable)  # type: ignore[misc]
        assert words in message
        assert reveals_nothing(message, socket, "nobody", "none")


def test_a_host_without_any_server_names_no_other_port(tmp_path: Path) -> None:
    assert running_server(make_url(f"postgresql://me@/x?host={tmp_path}")) == ""
    assert running_server(make_url("postgresql://me@localhost:5432/x")) == ""
