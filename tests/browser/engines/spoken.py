"""What a screen reader is given: a page's accessibility tree as lines of text, from the browser itself."""

from typing import Any

from selenium.webdriver.chrome.webdriver import WebDriver as Chromium
from selenium.webdriver.firefox.webdriver import WebDriver as Firefox

from tests.browser.engines.phone import Phone

ROLES = {
    "checkbutton": "checkbox",
    "graphic": "image",
    "grouping": "group",
    "pushbutton": "button",
    "radiobutton": "radio",
    "statusbar": "status",
}
"""Firefox's own names of roles, and those of ARIA."""
SPOKEN = {"button", "checkbox", "group", "heading", "image", "link", "radio", "status"}
FIREFOX_TREE = """
const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
const found = [];
const state = (node, bit) => { const states = {}; node.getState(states, {}); return Boolean(states.value & bit); };
function text(node) {
    if (!node.childCount) return node.name;
    return Array.from({ length: node.childCount }, (_, n) => text(node.getChildAt(n))).join("");
}
function walk(node) {
    if (!node) return;
    const role = service.getStringRole(node.role);
    const said = role === "statusbar" ? text(node) : "";
    found.push({ role, name: node.name || "", description: node.description || "", text: said || "",
        checked: state(node, Ci.nsIAccessibleStates.STATE_CHECKED) });
    for (let n = 0; n < node.childCount; n++) walk(node.getChildAt(n));
}
walk(service.getAccessibleFor(gBrowser.selectedBrowser));
return found;
"""


def spoken(phone: Phone) -> list[str]:
    """Return a line for everything on the page that is named when it is reached, in the order of the page."""
    return [_line(node) for node in _nodes(phone) if ROLES.get(node["role"], node["role"]) in SPOKEN and _line(node)]


def pieces(phone: Phone) -> list[str]:
    """Return the texts of the page, each in the pieces in which it is read aloud."""
    return [node["name"] for node in _nodes(phone) if node["role"] in {"StaticText", "text leaf"}]


def _nodes(phone: Phone) -> list[dict[str, Any]]:
    driver = phone.driver
    if isinstance(driver, Firefox):
        with driver.context("chrome"):
            return list(driver.execute_script(FIREFOX_TREE))
    assert isinstance(driver, Chromium)
    return _chromium_nodes(driver)


def _line(node: dict[str, Any]) -> str:
    role = ROLES.get(node["role"], node["role"])
    name = " ".join((node["text"] if role == "status" else node["name"]).split())
    chosen = ", chosen" if node["checked"] else ""
    described = f" ({' '.join(node['description'].split())})" if node["description"] else ""
    return f"{role}: {name}{chosen}{described}" if name else ""


def _chromium_nodes(driver: Chromium) -> list[dict[str, Any]]:
    tree = driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    by_id = {node["nodeId"]: node for node in tree}

    def value(node: dict[str, Any], part: str) -> str:
        return str(node.get(part, {}).get("value", ""))

    def text(node: dict[str, Any]) -> str:
        if value(node, "role") == "StaticText":
            return value(node, "name")
        return "".join(text(by_id[child]) for child in node.get("childIds", ()) if child in by_id)

    found = []

    def walk(node: dict[str, Any]) -> None:
        if not node.get("ignored"):
            states = {state["name"]: state["value"].get("value") for state in node.get("properties", ())}
            found.append(
                {
                    "role": value(node, "role"),
                    "name": value(node, "name"),
                    "description": value(node, "description"),
                    "text": text(node),
                    "checked": states.get("checked") == "true",
                }
            )
        for child in node.get("childIds", ()):
            if child in by_id:
                walk(by_id[child])

    walk(tree[0])
    return found
