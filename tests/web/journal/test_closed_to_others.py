"""A journal is closed to everyone without its words, to other sites, and to anyone who reads its addresses."""

from bs4 import BeautifulSoup

from tests.web.journal_client import World, two_attempts


def test_without_the_words_nothing_of_a_journal_is_shown(world: World) -> None:
    phone, stranger = world.phone(), world.phone()
    phone.start_journal(world.keyed(4))
    for part in ("", "/1", "/picture.svg", "/1/profile.svg", "/1/report.pdf", "/export.json", "/export.csv"):
        assert phone.get(f"/journal{part}").headers["Cache-Control"] == "no-store"
        assert stranger.get(f"/journal{part}").headers["Location"] == "/journal/open", part


def test_no_other_site_can_press_a_button(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    buttons = "delete", "close", "close-everywhere", "remember", "forget", "remove", "words", "words/use", "import"
    for action in buttons:
        assert phone.post(f"/journal/{action}", data={}).headers["Location"] == "/journal", action
        page = phone.journal()
        assert "nothing changed" in page.get_text(), action
        assert len(page.select("tbody tr")) == 1, action


def test_the_journal_says_nothing_in_its_addresses() -> None:
    world = World()
    phone = two_attempts(world, world.keyed(4), world.keyed(2))
    page: BeautifulSoup = phone.journal()
    addresses = {str(tag.get("href") or tag.get("action") or tag.get("src")) for tag in page.select("[href], [action]")}
    ids = [id_.hex() for (id_,) in world.execute("SELECT id FROM result")]
    assert len(ids) == 2
    assert not any(id_ in address for id_ in ids for address in addresses)
