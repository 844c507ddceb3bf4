"""Stylesheets and scripts, which are inlined in the pages, and versioned URLs for the other static files.

On a slow line the round trip for a stylesheet takes longer than anything else, so pages carry theirs inline. The
content security policy allows exactly these blocks by their hashes.
"""

import base64
import hashlib
from pathlib import Path

import rcssmin
import rjsmin
from markupsafe import Markup

BUNDLES = {
    "base.css": ("tokens.css", "base.css", "layout.css", "buttons.css", "components.css", "help.css", "print.css"),
    "languages.css": ("languages.css",),
    "start.css": ("start.css",),
    "quiz.css": ("quiz.css", "wording.css", "stepper.css", "progress_bar.css"),
    "results.css": ("results.css", "result_picture.css", "advice.css", "results_print.css"),
    "journal.css": ("journal.css", "history_table.css", "journal_print.css"),
    "remarks.css": ("remarks.css",),
    "passphrase.css": ("passphrase.css",),
    "ideas.css": ("ideas.css",),
    "base.js": ("modules.js", "quick_exit.js", "submit_once.js", "copy.js", "offline.js"),
    "quiz.js": ("modules.js", "draft.js", "submit_quiz.js", "stepper.js"),
    "note.js": ("modules.js", "note.js"),
    "time_zone.js": ("modules.js", "time_zone.js"),
    "passphrase.js": ("closest_words.js", "passphrase.js"),
}
"""The inline blocks and the files they are made of, in order.

tokens.css also sets the order of the cascade layers. The scripts of a bundle share one module scope, so no two may
declare the same name at the top; submit_quiz.js must see a form before submit_once.js lets it go.
"""
TOKENS_FILE = "tokens.css"


class Assets:
    """The bundles, minified, and the digests of static files; all read once when the application starts.

    `tokens` are rules that follow tokens.css.
    """

    def __init__(self, folder: Path, tokens: str = "") -> None:
        self._inline = {name: _bundle(folder, parts, tokens) for name, parts in BUNDLES.items()}
        files = (file for file in folder.rglob("*") if file.is_file())
        self._digests = {file.relative_to(folder).as_posix(): _digest(file.read_bytes()) for file in files}
        worker = (folder / "js" / "service_worker.js").read_text("utf-8")
        self.service_worker: str = rjsmin.jsmin(worker)
        """The minified script of the service worker."""

    def inline(self, name: str) -> Markup:
        """Return the text of a bundle, to stand in a page."""
        return Markup(self._inline[name])  # noqa: S704 our own file

    def version(self, filename: str) -> str:
        """Return the digest of a static file, which its address carries so that browsers may keep it forever."""
        return self._digests[filename]

    def is_current(self, filename: str, version: str | None) -> bool:
        """Return whether `version` is the digest of the static file as it is now."""
        return version is not None and self._digests.get(filename) == version

    def csp_hashes(self, kind: str) -> list[str]:
        """Return the CSP hash sources of all bundles of a kind, "css" or "js"."""
        digests = (
            hashlib.sha256(text.encode()).digest() for name, text in self._inline.items() if name.endswith(f".{kind}")
        )
        return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def _bundle(folder: Path, parts: tuple[str, ...], tokens: str) -> str:
    kind = parts[0].rpartition(".")[2]
    texts = [(folder / kind / part).read_text("utf-8") for part in parts]
    if parts[0] == TOKENS_FILE:
        texts.insert(1, tokens)
    source = "\n".join(texts)
    minify = rcssmin.cssmin if kind == "css" else rjsmin.jsmin
    return str(minify(source))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
