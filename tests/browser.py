"""Opens pages of certpath in headless Chromium and uses them as a reader would.

    python3 browser.py CHROMIUM [--axe axe.min.js] PAGE.html...
    python3 browser.py CHROMIUM --mermaid mermaid.min.js GRAPH.mmd...

Exits with 0 if every page does what it should, writes nothing to the console of the browser as an error, asks for
nothing from outside, and axe-core, where it is given, finds nothing; or if Mermaid reads and draws every graph: then it prints for each, one a line in JSON, the
texts of the nodes and how many lines there are. Only the standard library is used: the browser gets its commands through a pipe, in the
words of the Chrome DevTools Protocol (https://chromedevtools.github.io/devtools-protocol/).
"""

import base64
import fcntl
import json
import os
import pathlib
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

PATIENCE = 60


class Browser:
    """A headless Chromium, with one page."""

    def __init__(self, program):
        self.profile = tempfile.mkdtemp(prefix="certpath-browser-")
        their_in, self.out = os.pipe()
        self.inn, their_out = os.pipe()
        # the browser reads from 3 and writes to 4, so nothing else may be there
        their_in = fcntl.fcntl(their_in, fcntl.F_DUPFD, 20)
        their_out = fcntl.fcntl(their_out, fcntl.F_DUPFD, 20)

        def hand_over():
            os.dup2(their_in, 3)
            os.dup2(their_out, 4)

        self.process = subprocess.Popen(
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--window-size=1400,900",
                "--remote-debugging-pipe",
                f"--user-data-dir={self.profile}",
                "about:blank",
            ],
            preexec_fn=hand_over,
            pass_fds=(3, 4),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(their_in)
        os.close(their_out)
        self.buffer = b""
        self.number = 0
        self.session = None
        self.events = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.ask(f"{domain}.enable")

    def close(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def read(self, until):
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.inn], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser does not answer")
            part = os.read(self.inn, 1 << 16)
            if not part:
                raise EOFError("the browser has ended")
            self.buffer += part
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + PATIENCE
        while True:
            answer = self.read(until)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, address):
        self.events = []
        self.ask("Page.navigate", url=address)
        until = time.monotonic() + PATIENCE
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read(until))

    def value(self, expression):
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def middle(self, selector):
        """The middle of an element, scrolled into view."""
        where = f"""(() => {{
            const element = document.querySelector({json.dumps(selector)});
            element.scrollIntoView({{ block: "center", inline: "center" }});
            const box = element.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }})()"""
        return self.value(where)

    def mouse(self, kind, selector, **more):
        x, y = self.middle(selector)
        self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def point(self, selector):
        self.mouse("mouseMoved", selector)

    def click(self, selector):
        for kind in ["mousePressed", "mouseReleased"]:
            self.mouse(kind, selector, button="left", clickCount=1)

    def type(self, text):
        self.ask("Input.insertText", text=text)

    def press(self, key):
        for kind in ["keyDown", "keyUp"]:
            self.ask("Input.dispatchKeyEvent", type=kind, key=key)

    def settle(self):
        """Waits until what has happened is drawn."""
        self.value("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def media(self, media="", scheme="light"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=media, features=features)

    def complaints(self, address):
        """What the console said as an error, and what was asked from outside."""
        found = []
        for event in self.events:
            method, params = event["method"], event["params"]
            if method == "Runtime.exceptionThrown":
                found.append(f"exception: {params['exceptionDetails']}")
            elif method == "Runtime.consoleAPICalled" and params["type"] in ["error", "warning", "assert"]:
                found.append(f"console: {params['args']}")
            elif method == "Log.entryAdded" and params["entry"]["level"] in ["error", "warning"]:
                found.append(f"log: {params['entry']}")
            elif method == "Network.requestWillBeSent" and params["request"]["url"] != address:
                found.append(f"request: {params['request']['url']}")
            elif method == "Page.javascriptDialogOpening":
                found.append(f"dialog: {params['message']}")
        return found


def check(browser, path, axe):
    address = pathlib.Path(path).resolve().as_uri()
    browser.open(address)
    uses_details(browser, address)
    searches(browser)
    moves(browser)
    links(browser, address)
    chooses_plans(browser)
    looks(browser)
    keeps_forced_colors(browser)
    prints(browser)
    begins(browser, address)
    if axe:
        is_accessible(browser, axe)
    complaints = browser.complaints(address)
    assert not complaints, "\n".join(complaints)


SHOWN = "!document.getElementById('details').hidden"
ROWS = "document.querySelectorAll('tbody tr:not([hidden])').length"
NODE = ".node.certification"
VIEW = "document.querySelector('#drawing svg').getAttribute('viewBox')"


def known(browser):
    """Number, name and title of a node."""
    number = browser.value(f"Number(document.querySelector('{NODE}').id.slice(1))")
    nodes = "JSON.parse(document.getElementById('nodes').textContent)"
    return browser.value(f"[{number}, {nodes}[{number}].name, {nodes}[{number}].title]")


def uses_details(browser, address):
    details = "document.getElementById('details').textContent"
    focus = "document.activeElement"
    _, name, title = known(browser)
    nodes = "JSON.parse(document.getElementById('nodes').textContent)"
    assert browser.value(ROWS) == browser.value(f"{nodes}.filter((node) => node.named).length"), "a row for each name"
    assert not browser.value(SHOWN), "no details before a click"
    browser.point(f"{NODE} .box")
    assert browser.value("document.querySelector('svg.certpath.pointed') !== null"), "pointing marks what is near"
    browser.click(f"{NODE} .box")
    assert browser.value(SHOWN), "a click shows details"
    assert title in browser.value(details) and name in browser.value(details), "they are those of the node"
    link = browser.value("document.querySelector('#details a').href")
    assert link.startswith("https://"), "they link to the provider"
    assert browser.value("location.href.split('#')[0]") == address, "the click does not leave the page"
    assert browser.value(f"{focus}.closest('#details') !== null"), "the focus moves into the details"
    browser.click("#details .close")
    assert not browser.value(SHOWN), "details can be closed"
    for key in [" ", "Enter"]:
        browser.value("document.querySelector('tbody tr:last-child').focus()")
        browser.press(key)
        assert browser.value(SHOWN), f"a row answers {key!r}"
        browser.press("Escape")
        assert not browser.value(SHOWN), "escape closes the details"
        assert browser.value(f"{focus}.matches('tbody tr:last-child')"), "and returns the focus"
    browser.click("tbody tr:last-child td")
    assert browser.value(SHOWN), "a click on a row shows details"
    browser.press("Escape")
    lit = "document.querySelectorAll('.node.near').length"
    browser.value("document.querySelector('tbody tr').focus()")
    assert browser.value(lit) >= 1, "what is focused lights up with its chain"


def searches(browser):
    _, name, _ = known(browser)
    rows = browser.value(ROWS)
    found = "document.getElementById('found').textContent"
    browser.value("scrollTo(0, document.body.scrollHeight)")
    assert browser.value("document.getElementById('search').getBoundingClientRect().top") >= 0, "the search stays in sight"
    browser.value("document.getElementById('search').focus()")
    browser.type(name)
    said = browser.value(found)
    assert said.endswith(" found") and int(said.split()[0]) >= 1, f"the search finds {name}"
    assert 1 <= browser.value(ROWS) <= rows, "the table shows what is found"
    browser.press("Enter")
    assert browser.value(found).startswith("1 of "), "enter goes to the first hit"
    seen = """(() => {
        const box = document.querySelector('.node.hit .box').getBoundingClientRect();
        const frame = document.getElementById('drawing').getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return frame.left <= x && x <= frame.right && frame.top <= y && y <= frame.bottom && 0 <= y && y <= innerHeight;
    })()"""
    assert browser.value(seen), "and it can be seen"
    browser.type(" no such thing")
    assert browser.value(found) == "0 found"
    assert browser.value(ROWS) == 0, "nothing is shown where nothing is found"
    browser.press("Escape")
    assert browser.value(ROWS) == rows, "escape shows everything again"


def moves(browser):
    browser.value("document.activeElement.blur()")
    browser.press("0")
    width = "document.querySelector('#drawing svg').viewBox.baseVal.width"
    fitted = browser.value(width)
    browser.mouse("mouseWheel", "#drawing", deltaX=0, deltaY=-200)
    browser.settle()
    near = browser.value(width)
    assert near < fitted, "the wheel zooms"
    before = browser.value(VIEW)
    x, y = browser.middle("#drawing")
    for kind, by in [("mousePressed", 0), ("mouseMoved", 30), ("mouseMoved", 60), ("mouseReleased", 60)]:
        browser.ask("Input.dispatchMouseEvent", type=kind, x=x + by, y=y + by, button="left", buttons=1, clickCount=1)
    assert browser.value(VIEW) != before, "dragging moves"
    assert not browser.value(SHOWN), "and does not open what is under it"
    before = browser.value(width)
    points = lambda by: [{"x": x - by, "y": y, "id": 1}, {"x": x + by, "y": y, "id": 2}]
    browser.ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=points(40))
    for by in [60, 80, 100]:
        browser.ask("Input.dispatchTouchEvent", type="touchMove", touchPoints=points(by))
    browser.ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    assert browser.value(width) < before, "two fingers zoom"
    browser.press("0")
    assert abs(browser.value(width) - fitted) < 1, "0 fits"


