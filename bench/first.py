"""What is done once, beside its floor in the same run: starting, the first picture of a result, 100,000 sheets scored.

Starting is a new process up to its first answer, with content and a database that an earlier start found good, beside a
bare Flask. The picture is a whole request for a result nobody had before, beside matplotlib's usual way to draw the
same chart and nothing else.
"""

import csv
import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import figures
import matplotlib as mpl
from matplotlib.figure import Figure
from phone import TOKEN, form, questionnaire, sheet
from serving import ROOT, SECRET, database

from quiz.charts import profile
from quiz.charts.layout import ProfileLayout
from quiz.charts.palette import Palette
from quiz.web import create_app

STARTS, PICTURES, SHEETS = 25, 40, 100_000
START_TARGET, PICTURE_TARGET, ROWS_TARGET = 1.5, 0.5, 50_000
END = "import os; os._exit(0)"
"""Ends at once: Python takes longer to clear away what more was brought, and that is no part of a start."""
BARE = f"from flask import Flask; a = Flask('a'); a.route('/')(lambda: 'hello'); a.test_client().get('/'); {END}"
OURS = (
    "import sys, app; app.app.test_client().get('/'); "
    f"assert not {{'matplotlib', 'typst'}} & sys.modules.keys(), 'matplotlib or typst was started'; {END}"
)


def seconds(command: list[str], **settings: str) -> float:
    """Run a program and give its processor seconds. Compiled modules are kept, as everywhere unless it is forbidden."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, **settings, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def start_up(address: str) -> float:
    """Give how many times as long as a bare Flask the application takes to its first answer."""
    ratios = []
    for _ in range(STARTS):
        ours = seconds([sys.executable, "-c", OURS], QUIZ_SECRET_KEY=SECRET, QUIZ_DATABASE_URL=address)
        ratios.append(ours / seconds([sys.executable, "-c", BARE]))
    # The first one compiles.
    return median(ratios[1:])


def picture(address: str) -> float:
    """Give how many times as long as a plain drawing the request for a new result's picture takes.

    Both have been drawn before in the same process: the start of matplotlib, once in its life, is `start_drawing`.
    """
    drawn: list[Sequence[profile.Mark]] = []
    ours = profile.draw_profile

    def watched(marks: Sequence[profile.Mark], ink: Palette, frame: ProfileLayout) -> bytes:
        drawn.append(marks)
        return ours(marks, ink, frame)

    profile.draw_profile = watched
    client, quiz = create_app({"SECRET_KEY": SECRET, "DATABASE_URL": address}).test_client(), questionnaire()
    token = TOKEN.search(client.get("/quiz").text)
    assert token
    ratios = []
    for number in range(PICTURES):
        answers = form(sheet(quiz, 7_919 * number))
        client.post("/quiz", data={"csrf_token": token[1], **dict(answers)})
        began = time.process_time()
        assert client.get("/results/profile.svg").data.startswith(b"<svg")
        taken = time.process_time() - began
        began = time.process_time()
        draw(drawn[-1])
        ratios.append(taken / (time.process_time() - began))
    assert len(drawn) == PICTURES
    return median(ratios[PICTURES // 4 :])


def start_drawing(address: str) -> float:
    """Give how many times as long as a start with a page alone one takes that goes on to import what pictures need."""
    ratios = []
    for _ in range(STARTS):
        alone, both = (
            seconds([sys.executable, "-c", start], QUIZ_SECRET_KEY=SECRET, QUIZ_DATABASE_URL=address)
            for start in ("import app", "import app, quiz.charts.profile")
        )
        ratios.append(both / alone)
    return median(ratios)


def draw(marks: Sequence[profile.Mark]) -> bytes:
    """Draw the same rows, words and numbers as the examples of matplotlib do, in its own size, with its own settings.

    No layout engine runs, which would make sure that long names fit: it takes half as long again.
    """
    figure = Figure()
    axes = figure.subplots()
    rows, scores = range(len(marks)), [mark.score or 0 for mark in marks]
    low = [score - (mark.low or 0) for mark, score in zip(marks, scores, strict=True)]
    high = [(mark.high or 0) - score for mark, score in zip(marks, scores, strict=True)]
    axes.errorbar(scores, rows, xerr=(low, high), fmt="o")
    axes.set_yticks(rows, [mark.name for mark in marks])
    axes.set_xlim(0, 100)
    axes.invert_yaxis()
    for row, mark in enumerate(marks):
        axes.text(100, row, mark.caption, ha="right")
        axes.text(0, row, mark.note)
    out = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "path"}):
        figure.savefig(out, format="svg")
    return out.getvalue()


def rows() -> float:
    """Give how many answer sheets a second of processor time `flask quiz score` scores, its start left out."""
    quiz, chance = questionnaire(), random.Random(1)
    points = [point.value for point in quiz.scale.points]
    with tempfile.TemporaryDirectory(prefix="steady") as folder:
        times = []
        for count in (1, SHEETS):
            path = Path(folder) / f"{count}.csv"
            with path.open("w", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["id", *(s.id for s in quiz.statements)])
                writer.writerows([n, *chance.choices(points, k=len(quiz.statements))] for n in range(count))
            command = [sys.executable, "-m", "flask", "quiz", "score", "--questions", "data/questions.toml", str(path)]
            times.append(seconds(command))
    return SHEETS / (times[1] - times[0])


def main() -> None:
    """Print what each takes, and give the three that have a target as one figure."""
    with database("sqlite-delete") as address:
        create_app({"SECRET_KEY": SECRET, "DATABASE_URL": address})
        started, first, drawn, scored = start_up(address), start_drawing(address), picture(address), rows()
    print(f"start to first answer: {started:.2f} times a bare Flask (target {START_TARGET})")
    print(f"start with what pictures need: {first:.2f} times a start without (no target)")
    print(f"first picture: {drawn:.2f} times a plain drawing (target {PICTURE_TARGET})")
    print(f"answer sheets scored: {scored:,.0f} a second of one core (target {ROWS_TARGET:,})")
    figures.conclude(
        figures.Figure(
            number="-",
            what="start and first picture, each to its floor: the ratio; answer sheets scored a second",
            target=f"≤ {START_TARGET}; ≤ {PICTURE_TARGET}; ≥ {ROWS_TARGET:,}",
            counted=f"{started:.2f}; {drawn:.2f}; {scored:,.0f}",
            ok=started <= START_TARGET and drawn <= PICTURE_TARGET and scored >= ROWS_TARGET,
        )
    )


if __name__ == "__main__":
    main()
