"""`flask quiz error-pages`: the error pages that nginx itself serves."""

from pathlib import Path

from bs4 import BeautifulSoup

from quiz.cli.error_pages import error_pages_command
from tests.application import make_app

EXAMPLE = Path(__file__).parents[2] / "docs" / "example-site"


def written(folder: Path, **settings: str) -> dict[str, str]:
    result = make_app(settings).test_cli_runner().invoke(error_pages_command, [str(folder)])
    assert result.exit_code == 0, result.output
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_the_pages_that_come_with_steady_are_what_the_command_writes(root: Path, tmp_path: Path) -> None:
    shipped = {path.name: path.read_text(encoding="utf-8") for path in (root / "deploy" / "pages").iterdir()}
    assert written(tmp_path / "new" / "folder") == shipped
    for name in shipped:
        assert name.removesuffix(".html") in (root / "deploy" / "nginx.conf").read_text(encoding="utf-8")


def test_they_have_the_hosts_name_color_exit_and_links_and_fetch_nothing(tmp_path: Path) -> None:
    for text in written(tmp_path, SITE=str(EXAMPLE)).values():
        page = BeautifulSoup(text, "html.parser")
        assert page.title and page.title.get_text() == "Ruhepol"
        assert "Steady" not in text and "#2f6b4f" in text and "#8fcbae" in text
        links = {link.get_text(): link["href"] for link in page.select("a")}
        assert links["Leave quickly"] == "https://www.dwd.de/"
        assert links["Write to us"] == "mailto:hallo@ruhepol.example"
        assert "Impressum" not in links
        assert not page.select("[src], link, script")


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = make_app().test_cli_runner().invoke(error_pages_command, [str(tmp_path / "file" / "pages")])
    assert result.exit_code == 1
    assert "The pages were not written: " in result.output