def links(browser, address):
    _, name, title = known(browser)
    browser.value(f"location.hash = encodeURIComponent({json.dumps(name)})")
    browser.settle()
    assert title in browser.value("document.getElementById('details').textContent"), "a link leads to a node"
    browser.press("Escape")


def chooses_plans(browser):
    if not browser.value("document.querySelector('[role=tab]') !== null"):
        return
    seen = "[...document.querySelectorAll('.plan')].map((plan) => !plan.hidden)"
    assert browser.value(seen).count(True) == 1, "one plan is shown"
    browser.click("[role=tab]:last-of-type")
    assert browser.value(seen)[-1] and browser.value(seen).count(True) == 1, "a tab shows another"


def looks(browser):
    ground = "getComputedStyle(document.body).backgroundColor"
    browser.media(scheme="light")
    light = browser.value(ground)
    browser.media(scheme="dark")
    assert browser.value(ground) != light, "there is a dark look"
    browser.media(media="print")
    hidden = "getComputedStyle(document.querySelector('.search')).display"
    assert browser.value(hidden) == "none", "what cannot be used on paper is not printed"
    browser.media()
    for width in [390, 830, 1280]:
        size = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 400}
        browser.ask("Emulation.setDeviceMetricsOverride", **size)
        browser.settle()
        wide = browser.value("document.documentElement.scrollWidth")
        assert wide <= width, f"nothing scrolls sideways at {width}: {wide}"
    browser.ask("Emulation.clearDeviceMetricsOverride")


