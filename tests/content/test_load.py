"""Loading content: a valid file is read, and for a file that cannot be read the problem says why."""

from fractions import Fraction
from pathlib import Path

import pytest

from quiz.content.loader import load
from quiz.content.problems import Problem
from tests.content.files import ADVICE, QUESTIONS, changed, load_texts


def only(problems: tuple[Problem, ...]) -> str:
    """Return the only problem as it is printed."""
    [problem] = problems
    return str(problem)


def test_a_small_questionnaire_loads_completely(tmp_path: Path) -> None:
    content = load_texts(tmp_path)
    assert content.problems == ()
    assert content.questionnaire is not None
    assert [statement.id for statement in content.questionnaire.statements] == ["slept", "tired", "tense", "eased"]
    assert content.questionnaire.scale.high == 2
    assert content.questionnaire.assumptions.reliability == Fraction(8, 10)
    assert [piece.id for piece in content.advice.pieces] == ["sleep", "walk", "breathe"]


def test_a_file_may_have_any_name_and_no_advice(tmp_path: Path) -> None:
    path = tmp_path / "my questions.toml"
    path.write_text(changed(QUESTIONS, ('advice = "advice.toml"\n', "")), encoding="utf-8")
    assert load(path).questionnaire is not None
    assert load(path).advice.pieces == ()


def test_the_questionnaires_in_the_documentation_are_valid(tmp_path: Path, root: Path) -> None:
    blocks = (root / "docs" / "questionnaires.md").read_text(encoding="utf-8").split("```toml\n")[1:]
    [smallest, alert, worded, nine] = (block.split("```")[0] for block in blocks)
    path = tmp_path / "smallest.toml"
    path.write_text(smallest, encoding="utf-8")
    assert load(path).problems == ()
    two = '[{ id = "yes", words = "Yes" }, { id = "no", words = "No" }]'
    path.write_text(f"{smallest}[options]\ntogether = {two}\nlength = {two}\n{worded}", encoding="utf-8")
    assert load(path).problems == ()
    statements = "".join(f'[[statements]]\nid = "s{n}"\ntheme = "total"\ntext = "Word {n}."\n' for n in range(9))
    rest = '[[bands]]\nid = "rest"\nwords = "rest"\nlow = 10\nhigh = 27\n'
    path.write_text(nine + rest + statements + alert.replace('"harm"', '"s8"'), encoding="utf-8")
    assert load(path).errors == ()


def test_the_advice_that_the_documentation_builds_step_by_step_is_good(tmp_path: Path, root: Path) -> None:
    text = (root / "docs" / "advice-files.md").read_text(encoding="utf-8")
    questions, *steps, top = (block.split("```")[0] for block in text.split("```toml\n")[1:])
    (tmp_path / "my.toml").write_text(questions, encoding="utf-8")
    (tmp_path / "my-advice.toml").write_text("".join([top, *steps]), encoding="utf-8")
    content = load(tmp_path / "my.toml")
    assert content.problems == ()
    assert len(content.advice.pieces) == 5


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_files_saved_on_windows_load_too(tmp_path: Path, ending: str, bom: str) -> None:
    path = tmp_path / "questions.toml"
    path.write_bytes((bom + QUESTIONS.replace("\n", ending)).encode())
    (tmp_path / "advice.toml").write_bytes((bom + ADVICE.replace("\n", ending)).encode())
    assert load(path).problems == ()


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("prompt = ", "questions.toml:5: There is no value after prompt =."),
        ('prompt = "a"\nprompt = "b"', "questions.toml:6: prompt is written twice"),
        ('prompt = "open', "questions.toml:5: A quotation mark is missing"),
        ("prompt = [", "questions.toml:5: The list that begins here has no end"),
        ("prompt = 1_", "questions.toml:5: "),
    ],
)
def test_a_syntax_error_is_reported_with_its_line(tmp_path: Path, line: str, where: str) -> None:
    content = load_texts(tmp_path, changed(QUESTIONS, ('prompt = "How often?"', line)))
    assert content.questionnaire is None
    assert only(content.problems).startswith(where)


