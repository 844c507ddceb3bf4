"""A site in its host's own name: everything that people read, see or save is the host's."""

import base64
import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.application import make_app, routes
from tests.content.files import ADVICE, QUESTIONS
from tests.content.test_helplines import GOOD
from tests.report.paper import Paper
from tests.web.journal_client import DAY, World
from tests.web.page_client import PageClient
from tests.web.pages.test_offline import cached

EXAMPLE = Path(__file__).parents[3] / "docs" / "example-site"
PAGES = ("/", "/before", "/quiz", "/about", "/help", "/ideas", "/journal/open", "/nowhere", "/site/impressum")


@pytest.fixture(scope="module")
def ruhepol(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return a server with the site of the documentation, in a folder with a space in its path."""
    folder = tmp_path_factory.mktemp("host") / "our site"
    shutil.copytree(EXAMPLE, folder)
    return World({"SITE": str(folder)})


@pytest.fixture(scope="module")
def visitor(ruhepol: World) -> PageClient:
    """Return a browser that has been nowhere."""
    return PageClient(ruhepol.app)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_hosts_name_and_legal_links_in_place_of_ours(visitor: PageClient, path: str) -> None:
    page = BeautifulSoup(visitor.get(path).text, "html.parser")
    assert page.title and "Ruhepol" in page.title.get_text()
    assert "Steady" not in str(page)
    links = {link.get_text(): link["href"] for link in page.select("footer a")}
    assert links["Impressum"] == "/site/impressum"
    assert links["Datenschutz"] == "/site/datenschutz"
    assert links["Write to us"] == "mailto:hallo@ruhepol.example"
    logo = page.select_one("header img")
    assert logo and str(logo["src"]).startswith("data:image/svg+xml")


def test_no_page_or_file_that_a_person_gets_says_steady(ruhepol: World) -> None:
    phone = ruhepol.phone()
    phone.open_with(ruhepol.journal([2, 4], DAY))
    phone.send(ruhepol.keyed(4))
    for endpoint, method, path in routes(ruhepol.app):
        if method == "GET" and endpoint not in {"quick_exit.leave", "static"}:
            response = phone.get(path)
            if (response.mimetype or "").startswith("text/"):
                assert "Steady" not in response.text, path
            disposition = response.headers.get("Content-Disposition", "filename=ruhepol.")
            assert "filename=ruhepol." in disposition, path


def test_a_text_of_the_hosts_own_is_a_page_with_links_and_line_ends(visitor: PageClient) -> None:
    page = visitor.page("/site/impressum")
    assert "Musterstraße 1\n50667 Köln" in page.get_text()
    assert page.select_one('main a[href="mailto:hallo@ruhepol.example"]')
    assert [heading.get_text() for heading in page.select("h1, h2")][:2] == ["Impressum", "Represented by"]
    assert visitor.get("/site/nothing").status_code == 404
    assert PageClient(make_app()).get("/site/impressum").status_code == 404


def test_the_hosts_sentences_stand_where_the_documentation_says(visitor: PageClient) -> None:
    start, about = visitor.page("/"), visitor.page("/about")
    introduction = start.select_one(".intro")
    assert introduction and introduction.get_text().startswith("A quiet 4-minute check-in.")
    text = start.get_text()
    assert "You don’t have to live in Cologne" in text and "If you aren’t, think of your last one." in text
    assert "Under 18?" in text and "Feeling unsure about your relationship?" in text
    assert "Since 1998" in text and "Nobody pays us" not in text
    assert "Nobody pays us to send you anywhere." in about.get_text()
    assert "With support from the City of Cologne." in visitor.page("/help").get_text()


def test_the_emergency_number_is_that_of_the_hosts_country(ruhepol: World) -> None:
    phone = ruhepol.phone()
    phone.send(ruhepol.keyed(4))
    assert "your emergency number: 112." in phone.page("/results").get_text()
    assert phone.page("/help").select_one('main > p > a[href="tel:112"]')


def test_the_hosts_color_is_in_the_styles_that_the_policy_allows_and_in_the_charts(ruhepol: World) -> None:
    phone = ruhepol.phone()
    response = phone.get("/")
    style = BeautifulSoup(response.text, "html.parser").select("style")[0].decode_contents()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in response.headers["Content-Security-Policy"]
    assert re.search(r"--action:#2f6b4f;.*--action:#8fcbae;", style)
    assert re.findall(r'name="theme-color"[^>]*content="(#\w+)"', response.text, re.DOTALL) == ["#2f6b4f", "#8fcbae"]
    phone.send(ruhepol.keyed(4))
    for ink, color in (("", "#2f6b4f"), ("?ink=dark", "#8fcbae")):
        assert color in phone.get(f"/results/profile.svg{ink}").text


def test_the_app_on_a_phone_has_the_hosts_name_color_and_icon(visitor: PageClient) -> None:
    manifest = visitor.get("/manifest.webmanifest").get_json(force=True)
    assert (manifest["name"], manifest["theme_color"]) == ("Ruhepol", "#2f6b4f")
    icon = visitor.get(manifest["icons"][0]["src"])
    assert icon.text == (EXAMPLE / "logo.svg").read_text(encoding="utf-8")
    assert "immutable" in icon.headers["Cache-Control"]
    ours = PageClient(make_app()).get("/apple-touch-icon.png").data
    assert visitor.get("/apple-touch-icon.png").data not in {ours, b""}


def test_without_a_signal_the_site_is_the_hosts_too(visitor: PageClient) -> None:
    pages = cached(visitor)
    assert {"/site/impressum", "/site/datenschutz"} < set(pages)
    assert all("Ruhepol" in page and "Steady" not in page for page in pages.values())


def test_a_new_text_in_the_folder_changes_the_worker(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(EXAMPLE, folder)
    old = make_app({"SITE": str(folder)}).test_client().get("/worker.js").text
    (folder / "impressum.txt").write_text("Moved.", encoding="utf-8")
    assert make_app({"SITE": str(folder)}).test_client().get("/worker.js").text != old


def test_the_pdf_is_the_hosts(ruhepol: World) -> None:
    phone = ruhepol.phone()
    phone.send(ruhepol.keyed(4))
    response = phone.get("/results/report.pdf")
    paper = Paper(response.data)
    assert response.headers["Content-Disposition"] == "attachment; filename=ruhepol.pdf"
    assert paper.metadata["/Title"] == "Ruhepol"
    assert "Ruhepol · October 31, 2026" in paper.words and "Ruhepol doesn’t diagnose anything." in paper.words
    assert "Steady" not in paper.words


def test_leaving_goes_where_the_site_says_unless_the_setting_says_otherwise(
    ruhepol: World, visitor: PageClient
) -> None:
    assert visitor.get("/leave").headers["Location"] == "https://www.dwd.de/"
    assert 'data-exit-url="https://www.dwd.de/"' in visitor.get("/").text
    other = make_app({"SITE": str(EXAMPLE), "LEAVE_TO": "https://x.example/"})
    assert other.test_client().get("/leave").headers["Location"] == "https://x.example/"
    assert ruhepol.app.config["LEAVE_TO"] == "https://www.dwd.de/"


def test_a_logo_that_holds_the_name_is_read_out_as_the_name_and_has_one_for_dark_pages(tmp_path: Path) -> None:
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h9v9"/></svg>'
    (tmp_path / "logo.svg").write_text(logo)
    (tmp_path / "light.svg").write_text(logo.replace("h9", "h8"))
    keys = 'name = "Ruhepol"\nlogo = "logo.svg"\nlogo_dark = "light.svg"\nlogo_has_name = true'
    (tmp_path / "site.toml").write_text(keys)
    client = PageClient(make_app({"SITE": str(tmp_path)}))
    brand = client.page("/").select_one("header .brand")
    assert brand and brand.get_text(strip=True) == ""
    assert brand.img and brand.img["alt"] == "Ruhepol"
    assert brand.source and "dark" in str(brand.source["media"])
    assert brand.source["srcset"] != brand.img["src"]
    # Our own icon, since a wide logo can't be one.
    assert "circle" in client.get("/icon.svg").text


def test_the_hosts_own_questionnaire_and_support_lines_are_used_unless_a_setting_names_others(tmp_path: Path) -> None:
    for name, text in (("questions", QUESTIONS), ("advice", ADVICE), ("helplines", GOOD)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "site.toml").write_text('name = "Ruhepol"', encoding="utf-8")
    own = make_app({"SITE": str(tmp_path)}).extensions["steady"]
    assert own.questionnaire.title == "Small"
    assert len(own.helplines.countries) == 1
    set_ = make_app({"SITE": str(tmp_path), "QUESTIONS": "data/questions.toml", "HELPLINES": "data/helplines.toml"})
    services = set_.extensions["steady"]
    assert services.questionnaire.title == "Relationship check-in"
    assert len(services.helplines.countries) > 1


def test_a_start_does_not_run_typst_whose_threads_a_forked_worker_would_wait_for() -> None:
    code = f"import sys; from tests.application import make_app; make_app({{'SITE': {str(EXAMPLE)!r}}}); "
    code += "print('typst' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_everything_wrong_in_the_folder_is_listed_at_the_start_with_the_rest(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text('name = ""\nlogo = "logo.svg"\n[colors]\naccent = "#ffcc00"', encoding="utf-8")
    (tmp_path / "logo.svg").write_text("<svg viewBox='0 0 9 9'><script/></svg>", encoding="utf-8")
    (tmp_path / "helplines.toml").write_text("x = 1", encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        make_app({"SITE": str(tmp_path)})
    places = [line.split(": ")[0] for line in str(refusal.value).splitlines()[1:]]
    assert places[:6] == ["- site.toml:1", *["- site.toml:3"] * 4, "- logo.svg"]
    assert places[6].startswith("- helplines.toml")
