"""The floors that other programs here measure against: a bare route, and a bare page with as many radio buttons."""

from functools import cache

import brotli
from flask import Flask, Response

app = Flask("floor")
STYLE = """
body { font: 1rem/1.5 sans-serif; max-width: 40rem; margin: auto; padding: 1rem; color: #222; background: #fff }
fieldset { margin: 0 0 1rem; border: 1px solid #767676 } label { display: block; padding: .75rem }
"""


@app.get("/robots.txt")
@app.get("/")
def hello() -> str:
    """Say hello: the least that Flask can do."""
    return "hello"


@app.get("/bare")
def bare() -> Response:
    """Give 30 questions with five answers each, and nothing else, packed once as Steady packs its own pages."""
    return Response(_bare(), mimetype="text/html", headers={"Content-Encoding": "br"})


@cache
def _bare() -> bytes:
    groups = "".join(
        f"<fieldset><legend>Statement number {n}</legend>"
        + "".join(f'<label><input type="radio" name="s{n}" value="{v}"> Answer {v}</label>' for v in range(1, 6))
        + "</fieldset>"
        for n in range(1, 31)
    )
    page = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bare</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="description" content="A bare page."><link rel="icon" href="data:,">'
        f"<style>{STYLE}</style></head><body><main><h1>A bare page</h1>"
        f'<form method="post">{groups}<button>Send</button></form></main></body></html>'
    )
    return bytes(brotli.compress(page.encode()))
