"""The package as it is installed without a checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

SOURCES = (
    "app.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "NOTICE.md",
    "data",
    "deploy",
    "quiz",
    "static",
    "templates",
)
VISIT = """
from app import app
client = app.test_client()
page = client.get("/quiz").text
assert client.get("/static/words.txt").status_code == 200
from quiz.report.pdf import pdf_compiler
pdf_compiler()
print(app.instance_path, "<style>" in page)
"""


def test_the_wheel_starts_in_an_empty_folder_and_keeps_its_own_files_there(root: Path, tmp_path: Path) -> None:
    source, installed, folder = (tmp_path / name for name in ("source", "installed", "folder"))
    folder.mkdir()
    source.mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, source / name)
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(tmp_path)]
    build = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", *options, str(source)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(installed)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    environment["PYTHONPATH"] = str(installed)
    visit = subprocess.run(
        [sys.executable, "-c", VISIT], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    assert visit.stdout == f"{folder}/instance True\n"
    assert {path.name for path in folder.iterdir()} == {"instance"}
    assert (folder / "instance" / "secret_key").stat().st_mode & 0o77 == 0
    assert (folder / "instance" / "steady.db").exists()
    assert (installed / "quiz" / "deploy" / "gunicorn.conf.py").exists()
