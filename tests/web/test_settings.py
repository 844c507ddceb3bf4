"""Settings: every wrong one is named, none is half understood."""

import stat
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from quiz.web.settings import Settings, read_settings
from tests.application import make_app
from tests.content.files import ADVICE, QUESTIONS, changed
from tests.content.test_helplines import GOOD

ROOT = Path(__file__).parents[2]


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for field in fields(Settings):
        assert f"`QUIZ_{field.name.upper()}`" in text


def test_all_wrong_settings_are_named_at_once() -> None:
    settings, problems = read_settings(
        {"SECRET_KEY": "short", "HTTPS": "perhaps", "LEAVE_TO": "nowhere", "QUESTION": "x"}, ROOT
    )
    assert settings is None
    told = "\n".join(problems)
    for name in ["QUIZ_SECRET_KEY", "QUIZ_HTTPS", "QUIZ_LEAVE_TO", "QUIZ_QUESTION ", 'Did you mean "QUESTIONS"?']:
        assert name in told
    assert "short" not in told.replace("shorter", "").replace("should", "")


def test_the_application_refuses_to_start_with_wrong_settings_and_says_why() -> None:
    with pytest.raises(SystemExit, match="QUIZ_HTTPS"):
        make_app({"HTTPS": "perhaps"})


def test_the_application_refuses_to_start_with_wrong_content_and_says_where(tmp_path: Path) -> None:
    wrong = tmp_path / "questions.toml"
    wrong.write_text('title = "x"\n[scale\n', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"questions.toml.*line 2"):
        make_app({"QUESTIONS": str(wrong)})


def test_the_application_lists_the_problems_of_questionnaire_advice_and_helplines_together(tmp_path: Path) -> None:
    changes = {
        "questions.toml": ("sd = 22", "sd = 0"),
        "advice.toml": ('["walk"], ["breathe"]', '["wakl"], ["breathe"]'),
        "helplines.toml": ('tel = "123"', 'tel = "1x"'),
    }
    for (name, change), text in zip(changes.items(), (QUESTIONS, ADVICE, GOOD), strict=True):
        (tmp_path / name).write_text(changed(text, change), encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        make_app({"QUESTIONS": str(tmp_path), "HELPLINES": str(tmp_path / "helplines.toml")})
    heading, *problems = str(refusal.value).splitlines()
    assert heading == "Steady cannot start:"
    assert [problem.split(":")[0] for problem in problems] == [f"- {name}" for name in changes]


def test_a_secret_of_digits_is_a_secret_too() -> None:
    settings, _ = read_settings({"SECRET_KEY": 12345678901234567890}, ROOT)
    assert settings
    assert settings.secret_key == "12345678901234567890"


def test_a_public_server_is_told_to_bring_its_own_secret(tmp_path: Path) -> None:
    settings, problems = read_settings({"HTTPS": True}, tmp_path)
    assert settings is None
    assert any("QUIZ_SECRET_KEY" in problem for problem in problems)


def test_without_a_secret_one_is_made_once_for_this_machine_only(tmp_path: Path) -> None:
    first, _ = read_settings({}, tmp_path)
    second, _ = read_settings({}, tmp_path)
    assert first
    assert second
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 40
    assert stat.S_IMODE((tmp_path / "instance" / "secret_key").stat().st_mode) == 0o600


def test_earlier_secrets_in_the_file_still_open_beside_those_that_are_given(tmp_path: Path) -> None:
    (tmp_path / "instance").mkdir()
    kept, given = [f"{word} is long enough".replace(" ", "-") for word in ("newest", "older")], "given, and long enough"
    (tmp_path / "instance" / "secret_key").write_text("\n".join(kept))
    settings, _ = read_settings({"SECRET_KEY_FALLBACKS": [given]}, tmp_path)
    assert settings
    assert (settings.secret_key, settings.secret_key_fallbacks) == (kept[0], (kept[1], given))
    assert read_settings({"SECRET_KEY_FALLBACKS": 5}, tmp_path)[0] is None
    (tmp_path / "instance" / "secret_key").write_text("")
    assert "QUIZ_SECRET_KEY" in read_settings({}, tmp_path)[1][0]


def test_a_secret_that_cannot_be_kept_is_named(tmp_path: Path) -> None:
    (tmp_path / "instance").write_text("a file where a folder is wanted", encoding="utf-8")
    settings, problems = read_settings({}, tmp_path)
    assert settings is None
    assert problems[0].startswith("instance/secret_key cannot be kept")
    assert "QUIZ_SECRET_KEY" in problems[0]


def test_many_processes_that_start_at_once_share_one_secret(tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from quiz.web.settings import read_settings; "
    script += "print(read_settings({}, Path(sys.argv[1]))[0].secret_key)"
    started = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = {process.communicate(timeout=60)[0] for process in started}
    assert len(said) == 1
    assert len(said.pop()) > 40


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


def test_a_host_that_is_not_ours_is_refused_in_plain_words() -> None:
    client = make_app({"HOSTS": ["steady.example"]}).test_client()
    assert client.get("/", base_url="http://steady.example").status_code == 200
    refused = client.get("/", base_url="http://evil.example")
    assert refused.status_code == 400
    assert "Content-Security-Policy" in refused.headers
    assert "<h1" in refused.text


def test_any_questionnaire_can_be_served(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(
        """
        title = "Two points"
        [scale]
        prompt = "Is it so?"
        skip = "Skip"
        points = [{ value = 0, words = "No" }, { value = 1, words = "Yes" }]
        [assumptions]
        sd = 20
        reliability = 0.7
        [[themes]]
        id = "one"
        name = "one thing"
        short = "One"
        [[statements]]
        id = "a"
        theme = "one"
        text = "It is so."
        """,
        encoding="utf-8",
    )
    client = make_app({"QUESTIONS": str(other)}).test_client()
    token = client.get("/quiz").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    assert client.post("/quiz", data={"csrf_token": token, "q-a": "1"}).status_code == 303
    shown = client.get("/results")
    assert shown.status_code == 200
    assert "about 100" in shown.text
    assert client.get("/results/profile.svg").status_code == 200