def keeps_forced_colors(browser):
    """Where the reader has forced two colors, every text and line of a drawing has the one, and every ground the other."""
    features = [{"name": "forced-colors", "value": "active"}, {"name": "prefers-color-scheme", "value": "light"}]
    browser.ask("Emulation.setEmulatedMedia", media="", features=features)
    of = lambda what, color: browser.value(
        f"""[...new Set([...document.querySelectorAll('svg {what}')].map((one) => getComputedStyle(one).{color}))]"""
    )
    ground, text = browser.value("(() => { const { backgroundColor, color } = getComputedStyle(document.body); return [backgroundColor, color]; })()")
    assert set(of("text", "fill")) == {text}, f"{of('text', 'fill')} {text}"
    for what in [".paper", ".box", ".band", ".sign"]:
        assert set(of(what, "fill")) <= {ground}, f"{what}: {of(what, 'fill')} {ground}"
    assert set(of(".line", "stroke")) <= {text}, of(".line", "stroke")
    browser.media()


def prints(browser):
    """A poster that is made for a sheet fills it, and takes no second one."""
    styles = browser.value("[...document.querySelectorAll('figure > style')].map((style) => style.textContent).join()")
    size = re.findall(r"size: (\d+)mm (\d+)mm", styles)
    if not size:
        return
    printed = base64.b64decode(browser.ask("Page.printToPDF", preferCSSPageSize=True)["data"])
    sheets = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
    points = [float(length) / 25.4 * 72 for length in size[0]]
    assert len(sheets) == 1, f"one sheet: {sheets}"
    assert all(abs(float(printed) - wanted) < 2 for printed, wanted in zip(sheets[0], points)), f"{sheets} {points}"


