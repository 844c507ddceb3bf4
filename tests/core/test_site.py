"""A host's site: names that are safe in files and addresses."""

import pytest

from quiz.core.site import EmergencyNumber, Link, Site, Texts, ascii_name


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("Ruhepol", "ruhepol"),
        ("Ruhepol für Köln", "ruhepol-fur-koln"),
        ("Große Pause", "grosse-pause"),
        ('../etc"; rm\r\nX: y', "etc-rm-x-y"),
        ("心の休み", "download"),
        (".", "download"),
    ],
)
def test_a_download_has_the_sites_name_in_letters_that_are_safe_everywhere(name: str, file_name: str) -> None:
    site = Site(name, "https://x.example/", Texts(), (), ())
    assert site.file_name == file_name


def test_a_text_of_the_hosts_own_has_the_name_of_its_file_in_its_address() -> None:
    assert Link("Imprint", page="Über uns.v2.txt").page_name == "uber-uns-v2"
    assert Link("Imprint", url="https://x.example/").page_name == ascii_name("")


def test_a_number_is_dialed_without_its_spaces() -> None:
    assert EmergencyNumber("116 117").tel == "116117"
