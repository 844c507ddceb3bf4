"""Random requests that no page would send: odd fields, bodies, lengths, queries, methods, tokens and cookies."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes

from tests.web.journal_client import World

ODD = (
    "", " ", "0", "-1", "1", "2", "99999999999999999999999", "1e400", "nan", "skip", "never", "true", "\0", "\r\n",
    "é" * 300,    "\ud800", "\U0001f984", "\u202e", "ﷺ" * 100, "a" * 5000, "x" * 70_000,
    "'; DROP TABLE result; --", "<script>alert(1)</script>",
    "{{ 7 * 7 }}", "../../etc/passwd", "%00", "%s%n", "[]", "{}", "null", "A" * 171, "gAAAAA==", "results", "journal",
    "one two three four five six seven", "abacus " * 7, "--------", "İ" * 50,
)  # fmt: skip
TYPES = (
    "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "multipart/form-data", "application/json",
    "text/plain", "", "\xff", "application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data; boundary=",
    "multipart/mixed; boundary=b", "application/octet-stream", "image/svg+xml",
)  # fmt: skip
FIELDS = (
    "words", "remember", "result", "file", "page", "private", "show", "unseen", "code", "csrf_token",
    "note", "number", "outcome", "relationship",
)  # fmt: skip
METHODS = ("PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "post", "PROPFIND", "X" * 300)
HEADERS = {
    "Accept-Language": ("", "de;q=x", "*" * 2000, "en-US", "\xff", ","),
    "Accept-Encoding": ("", "br", "gzip;q=nan", "identity;q=0", "*;q=0", "x" * 3000),
    "Cookie": (
        "",
        "steady",
        "steady=",
        "steady=\xff; steady-journal=\xfe",
        "=;=;=",
        "left=1",
        f"steady={'A' * 6000}",
    ),
    "Host": ("", "example.org", "[::1", "a" * 300, "localhost:99999", "\xff", "localhost\x00"),
    "Origin": ("null", "https://example.org"),
    "Referer": ("", "https://example.org/", "http://[", "\xff"),
    "Content-Length": ("", "-1", "abc", "0", "7", "99999999999999999999", "1e3", "٣"),
    "Range": ("bytes=0-", "bytes=5-1", "x"),
    "If-None-Match": ("*", 'W/"', "\xff"),
    "If-Modified-Since": ("yesterday", "Thu, 01 Jan 1970 00:00:00 GMT"),
    "Transfer-Encoding": ("chunked", "gzip"),
}
NUMBERS = ("0", "1", "2", "3", "007", "99999999999999999999", "-1", "1.5", "٣", "x")
MARK = "marked-private-answer"
"""Sent as a private answer, to see whether any page repeats it."""
Name = bytes | str
FormValues = Mapping[str, Sequence[str]]
"""What somebody could rightly send: the hidden fields of their pages, their words, their file; each by its field."""


@dataclass(frozen=True)
class RandomRequest:
    """One request: what goes to the server, byte by byte."""

    method: str
    path: str
    query: bytes
    kind: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class RequestGenerator:
    """Makes requests for one application; the same seed chooses the same way."""

    world: World
    random: random.Random

    def __post_init__(self) -> None:
        """Find every address and every field."""
        rules = list(self.world.app.url_map.iter_rules())
        self.posts = sorted({rule.rule for rule in rules if "POST" in (rule.methods or ())})
        self.gets = sorted({rule.rule for rule in rules if "GET" in (rule.methods or ())})
        quiz = self.world.questionnaire
        values = [str(point.value) for point in quiz.scale.points]
        self.offered = {f"q-{s.id}": [*values, "skip"] for s in quiz.statements}
        self.offered |= {f"q-{q.id}": [*(o.id for o in quiz.options[q.options]), "skip"] for q in quiz.questions}
        self.private = [f"q-{id_}" for id_ in quiz.private_option_ids]

    def request(self, known: FormValues) -> RandomRequest:
        """Make one request of somebody who knows the values of these fields."""
        chance = self.random
        method = chance.choices(("POST", "GET", chance.choice(METHODS)), (15, 3, 1))[0]
        path = self._path(self.gets if method == "GET" else self.posts)
        query = self._encoded(self._fields(known)[:3]) if chance.random() < (0.8 if method == "GET" else 0.1) else b""
        headers = {name: chance.choice(HEADERS[name]) for name in chance.sample(sorted(HEADERS), 2)}
        headers = headers if chance.random() < 0.25 else {}
        kind, body = self._body(known) if method != "GET" or chance.random() < 0.1 else ("", b"")
        return RandomRequest(method, path, query, kind, body, headers)

    def _path(self, rules: Sequence[str]) -> str:
        rule = self.random.choice(rules)
        if self.random.random() < 0.03:
            rule += self.random.choice(("/", "//", "%00", "/../..", ";x", "\u202e", "é", "/1/2", "."))
        return rule.replace("<int:number>", self.random.choice(NUMBERS)).replace(
            "<path:filename>", self.random.choice(("words.txt", "../app.py", "x", "", "css/", "%2e%2e/app.py"))
        )

    def _fields(self, known: FormValues) -> list[tuple[Name, Name]]:
        chance = self.random
        found: list[tuple[Name, Name]] = []
        if chance.random() < 0.8:
            right = [(name, chance.choice(values)) for name, values in known.items()]
            found += [(name, self._altered(value) if chance.random() < 0.05 else value) for name, value in right]
        if chance.random() < 0.1:
            found += [(chance.choice(sorted(known)), chance.choice(known[chance.choice(sorted(known))]))]
        asked = chance.sample(sorted(self.offered), chance.choice((0, 0, 1, 5, len(self.offered))))
        found += [(name, self._value(name)) for name in asked]
        found += [(chance.choice(FIELDS), chance.choice(ODD)) for _ in range(chance.choice((0, 1, 3)))]
        if chance.random() < 0.2:
            junk = bytes(chance.randrange(256) for _ in range(chance.choice((1, 20, 200))))
            found += [(chance.choice((junk, *ODD)), chance.choice((junk, *ODD)))] * chance.choice((1, 2, 1200))
        if chance.random() < 0.1:
            found += [(name, MARK) for name in self.private]
        chance.shuffle(found)
        return found

    def _value(self, name: str) -> str:
        return self.random.choice(ODD if self.random.random() < 0.1 else self.offered[name])

    def _altered(self, token: str) -> str:
        place = self.random.randrange(len(token) + 1)
        changed = token[:place] + "A" + token[place + 1 :]
        return self.random.choice((token[:place], token[place:], changed, token + token, token.swapcase(), "é" + token))

    def _body(self, known: FormValues) -> tuple[str, bytes]:
        """Return a content type and a body, most often one that fits it."""
        fields = self._fields(known)
        how = self.random.choices(("form", "parts", "json", "cut", "lie", "noise"), (60, 15, 5, 8, 8, 4))[0]
        if how == "form":
            return TYPES[0], self._encoded(fields)
        if how == "json":
            texts = {str(name): str(value) for name, value in fields}
            return TYPES[3], json.dumps(self.random.choice((texts, [texts], 5, "s", None))).encode()
        if how == "noise":
            return self.random.choice(TYPES), self.random.randbytes(self.random.choice((1, 500, 70_000)))
        kind, body = TYPES[1], self._parts(fields)
        if how == "cut":
            return kind, body[: self.random.randrange(len(body) + 1)]
        return (kind, body) if how == "parts" else (self.random.choice(TYPES), self._encoded(fields))

    def _encoded(self, fields: Sequence[tuple[Name, Name]]) -> bytes:
        return b"&".join(
            quote_from_bytes(_raw(n)).encode() + b"=" + quote_from_bytes(_raw(v)).encode() for n, v in fields
        )

    def _parts(self, fields: Sequence[tuple[Name, Name]]) -> bytes:
        parts = []
        for name, value in fields:
            as_file = b'; filename="' + self.random.choice((b"steady.json", b"", b"\xff", b"../x")) + b'"'
            named = as_file if name == "file" or self.random.random() < 0.1 else b""
            parts.append(
                b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (_raw(name), named, _raw(value))
            )
        return b"".join(parts) + b"--b--\r\n"


def _raw(text: Name) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
