"""The floors that speed.py measures against: a bare route of Flask, and a bare page with as many radio buttons."""

from flask import Flask

app = Flask("floor")


@app.get("/robots.txt")
@app.get("/")
def hello() -> str:
    """Say hello: the least that Flask can do."""
    return "hello"
