"""Opens pages of certpath in headless Chromium and uses them as a reader would.

    python3 browser.py CHROMIUM PAGE.html...
    python3 browser.py CHROMIUM --mermaid mermaid.min.js GRAPH.mmd...

Exits with 0 if every page does what it should, writes nothing to the console of the browser as an error and asks
for nothing from outside; or if Mermaid reads and draws every graph: then it prints for each, one a line in JSON, the
texts of the nodes and how many lines there are. Only the standard library is used: the browser is told what to do through a pipe, in the
words of the Chrome DevTools Protocol (https://chromedevtools.github.io/devtools-protocol/).
"""

import fcntl
import json
import os
import pathlib
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


def check(browser, path):
    address = pathlib.Path(path).resolve().as_uri()
    browser.open(address)
    shown = "!document.getElementById('details').hidden"
    details = "document.getElementById('details').textContent"
    visible_rows = "document.querySelectorAll('tbody tr:not([hidden])').length"
    node = ".node.certification"
    number = browser.value(f"Number(document.querySelector('{node}').id.slice(1))")
    known = "JSON.parse(document.getElementById('nodes').textContent)"
    name = browser.value(f"{known}[{number}].name")
    title = browser.value(f"{known}[{number}].title")
    rows = browser.value(visible_rows)
    assert rows == browser.value(f"{known}.filter((node) => node.named).length"), "a row for each name"
    assert not browser.value(shown), "no details before a click"

    browser.point(f"{node} .box")
    assert browser.value("document.querySelector('svg.certpath.pointed') !== null"), "pointing marks what is near"
    browser.click(f"{node} .box")
    assert browser.value(shown), "a click shows details"
    assert title in browser.value(details) and name in browser.value(details), "they are those of the node"
    link = browser.value("document.querySelector('#details a').href")
    assert link.startswith("https://"), "they link to the provider"
    assert browser.value("location.href") == address, "the click does not leave the page"
    browser.click("#details .close")
    assert not browser.value(shown), "details can be closed"

    browser.click("#search")
    browser.type(name)
    found = browser.value("document.getElementById('found').textContent")
    assert found.endswith(" found") and int(found.split()[0]) >= 1, f"the search finds {name}"
    left = browser.value(visible_rows)
    assert 1 <= left <= rows, "the table shows what is found"
    browser.type(" no such thing")
    assert browser.value("document.getElementById('found').textContent") == "0 found"
    assert browser.value(visible_rows) == 0, "nothing is shown where nothing is found"
    browser.press("Escape")
    assert browser.value(visible_rows) == rows, "escape shows everything again"

    browser.click("tbody tr:last-child td")
    assert browser.value(shown), "a click on a row shows details"
    browser.press("Escape")
    if not browser.value("document.getElementById('fit').checked"):
        browser.click("#fit")
    wide = "document.querySelector('#drawing svg').getBoundingClientRect().width"
    assert browser.value(f"{wide} <= innerWidth"), "the drawing can be fitted to the window"

    ground = "getComputedStyle(document.body).backgroundColor"
    browser.media(scheme="light")
    light = browser.value(ground)
    browser.media(scheme="dark")
    assert browser.value(ground) != light, "there is a dark look"
    browser.media(media="print")
    hidden = "getComputedStyle(document.querySelector('.search')).display"
    assert browser.value(hidden) == "none", "what cannot be used on paper is not printed"
    browser.media()

    complaints = browser.complaints(address)
    assert not complaints, "\n".join(complaints)


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
        for path in paths:
            check(browser, path)
    finally:
        browser.close()


if __name__ == "__main__":
    main()
