"""How the value of a setting may be written: a reader for each kind, which raises TypeError or ValueError otherwise."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

SHORTEST_SECRET = 16
MOST_PROXIES = 9
YES = {"true", "t", "yes", "y", "on", "1"}
NO = {"false", "f", "no", "n", "off", "0"}
HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")
WEB_ADDRESS = re.compile(r"https?://[^\s\\/?#@]+([/?#][^\s\\]*)?", re.IGNORECASE)
COUNTER_ADDRESS = re.compile(r"memory://|rediss?://.+|redis\+unix://.+")
PORTS = {"http": 80, "https": 443}
"""What a web address means that names no port."""
SIGNS = "!#$%&'()*+,/:;=?@[]~"
"""What has a meaning in an address and so stays as it is written (RFC 3986, 2.2)."""


def text(value: object) -> str:
    """Read a text; a number is one, too, as only its digits were written."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError
    written = str(value)
    if "\0" in written:
        raise ValueError
    # Bytes that were no UTF-8 are refused here, before something is to be sealed with them or sent.
    written.encode()
    return written


def secret(value: object) -> str:
    """Read a secret."""
    written = text(value)
    if len(written) < SHORTEST_SECRET:
        raise ValueError
    return written


def list_of(reader: Callable[[object], str]) -> Callable[[object], tuple[str, ...]]:
    """Make the reader of a list from that of each thing in it."""

    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise TypeError
        return tuple(reader(each) for each in value)

    return read


def path(value: object) -> Path:
    """Read the path of a file or folder."""
    written = text(str(value) if isinstance(value, Path) else value)
    if not written:
        raise ValueError
    return Path(written)


def switch(value: object) -> bool:
    """Read whether something is on."""
    if isinstance(value, bool):
        return value
    word = text(value).strip().lower()
    if word not in YES | NO:
        raise ValueError
    return word in YES


def proxies(value: object) -> int:
    """Read a number of proxies."""
    number = int(text(value))
    if not 0 <= number <= MOST_PROXIES:
        raise ValueError
    return number


def host(value: object) -> str:
    """Read a host's name, or its four numbers, and give it as browsers send it."""
    name = text(value).strip().lower()
    sent = name if name.isascii() else name.encode("idna").decode()
    # Python's encoding is older than that of browsers: what it does not keep, such as ß, would name another host.
    if not HOST.fullmatch(sent) or (sent != name and sent.encode().decode("idna") != name):
        raise ValueError
    return sent


def served_host(value: object) -> str:
    """Read a host's name, or with a dot before it that of all hosts below it; a port is left out."""
    name, _, port = text(value).strip().partition(":")
    if port and not port.isdecimal():
        raise ValueError
    return "." * name.startswith(".") + host(name.removeprefix("."))


def web_address(value: object) -> str:
    """Read an http or https address that anybody may see, and give it as browsers write it."""
    written = text(value).strip()
    if not written.isprintable() or not WEB_ADDRESS.fullmatch(written):
        raise ValueError
    parts = urlsplit(written)
    port = "" if parts.port in {None, PORTS[parts.scheme]} else f":{parts.port}"
    whole = parts._replace(netloc=host(parts.hostname) + port, path=parts.path or "/")
    return quote(urlunsplit(whole), safe=SIGNS)


def counter_address(value: object) -> str:
    """Read where is counted how often somebody comes: in memory, or in a Redis."""
    written = text(value)
    # Redis would find a wrong port, too, and say it with a part of the address, perhaps of its password.
    if not COUNTER_ADDRESS.fullmatch(written) or urlsplit(written).port == 0:
        raise ValueError
    return written