def begins(browser, address):
    """On a phone something of the drawing is seen at once, and what a plan begins with in the middle."""
    complaints = browser.complaints(address)
    browser.ask("Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=1, mobile=True)
    browser.open(address)
    browser.settle()
    seen = """[...document.querySelectorAll('.node .box')].filter((box) => {
        const [{ left, top, right, bottom }, frame] = [box, document.getElementById('drawing')].map((one) => one.getBoundingClientRect());
        return left < frame.right - 40 && frame.left + 40 < right && top < frame.bottom - 10 && frame.top + 10 < bottom;
    }).map((box) => box.closest('.node').id)"""
    nodes = "JSON.parse(document.getElementById('nodes').textContent)"
    first = browser.value(f"{nodes}.findIndex((node) => /^step 1\\b/.test(node.role))")
    shown = browser.value(seen)
    assert shown if first < 0 else f"n{first}" in shown, f"nothing to be seen at first: {shown}"
    browser.ask("Emulation.clearDeviceMetricsOverride")
    assert not complaints, "\n".join(complaints)


def is_accessible(browser, axe):
    browser.value(pathlib.Path(axe).read_text() + "; 0")
    for scheme in ["light", "dark"]:
        browser.media(scheme=scheme)
        found = browser.value(
            """axe.run().then((result) => result.violations.map((found) =>
                `${found.id}: ${found.help}: ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`))"""
        )
        assert not found, f"axe-core, {scheme}: " + "\n".join(found)
    browser.media()


def draw_with_mermaid(browser, library, paths):
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.html"
        script = pathlib.Path(library).resolve().as_uri()
        page.write_text(f"<!doctype html><meta charset=utf-8><script src='{script}'></script><body>")
        browser.open(page.as_uri())
    for path in paths:
        text = json.dumps(pathlib.Path(path).read_text())
        drawn = browser.value(
            f"""(async () => {{
                mermaid.initialize({{ startOnLoad: false }});
                await mermaid.parse({text});
                document.body.innerHTML = (await mermaid.render("drawing", {text})).svg;
                const texts = [...document.querySelectorAll(".node")].map((node) => node.textContent);
                return {{ texts, lines: document.querySelectorAll(".flowchart-link").length }};
            }})()"""
        )
        print(json.dumps(drawn))
    complaints = browser.complaints("")
    asked = f"request: {script}"
    outside = [complaint for complaint in complaints if complaint not in (asked, f"request: {page.as_uri()}")]
    assert not outside, "\n".join(outside)


def main():
    program, *paths = sys.argv[1:]
    browser = Browser(program)
    try:
        if paths[0] == "--mermaid":
            draw_with_mermaid(browser, paths[1], paths[2:])
            return
        axe = None
        if paths[0] == "--axe":
            _, axe, *paths = paths
        for path in paths:
            try:
                check(browser, path, axe)
            except AssertionError as error:
                raise AssertionError(f"{path}: {error}") from error
    finally:
        browser.close()


if __name__ == "__main__":
    main()
