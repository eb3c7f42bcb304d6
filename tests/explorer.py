"""Uses the explorer in headless Chromium as people do, and compares its plans with those of the program.

    python3 explorer.py CHROMIUM CERTPATH INDEX.html [AXE.min.js]

Asks QUESTIONS (100) random questions of SEED (1). Exits with 0 if the page does what it should and each of its answers is, byte by byte, that of
the program. With axe-core the page is looked at for what keeps people out. Only the standard library is used.
"""

import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

from browser import Browser

DAY = "2026-11-22"
LISTS = pathlib.Path(__file__).resolve().parent / "lists"


class Page(Browser):
    """The explorer in a browser."""

    def load(self, address, hash=""):
        # A new fragment alone would not load the page anew.
        self.open("about:blank")
        self.open(address + hash)
        self.value("certpath.ready")
        self.settle()
        # What is drawn last moves what is below it: a click would miss it.
        self.until("document.querySelector('#drawn svg') !== null")

    def click(self, selector):
        """Clicks a thing once it moves no more."""
        place = None
        while (now := self.middle(selector)) != place:
            place = now
            time.sleep(0.05)
        super().click(selector)

    def settle(self):
        """Waits until the page shows the answer to what it is asked."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            words = self.text("#status")
            if words not in ("Planning", "Loading the planner", "") and self.value("document.querySelector('#stop').hidden"):
                want = self.value("document.querySelectorAll('#want li').length")
                if want == 0 or self.value("certpath.latest() !== ''") or words.startswith(("There is no", "Stopped")):
                    return
            time.sleep(0.02)
        raise TimeoutError(f"no answer: {self.text('#status')}")

    def text(self, selector):
        return self.value(f"document.querySelector({json.dumps(selector)})?.textContent ?? ''")

    def count(self, selector):
        return self.value(f"document.querySelectorAll({json.dumps(selector)}).length")

    def until(self, expression):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if self.value(expression):
                return
            time.sleep(0.02)
        raise TimeoutError(expression)

    def request(self, word, text):
        """What the planner in the page answers."""
        return self.value(f"certpath.ask({json.dumps(word)}, {json.dumps(text)})")

    def find(self, text):
        """Types into the search and waits for what is found."""
        self.value("(() => { const field = document.querySelector('#search'); field.value = ''; field.oninput(); })()")
        self.until("document.querySelector('#found').textContent === ''")
        self.click("#search")
        self.type(text)
        self.until("document.querySelector('#found').textContent !== ''")

    def tap(self, selector):
        x, y = self.middle(selector)
        self.ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def size(self, width, height, is_phone=False):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=is_phone)
        self.ask("Emulation.setTouchEmulationEnabled", enabled=is_phone)

    def outside(self, address):
        """What the console said as an error, and what was asked from outside: what is in the page itself is not."""
        inside = ("request: " + address, "request: blob:", "request: data:", "request: about:blank")
        return [one for one in self.complaints(address) if not one.startswith(inside)]


def program(certpath, *words, stdin=""):
    done = subprocess.run([certpath, *words], input=stdin, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def random_lines(certpath, number, seed):
    """Questions as people have them, and some that nobody has."""
    choose = random.Random(seed)
    ids = program(certpath, "list", "certs", "--status", "all", "-f", "ids").split()
    open_ids = program(certpath, "list", "certs", "-f", "ids").split()
    codes = program(certpath, "list", "exams", "--status", "all", "-f", "ids").split()
    roles = program(certpath, "list", "roles", "-f", "ids").split()

    def holding():
        name = choose.choice(choose.choice([ids, codes]))
        if choose.random() < 0.5:
            name += f"@20{choose.randint(19, 25)}-0{choose.randint(1, 9)}-1{choose.randint(0, 9)}"
        return name

    for _ in range(number):
        line = {"have": [holding() for _ in range(choose.choice([0, 0, 1, 1, 2, 3, 6]))]}
        line["want"] = choose.sample(choose.choice([open_ids, open_ids, open_ids, ids]), choose.choice([1, 1, 1, 2]))
        line["as_of"] = choose.choice([DAY, DAY, "2026-01-31", "2027-06-30"])
        line["minimize"] = choose.choice(["exams", "price", "days"])
        if choose.random() < 0.3:
            line["alternatives"] = choose.choice([2, 3, 5])
        if choose.random() < 0.5:
            line["why"] = True
        if choose.random() < 0.2:
            line["avoid"] = [choose.choice(codes)]
        if choose.random() < 0.1:
            line["want_any"] = ["role:" + choose.choice(roles)]
        if choose.random() < 0.2:
            line["details"] = True
        if choose.random() < 0.1:
            line["with_recommended"] = True
        if choose.random() < 0.1:
            line["budget"] = choose.choice([100, 500, 2000])
        if choose.random() < 0.1:
            line["id"] = choose.choice([7, "x", None, {"a": [1, 2.50]}])
        yield json.dumps(line)


def check_answers(page, certpath, number, seed):
    lines = list(random_lines(certpath, number, seed))
    native = program(certpath, "plan", "--batch", "-", "--no-profile", stdin="\n".join(lines)).splitlines()
    assert len(native) == number
    times = []
    for line, expected in zip(lines, native):
        start = time.monotonic()
        answer = page.request("plan", line)["text"]
        times.append(time.monotonic() - start)
        assert answer == expected + "\n", f"{line}\n{answer}\n{expected}"
    plans = sum('"no_plan"' not in expected for expected in native)
    assert plans > number / 2, f"most questions have a plan: {plans}"
    return plans, times


def check_question(page, address, certpath):
    page.load(address)
    assert page.text("#status") == "Say what you hold, and set a goal"
    assert page.count("#provider option") > 80, "every provider and role can be browsed"
    page.find("az 204")
    assert page.text("#results .name") == "AZ-204", "what is called so comes first"
    page.click("#results button")
    page.value(f"(() => {{ const on = document.querySelector('#on'); on.value = '{DAY}'; on.onchange(); }})()")
    page.find("devops engineer expert")
    assert page.text("#results .name") == "DevOps Engineer Expert"
    page.click("#results button.goal")
    page.settle()
    page.until("certpath.latest() !== ''")
    line = page.value("certpath.line()")
    wanted = {"have": ["AZ-204"], "want": ["devops-engineer-expert"], "as_of": DAY, "minimize": "exams", "alternatives": 1, "why": True}
    assert json.loads(line) == wanted, line
    expected = program(certpath, "plan", "--batch", "-", "--no-profile", stdin=line)
    assert page.value("certpath.latest()") == expected, "the plan is the program's"
    assert page.count(".step") == 1 and "AZ-400" in page.text(".step")
    assert page.text("#status").startswith("1 exam, 165 USD"), page.text("#status")
    assert page.count("#picture svg") == 1, "with its picture"

    words = ["plan", "--no-profile", "--have", "AZ-204", "--want", "devops-engineer-expert", "--as-of", DAY, "-q"]
    for word, format in [("json", ["json", "--why"]), ("picture", ["svg"]), ("checklist", ["checklist"])]:
        assert page.request(word, line)["text"] == program(certpath, *words, "-f", *format), word

    page.value("document.querySelector('#have input').value = '2025-03-01'")
    page.value("document.querySelector('#have input').onchange()")
    page.settle()
    dated = page.value("certpath.line()")
    assert json.loads(dated)["have"] == ["AZ-204@2025-03-01"], dated
    upkeep = json.dumps({"have": ["CKA@2025-02-10"], "want": ["cks"], "as_of": DAY})
    words = ["plan", "--no-profile", "--have", "CKA@2025-02-10", "--want", "cks", "--as-of", DAY, "-q", "-f", "ics"]
    days = subprocess.run([certpath, *words], capture_output=True, check=True).stdout.decode()
    assert page.request("calendar", upkeep)["text"] == days, "the calendar is the program's"

    page.value("(() => { const plans = document.querySelector('#alternatives'); plans.value = '3'; plans.onchange(); })()")
    page.settle()
    page.value("(() => { const cost = document.querySelector('#minimize'); cost.value = 'price'; cost.onchange(); })()")
    page.settle()
    page.until("certpath.latest() !== ''")
    shown, hash = page.value("certpath.latest()"), page.value("location.hash")
    assert hash == f"#have=AZ-204@2025-03-01&want=devops-engineer-expert&on={DAY}&minimize=price&alternatives=3", hash
    page.load(address, hash)
    assert page.value("certpath.latest()") == shown, "the link gives the same"
    page.load(address, f"#have=AZ-204&want=devops-engineer&on={DAY}")
    assert page.value("location.hash") == f"#have=AZ-204&want=devops-engineer-expert&on={DAY}", "a link may name things otherwise"
    page.load(address, f"#have=no-such-thing&want=devops-engineer&on={DAY}")
    assert "no-such-thing" in page.text("#problems"), "what a link names and nobody knows is said"
    page.load(address, f"#want=cks&on={DAY}")
    page.click(".step button + button")
    page.until("location.hash.includes('avoid=')")
    page.settle()
    assert json.loads(page.value("certpath.line()"))["avoid"] == ["exam:CKA"], "an exam that its certification is called by too"
    assert page.text("#status") == "There is no plan"
    page.load(address, f"#want=AZ-303&on={DAY}")
    page.until("document.querySelector('#plan pre') !== null")
    assert page.text("#status") == "There is no plan" and "AZ-303" in page.text("#plan pre")


def check_poster(page, address):
    """The poster is the way in: its cards are held, or made the goal, by mouse, touch and keyboard."""
    def card(name):
        return f"#drawn [role=button]:has([aria-label*='{name}'])"

    def shown(name):
        return page.value(f"document.querySelector({json.dumps(card(name))}).querySelector('[aria-label]').getAttribute('aria-label')")

    page.load(address)
    page.until("document.querySelector('#drawn svg') !== null")
    assert page.value("document.querySelector('#provider').value") == "provider:microsoft", "the largest first"
    for kind in ["provider:cncf", "provider:microsoft", "role:developer"]:
        page.value(f"(() => {{ const one = document.querySelector('#provider'); one.value = '{kind}'; return one.onchange(); }})()")
        cards = page.count("#drawn .card")
        assert cards > 10 and cards == page.count("#drawn [role=button]") == page.count("#certifications li"), "each card answers"
    page.value("(() => { const one = document.querySelector('#provider'); one.value = 'provider:microsoft'; return one.onchange(); })()")
    page.click(card("Azure Administrator Associate"))
    assert page.value("document.activeElement.closest('#card') !== null"), "the focus moves to what can be done"
    page.press("Escape")
    assert page.value("document.querySelector('#card').hidden"), "escape closes it"
    assert page.value(f"document.activeElement === document.querySelector({json.dumps(card('Azure Administrator Associate'))})"), "and returns the focus"
    page.press("Enter")
    page.click("#card button")
    page.until("document.querySelector('#drawn .held') !== null")
    assert shown("Azure Administrator Associate").startswith("Held: "), "a tick"
    assert page.count("#drawn .ring.thick") >= 2, "rings round what is one exam away from it"
    page.click(card("DevOps Engineer Expert"))
    page.click("#card .goal")
    page.settle()
    page.until("document.querySelectorAll('.step').length === 1")
    assert shown("DevOps Engineer Expert").startswith("Your goal: ") and page.text(".goal-mark") == "your goal"
    assert page.value("document.querySelector('#answer').getBoundingClientRect().top") < 10, "the plan comes into sight"
    page.size(390, 844, is_phone=True)
    page.load(address)
    page.until("document.querySelector('#drawn svg') !== null")
    assert page.value("document.querySelector('#drawn .name').getBoundingClientRect().height") >= 12, "text is read on a phone"
    page.tap(card("Fabric Data Engineer Associate"))
    page.until("!document.querySelector('#card').hidden")
    page.tap("#card .goal")
    page.settle()
    page.until("document.querySelectorAll('.step').length === 1")
    page.size(1280, 900)


def check_list(page, address, certpath):
    for name in ["linkedin.csv", "credly.json", "plain.txt", "groups.yaml"]:
        page.load(address, f"#on={DAY}")
        path = LISTS / name
        expected = json.loads(program(certpath, "profile", "import", "--dry-run", str(path), "-f", "json", "--as-of", DAY))
        page.value(f"document.querySelector('#list').value = {json.dumps(path.read_text())}")
        page.value("document.querySelector('#paste').open = true")
        page.click("#read")
        page.until("document.querySelector('#understood p') !== null")
        read, left = len(expected["imported"]), len(expected["not_imported"])
        assert page.text("#understood p") == f"{read} understood, {left} not", name
        assert page.count("#understood tbody tr") == read + left, "nothing is dropped in silence"
        page.click("#understood button.goal")
        page.until(f"document.querySelectorAll('#have li').length === {len({one['entry'] for one in expected['imported']})}")
        assert page.value("document.querySelector('#paste').open") == (left > 0), "the list is closed once nothing of it is left"


def check_stop(page, address):
    page.load(address)
    hard = {"want_any": [["level:expert", "level:professional"]], "alternatives": 100000, "time_limit": 1e6, "as_of": DAY}
    page.value(f"void (window.hard = certpath.ask('plan', {json.dumps(json.dumps(hard))}, true))")
    time.sleep(0.3)
    page.value("document.querySelector('#stop').onclick()")
    start = time.monotonic()
    assert page.value("window.hard")["stopped"], "a question can be stopped"
    easy = page.request("plan", json.dumps({"want": ["AZ-900"], "as_of": DAY}))
    assert '"AZ-900"' in easy["text"] and time.monotonic() - start < 10, "and the next one is answered"


def check_downloads(page, address, certpath):
    with tempfile.TemporaryDirectory() as folder:
        page.ask("Page.setDownloadBehavior", behavior="allow", downloadPath=folder)
        page.load(address, f"#have=AZ-204&want=devops-engineer-expert&on={DAY}")
        page.click("[data-export=json]")
        file = pathlib.Path(folder) / "certpath.json"
        end = time.monotonic() + 20
        while not file.exists() and time.monotonic() < end:
            time.sleep(0.05)
        expected = program(certpath, "plan", "--no-profile", "--have", "AZ-204", "--want", "devops-engineer-expert", "--as-of", DAY, "--why", "-q", "-f", "json")
        assert file.read_text() == expected, "the file is what the program writes"


def check_speed(page, address):
    """How long it takes from the click on a goal until its plan and picture are drawn; a few, since others use the machine too."""
    times = []
    for goal in ["devops-engineer-expert", "golden-kubestronaut", "salesforce-technical-architect"] * 3:
        page.load(address, f"#on={DAY}")
        page.find(goal)
        times.append(page.value("""(async () => {
            const start = performance.now();
            document.querySelector("#results button.goal").click();
            const frame = () => new Promise(requestAnimationFrame);
            while (!document.querySelector("#picture svg") || !document.querySelector(".step")) await frame();
            await frame();
            return performance.now() - start;
        })()"""))
    median = statistics.median(times)
    assert median < 100, f"plan and picture within 100 ms: {times}"
    return median


def check_phone(page, address):
    page.size(390, 844, is_phone=True)
    page.load(address)
    page.tap("#search")
    assert page.value("document.activeElement.id") == "search", "a tap gets there"
    page.type("cks")
    page.until("document.querySelector('#results button.goal') !== null")
    page.tap("#results button.goal")
    page.settle()
    page.until("document.querySelectorAll('.step').length > 0")
    for what in ["#browse details", "#paste"]:
        page.value(f"document.querySelector('{what}').open = true")
    wide = page.value("document.documentElement.scrollWidth")
    assert wide <= 390, f"nothing scrolls sideways: {wide}"
    small = page.value("[...document.querySelectorAll('button')].filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44).length")
    assert small == 0, "what is tapped is large enough"


def check_keyboard(page, address):
    page.load(address)
    page.press("/")
    assert page.value("document.activeElement.id") == "search"
    page.type("cka")
    page.until("document.querySelector('#results button') !== null")
    page.press("Enter")
    assert page.value("document.activeElement.textContent") == "I hold it", "enter goes to what is found"


def check_access(page, address, axe):
    script = pathlib.Path(axe).read_text()
    for scheme in ["light", "dark"]:
        for width, is_phone in [(1280, False), (390, True)]:
            page.size(width, 844, is_phone)
            page.media(scheme=scheme)
            for hash in ["", f"#have=AZ-204,CKA@2025-02-10&want=devops-engineer-expert,cks&on={DAY}&alternatives=2", f"#want=AZ-303&on={DAY}"]:
                page.load(address, hash)
                page.value("document.querySelector('#list').value = 'AZ-104\\nSomething else\\nAdministrator'")
                page.value("document.querySelector('#paste').open = true")
                page.value("document.querySelector('#read').onclick()")
                page.value("(() => { const one = document.querySelector('#provider'); one.value = 'provider:cncf'; return one.onchange(); })()")
                page.value("document.querySelector('#browse details').open = true")
                page.click("#drawn [role=button]")
                page.find("az")
                page.value(script + "; 0")
                found = page.value("axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html, failureSummary }) => [html.slice(0, 300), failureSummary])]))")
                assert found == [], f"{scheme}, {width}, {hash}: {json.dumps(found, indent=1)}"


def main():
    chromium, certpath, index, *axe = sys.argv[1:]
    number, seed = int(os.environ.get("QUESTIONS", "100")), int(os.environ.get("SEED", "1"))
    address = pathlib.Path(index).resolve().as_uri()
    page = Page(chromium)
    complaints = []
    try:
        page.size(1280, 900)
        check_question(page, address, certpath)
        complaints += page.outside(address)
        check_poster(page, address)
        complaints += page.outside(address)
        check_list(page, address, certpath)
        complaints += page.outside(address)
        check_keyboard(page, address)
        check_downloads(page, address, certpath)
        complaints += page.outside(address)
        check_stop(page, address)
        plans, times = check_answers(page, certpath, number, seed)
        print(f"{number} questions equal, {plans} with a plan; median {1000 * statistics.median(times):.1f} ms, longest {1000 * max(times):.0f} ms")
        complaints += page.outside(address)
        print(f"plan and picture {check_speed(page, address):.0f} ms after the click, median")
        check_phone(page, address)
        complaints += page.outside(address)
        if axe:
            check_access(page, address, axe[0])
            complaints += page.outside(address)
    finally:
        page.close()
    assert not complaints, "\n".join(complaints)


if __name__ == "__main__":
    main()