@pytest.mark.parametrize(
    "raw", [b"title = '\xe9'", "title = 'é'".encode("utf-16"), b"\xff\xfe"], ids=["latin-1", "utf-16", "bom"]
)
def test_a_file_in_another_encoding_is_reported(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "my.toml"
    path.write_bytes(raw)
    assert (
        only(load(path).problems)
        == "my.toml: The file is not UTF-8 text. Save it as UTF-8: “Save as” has a list of encodings."
    )


@pytest.mark.parametrize("text", ["", "\n\n", "# Nothing yet.\n"])
def test_an_empty_file_is_reported(tmp_path: Path, text: str) -> None:
    assert "empty" in only(load_texts(tmp_path, text).problems)
    assert only(load_texts(tmp_path, advice=text).problems).startswith("advice.toml: The file is empty.")


@pytest.mark.parametrize("name", ["nowhere.toml", "no/where", "a\0b", "x" * 5000])
def test_a_missing_file_is_reported(tmp_path: Path, name: str) -> None:
    problem = only(load(tmp_path / name).problems)
    assert "The file cannot be read" in problem


def test_a_folder_without_questions_names_the_missing_file(tmp_path: Path) -> None:
    assert only(load(tmp_path).problems).startswith("questions.toml: The file cannot be read (No such file")


@pytest.mark.parametrize("name", ["missing.toml", ".", "..", "../missing.toml", "/missing/advice.toml", "a\\u0000b"])
def test_advice_that_cannot_be_read_is_reported(tmp_path: Path, name: str) -> None:
    content = load_texts(tmp_path, changed(QUESTIONS, ('"advice.toml"', f'"{name}"')))
    assert content.questionnaire is None
    assert "The file cannot be read" in only(content.problems)


def test_advice_may_be_in_another_folder(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "advice.toml").write_text(ADVICE, encoding="utf-8")
    (tmp_path / "inner" / "questions.toml").write_text(
        changed(QUESTIONS, ('"advice.toml"', '"../advice.toml"')), encoding="utf-8"
    )
    assert load(tmp_path / "inner").problems == ()


@pytest.mark.parametrize(
    "value", ["[" * 3000 + "]" * 3000, "9" * 5000, "0." + "9" * 5000], ids=["deep", "long whole", "long decimal"]
)
def test_an_extreme_value_is_a_problem_and_not_a_crash(tmp_path: Path, value: str) -> None:
    content = load_texts(tmp_path, changed(QUESTIONS, ("sd = 22", f"sd = {value}")))
    assert content.questionnaire is None
    assert "cannot be read" in only(content.problems)


@pytest.mark.parametrize("table", ["themes", "statements", "questions", "bands", "signals", "mutes", "pieces"])
@pytest.mark.parametrize(
    "value", ["3", '"x"', "[3]", "[[1]]", "[{}]", "[{ id = [1] }]", "{ a = 1 }", "[{ id = 1 }]", "[{ id = {} }]"]
)
def test_a_table_of_the_wrong_type_is_reported_with_its_line(tmp_path: Path, table: str, value: str) -> None:
    files = {"questions.toml": QUESTIONS, "advice.toml": ADVICE}
    name = "questions.toml" if f"[[{table}]]" in QUESTIONS else "advice.toml"
    rest = [block for block in files[name].split("\n\n") if not block.startswith(f"[[{table}]]")]
    files[name] = "\n\n".join([f"{table} = {value}", *rest])
    content = load_texts(tmp_path, *files.values())
    assert content.questionnaire is None
    assert (name, 1) in {(problem.file, problem.line) for problem in content.errors}, content.problems


def test_mistakes_in_the_questionnaire_do_not_hide_those_in_the_advice(tmp_path: Path) -> None:
    questions = changed(QUESTIONS, ("text = ", "txt = "), ("sd = 22", "sd = 0"))
    advice = changed(ADVICE, ('[["walk"]]', '[["wakl"]]'))
    found = {(problem.file, problem.line) for problem in load_texts(tmp_path, questions, advice).problems}
    assert {file for file, _ in found} == {"questions.toml", "advice.toml"}
    assert all(line for _, line in found)


def test_a_mistake_in_a_question_is_not_reported_again_for_the_advice(tmp_path: Path) -> None:
    mistakes = [('"Low mood?"', "1"), ('id = "often", words', 'id = "often", word'), ("[options]", "[option]")]
    for change in mistakes:
        problems = load_texts(tmp_path, changed(QUESTIONS, change)).problems
        assert {problem.file for problem in problems} == {"questions.toml"}, change
