"""The application made with settings: it does not start with wrong ones, and does what the right ones say."""

from pathlib import Path

import pytest

from tests.application import make_app
from tests.cli.terminal import toml
from tests.content.files import ADVICE, QUESTIONS, changed
from tests.content.test_helplines import GOOD
from tests.web.page_client import PageClient


def test_the_application_refuses_to_start_with_wrong_settings_and_says_why() -> None:
    with pytest.raises(SystemExit, match="QUIZ_HTTPS"):
        make_app({"HTTPS": "perhaps"})


def test_the_application_refuses_to_start_with_wrong_content_and_says_where(tmp_path: Path) -> None:
    wrong = tmp_path / "questions.toml"
    wrong.write_text('title = "x"\n[scale\n', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"questions\.toml:2: The square brackets do not match\."):
        make_app({"QUESTIONS": str(wrong)})


def test_the_application_lists_the_problems_of_questionnaire_advice_and_helplines_together(tmp_path: Path) -> None:
    changes = {
        "questions.toml": ("sd = 22", "sd = 0"),
        "advice.toml": ('"breathe"', '"braethe"'),
        "helplines.toml": ('tel = "123"', 'tel = "1x"'),
    }
    for (name, change), text in zip(changes.items(), (QUESTIONS, ADVICE, GOOD), strict=True):
        (tmp_path / name).write_text(changed(text, change), encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        make_app({"QUESTIONS": str(tmp_path), "HELPLINES": str(tmp_path / "helplines.toml")})
    heading, *problems = str(refusal.value).splitlines()
    assert heading == "Steady cannot start:"
    assert [problem.split(":")[0] for problem in problems] == [f"- {name}" for name in changes]


def test_on_https_the_cookie_is_bound_to_it() -> None:
    client = make_app({"HTTPS": True}).test_client()
    response = client.get("/quiz", base_url="https://localhost")
    assert response.headers["Set-Cookie"].startswith("__Host-steady=")
    assert "Secure" in response.headers["Set-Cookie"]
    assert "max-age=" in response.headers["Strict-Transport-Security"]


def test_on_https_so_is_the_one_that_leaving_sets() -> None:
    client = make_app({"HTTPS": True}).test_client()
    link = client.get("/", base_url="https://localhost").text.partition('rel="nofollow"')[2].partition(">")[0]
    assert 'data-cookie="__Host-left"' in link
    assert 'data-secure="; secure"' in link
    client.set_cookie("__Host-left", "1", secure=True)
    ended = client.get("/quiz", base_url="https://localhost").headers.getlist("Set-Cookie")
    assert any(each.startswith("__Host-left=; Expires=") and "Secure" in each for each in ended)


def test_on_https_so_is_the_one_with_the_time_zone() -> None:
    client = make_app({"HTTPS": True}).test_client()
    page = client.get("/quiz", base_url="https://localhost").text
    script = page.partition('data-module="time-zone"')[2].partition(">")[0]
    assert 'data-cookie="__Host-steady-zone"' in script
    assert 'data-secure="; secure"' in script
    client.set_cookie("__Host-steady-zone", "Europe/Berlin", secure=True)
    ended = client.get("/leave", base_url="https://localhost").headers.getlist("Set-Cookie")
    assert any(each.startswith("__Host-steady-zone=; Expires=") and "Secure" in each for each in ended)


def test_any_questionnaire_can_be_served(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(toml(range(2), {"one": [1]}), encoding="utf-8")
    client = PageClient(make_app({"QUESTIONS": str(tmp_path / "other.toml")}))
    assert client.send({"q1": "1"}).status_code == 303
    assert "The dot is your score, from 0 to 1." in client.get("/results").text
    assert client.get("/results/profile.svg").status_code == 200


def test_leaving_goes_where_the_setting_says_as_a_browser_writes_it() -> None:
    client = make_app({"LEAVE_TO": "https://köln.example/a?b=ö"}).test_client()
    address = "https://xn--kln-sna.example/a?b=%C3%B6"
    assert f'data-exit-url="{address}"' in client.get("/").text
    assert client.get("/leave").headers["Location"] == address


def test_a_site_answers_to_its_name_however_the_host_spells_it() -> None:
    client = make_app({"HOSTS": ["Steady.Example:8000", "köln.example"]}).test_client()
    for name in ("steady.example", "steady.example:8000", "xn--kln-sna.example"):
        assert client.get("/", base_url=f"http://{name}").status_code == 200
    assert client.get("/", base_url="http://other.example").status_code == 400
