"use strict";
(() => {
  const get = (id) => document.getElementById(id);
  const make = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter((child) => child !== null));
    return made;
  };
  const button = (text, label, click, className = "") => {
    const made = make("button", { type: "button", textContent: text, className, onclick: click });
    if (label) made.setAttribute("aria-label", `${text}: ${label}`);
    return made;
  };

  // ---- the planner, in a worker that can be stopped

  const workerCode = get("worker").textContent;
  const waiting = new Map();
  let worker = null;
  let wasm = null;
  let questions = 0;

  /** Waits until the page is seen, or is in the background. */
  const painted = () =>
    new Promise((done) => {
      requestAnimationFrame(() => setTimeout(done));
      setTimeout(done, 100);
    });

  const load = async () => {
    await painted();
    const letters = atob(get("wasm").textContent);
    const packed = new Uint8Array(letters.length);
    for (let place = 0; place < letters.length; place++) packed[place] = letters.charCodeAt(place);
    get("wasm").remove();
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    wasm = await WebAssembly.compile(await new Response(unpacked).arrayBuffer());
    start();
  };

  const start = () => {
    worker?.terminate();
    const address = URL.createObjectURL(new Blob([workerCode], { type: "text/javascript" }));
    worker = new Worker(address);
    URL.revokeObjectURL(address);
    worker.onmessage = ({ data }) => {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.broken) start();
      asked?.answer(data);
    };
    worker.postMessage({ module: wasm });
    for (const [id, { question }] of waiting) worker.postMessage({ id, question });
  };

  /** Asks the planner; the answer has a `text`, or a `problem`. What `canStop` is not worth waiting for once it is stopped. */
  const ask = (word, text, canStop = false) =>
    new Promise((answer) => {
      const id = ++questions;
      const question = `${word}\n${text}`;
      waiting.set(id, { question, answer, canStop });
      worker?.postMessage({ id, question });
    });
  const about = (word, text) => ask(word, `${state.on}\n${text}`);
  const parsed = ({ text, problem }) => (problem ? { problem } : JSON.parse(text));

  const stop = () => {
    const stopped = [...waiting].filter(([, { canStop }]) => canStop);
    if (stopped.length === 0) return;
    for (const [id, { answer }] of stopped) {
      waiting.delete(id);
      answer({ stopped: true, problem: { error: "stopped" } });
    }
    start();
  };

  // ---- what is asked

  const today = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };
  const nothing = () => ({ have: [], want: [], avoid: [], on: today(), minimize: "exams", alternatives: 1 });
  let state = nothing();

  const held = ({ name, on, until }) => name + (until ? `@${on ?? ""}..${until}` : on ? `@${on}` : "");
  const names = (entries) => entries.map(({ name }) => name);

  /** Returns the line of a batch that asks for what the page shows. */
  const line = () => {
    const request = { have: state.have.map(held), want: names(state.want) };
    if (state.avoid.length > 0) request.avoid = names(state.avoid);
    request.as_of = state.on;
    request.minimize = state.minimize;
    request.alternatives = state.alternatives;
    request.why = true;
    return JSON.stringify(request);
  };

  const list = (texts) => texts.map((text) => encodeURIComponent(text).replace(/%3A/g, ":").replace(/%40/g, "@")).join(",");
  const link = () => {
    const parts = [];
    for (const [key, texts] of [["have", state.have.map(held)], ["want", names(state.want)], ["avoid", names(state.avoid)]]) {
      if (texts.length > 0) parts.push(`${key}=${list(texts)}`);
    }
    if (parts.length === 0) return "";
    parts.push(`on=${state.on}`);
    if (state.minimize !== "exams") parts.push(`minimize=${state.minimize}`);
    if (state.alternatives > 1) parts.push(`alternatives=${state.alternatives}`);
    return "#" + parts.join("&");
  };

  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  /** Reads a link; what it names and the catalog does not have is shown as a problem. */
  const open = async (hash) => {
    const said = new Map();
    for (const part of hash.replace(/^#/, "").split("&")) {
      const [key, value = ""] = part.split("=", 2);
      said.set(key, value);
    }
    const texts = (key) => (said.get(key) ?? "").split(",").map(decoded).filter((text) => text.trim() !== "");
    state = nothing();
    if (/^\d{4}-\d\d-\d\d$/.test(said.get("on") ?? "")) state.on = said.get("on");
    if (["price", "days"].includes(said.get("minimize"))) state.minimize = said.get("minimize");
    const count = Number(said.get("alternatives"));
    if (Number.isInteger(count) && count > 1 && count <= 10) state.alternatives = count;
    const problems = [];
    for (const [key, word] of [["have", "held"], ["want", "name"], ["avoid", "name"]]) {
      for (const text of texts(key)) {
        const entry = parsed(await about(word, text));
        if (entry.problem) problems.push(entry.problem);
        else add(key, entry);
      }
    }
    browseTo(state.want[0] ?? state.have[0]);
    update(problems);
  };

  const add = (key, entry) => {
    const others = state[key].filter(({ name }) => name !== entry.name);
    state[key] = [...others, entry];
  };
  const remove = (key, entry) => {
    state[key] = state[key].filter(({ name }) => name !== entry.name);
  };
  const hold = (entry) => {
    remove("want", entry);
    add("have", entry);
    update();
  };
  const want = (entry) => {
    add("want", entry);
    update();
  };
  const avoid = (entry) => {
    add("avoid", entry);
    update();
  };

  // ---- the question

  // Exams are known by their codes, certifications by their titles.
  const what = ({ label, title, provider, level, status, kind }) => {
    const state = status === "available" ? [] : [status];
    const [first, second, third] = kind === "exam" ? [label, ` ${title}`, []] : [title, "", [label]];
    const more = [provider, level, kind, ...state, ...third].join(", ");
    return make("span", { className: "what" }, make("span", { className: "name", textContent: first }), second,
      make("span", { className: "more", textContent: more }));
  };

  /** Shows what stands between backticks as code. */
  const rich = (text) => text.split("`").map((part, place) => (place % 2 === 1 ? make("code", { textContent: part }) : part));

  const choices = (entry, chosen = () => {}) => {
    const label = `${entry.label} ${entry.title}`;
    const choose = (what) => () => {
      what(entry);
      chosen();
    };
    return [button("I hold it", label, choose(hold)), button("Goal", label, choose(want), "goal")];
  };

  const dateOf = (entry) => {
    const isDay = !entry.on || /^\d{4}-\d\d-\d\d$/.test(entry.on);
    const input = make("input", { type: isDay ? "date" : "text", value: entry.on ?? "", max: state.on });
    input.setAttribute("aria-label", `since: ${entry.label} passed, earned or last renewed`);
    input.onchange = () => {
      entry.on = input.value || undefined;
      update();
    };
    return make("label", { className: "since" }, "since ", input);
  };

  const chosen = (key) => {
    const items = state[key].map((entry) => {
      const drop = button("Remove", entry.label, () => {
        remove(key, entry);
        update();
        get("search").focus();
      });
      const until = entry.until ? make("span", { textContent: `until ${entry.until}` }) : null;
      return make("li", {}, what(entry), key === "have" ? dateOf(entry) : null, until, drop);
    });
    get(key).replaceChildren(...items);
    get(`${key}-heading`).hidden = key !== "want" && key !== "have" && items.length === 0;
  };

  const sentence = ({ error, hint, candidates = [] }) => rich([error, candidates.length > 0 ? `like it: ${candidates.join(", ")}` : hint].filter(Boolean).join("; "));
  const problem = (one) => make("li", {}, ...sentence(one));

  const update = (problems = []) => {
    ["have", "want", "avoid"].forEach(chosen);
    get("problems").replaceChildren(...problems.map(problem));
    get("minimize").value = state.minimize;
    get("alternatives").value = String(state.alternatives);
    get("on").value = state.on;
    const address = link();
    if (address !== location.hash) history.replaceState(null, "", address || location.pathname + location.search);
    get("again").hidden = address === "";
    // the plan first: the planner answers one question after the other
    plan().finally(browse);
  };

  /** Makes room for what was chosen; on a narrow screen the plan may be far below. */
  const done = () => {
    get("search").value = "";
    search();
    if (state.want.length > 0 && matchMedia("(max-width: 899px)").matches) get("answer").scrollIntoView();
    else get("search").focus({ preventScroll: true });
  };

  let typed = 0;
  const search = async () => {
    const text = get("search").value.trim();
    const number = ++typed;
    const { entries: found = [], count = 0, nearest } = text === "" ? {} : parsed(await about("search", text));
    if (number !== typed) return;
    get("results").replaceChildren(...found.map((entry) => make("li", {}, what(entry), ...choices(entry, done))));
    const words = nearest ? `Nothing is called so; ${count} like it` : count > found.length ? `${found.length} of ${count} found` : `${count} found`;
    get("found").textContent = text === "" ? "" : words;
  };

  const understood = async (text) => {
    const read = parsed(await about("list", text));
    const place = get("understood");
    if (read.problem) {
      place.replaceChildren(make("p", { className: "warning" }, ...sentence(read.problem)));
      return;
    }
    const cells = (...texts) => make("tr", {}, ...texts.map((text) => (text instanceof Node ? make("td", {}, text) : make("td", { textContent: text ?? "" }))));
    const head = (...texts) => make("thead", {}, make("tr", {}, ...texts.map((textContent) => make("th", { scope: "col", textContent }))));
    const dates = ({ from, until }) => [from && `from ${from}`, until && `until ${until}`].filter(Boolean).join(" ");
    const asWritten = ({ name, issuer }) => (issuer ? `${name} (${issuer})` : name);
    const { imported, not_imported: not } = read;
    const rows = imported.map((one) => cells(one.line, asWritten(one), one.entry, dates(one)));
    const why = { course: "a course", unknown: "not in the catalog", ambiguous: "could be several things", "not-held": "not held", "bad-date": "its date cannot be read" };
    const maybe = ({ candidates, reason }) => {
      const list = make("span", { textContent: why[reason] });
      for (const name of candidates) {
        list.append(" ", button(name, "I hold it", async () => {
          const entry = parsed(await about("held", name));
          if (!entry.problem) hold(entry);
        }));
      }
      return list;
    };
    const notRows = not.map((one) => cells(one.line, asWritten(one), maybe(one)));
    const take = button(`I hold these ${imported.length}`, "", async () => {
      for (const one of imported) {
        const entry = parsed(await about("held", held({ name: one.entry, on: one.from, until: one.until })));
        if (!entry.problem) add("have", entry);
      }
      // what was not matched is still to be looked at
      if (not.length === 0) {
        get("paste").open = false;
        get("paste").querySelector("summary").focus();
      }
      update();
    }, "goal");
    place.replaceChildren(
      make("p", { textContent: `${imported.length} understood, ${not.length} not` }),
      imported.length > 0 ? make("table", {}, make("caption", { textContent: "Understood" }), head("Line", "As written", "What it is", "When"), make("tbody", {}, ...rows)) : "",
      imported.length > 0 ? take : "",
      not.length > 0 ? make("table", {}, make("caption", { textContent: "Not matched" }), head("Line", "As written", "Why"), make("tbody", {}, ...notRows)) : "",
    );
  };

  // ---- the poster of a provider or a role: the way in

  const shownEntries = new Map();
  let drawn = "";
  let opener = null;

  const closeCard = (returnsFocus = true) => {
    if (get("card").hidden) return;
    get("card").hidden = true;
    if (returnsFocus) opener?.focus({ preventScroll: true });
  };

  /** The plan appears above the poster. */
  const wantAndLook = (entry) => {
    want(entry);
    get("answer").scrollIntoView();
  };

  /** Shows what can be done with a card, below it; on a phone at the lower edge of the screen. */
  const openCard = (entry, card) => {
    const isHeld = state.have.some(({ name }) => name === entry.name);
    const isGoal = state.want.some(({ name }) => name === entry.name);
    const act = (text, what, className) =>
      button(text, entry.title, () => {
        closeCard();
        what(entry);
      }, className);
    const drop = (key) => () => {
      remove(key, entry);
      update();
    };
    const acts = [
      isHeld ? act("I do not hold it", drop("have")) : act("I hold it", hold),
      isGoal ? act("No goal", drop("want")) : act("Goal", wantAndLook, "goal"),
    ];
    const page = make("a", { href: entry.page, target: "_blank", rel: "noopener", textContent: "Its page" });
    const buttons = make("p", { className: "buttons" }, ...acts, entry.page ? page : null, button("Close", "", () => closeCard()));
    const place = get("card");
    place.replaceChildren(what(entry), buttons);
    place.hidden = false;
    opener = card;
    const [box, all] = [card.getBoundingClientRect(), get("poster").getBoundingClientRect()];
    const left = Math.max(0, Math.min(box.left - all.left, all.width - place.offsetWidth));
    place.style.left = `${left}px`;
    place.style.top = `${box.bottom - all.top + 6}px`;
    place.querySelector("button").focus({ preventScroll: true });
    if (getComputedStyle(place).position === "absolute") place.scrollIntoView({ block: "nearest" });
  };

  /** Makes the cards of a drawing answer: a click, Enter and the space bar show what can be done. */
  const animate = (cards) => {
    for (const entry of cards) {
      const node = get("drawn").querySelector(`#n${entry.node}`);
      const card = node.closest("a") ?? node;
      for (const name of ["href", "target", "rel"]) card.removeAttribute(name);
      for (const [name, value] of [["role", "button"], ["tabindex", "0"], ["aria-haspopup", "dialog"]]) card.setAttribute(name, value);
      card.onclick = () => openCard(entry, card);
      card.onkeydown = (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        openCard(entry, card);
      };
      shownEntries.set(entry.name, { card, node, label: node.getAttribute("aria-label") });
    }
  };

  /** Marks the goals on the poster, in words too. */
  const markGoals = () => {
    for (const mark of get("drawn").querySelectorAll(".goal-mark")) mark.remove();
    for (const [name, { node, label }] of shownEntries) {
      const isGoal = state.want.some((entry) => entry.name === name);
      node.setAttribute("aria-label", isGoal ? `Your goal: ${label}` : label);
      node.classList.toggle("wanted", isGoal);
      if (!isGoal) continue;
      const { x, y, width } = node.querySelector(".box").getBBox();
      const mark = document.createElementNS("http://www.w3.org/2000/svg", "text");
      mark.setAttribute("class", "goal-mark");
      mark.setAttribute("x", x + width - 14);
      mark.setAttribute("y", y + 4);
      mark.textContent = "your goal";
      node.append(mark);
    }
  };

  const showList = (cards) => {
    const levels = new Map();
    for (const entry of [...cards].sort((a, b) => a.rank - b.rank)) {
      if (!levels.has(entry.level)) levels.set(entry.level, []);
      levels.get(entry.level).push(make("li", {}, what(entry), ...choices(entry)));
    }
    const parts = [...levels].flatMap(([level, items]) => [make("h3", { textContent: level }), make("ul", { className: "entries" }, ...items)]);
    get("certifications").replaceChildren(...parts);
  };

  /** Draws the poster, as wide as there is room, unless it is there. */
  const browse = async () => {
    const [kind, id] = get("provider").value.split(/:(.*)/);
    if (!id) return;
    const wanted = { [kind]: id, have: state.have.map(held), width: Math.max(300, get("poster").clientWidth) };
    const question = `${state.on}\n${JSON.stringify(wanted)}`;
    if (question === drawn) return markGoals();
    drawn = question;
    const { text } = await ask("poster", question);
    if (question !== drawn || !text) return;
    const { svg, cards } = JSON.parse(text);
    const focused = [...shownEntries].find(([, { card }]) => card === document.activeElement)?.[0];
    closeCard(false);
    shownEntries.clear();
    get("drawn").innerHTML = svg;
    animate(cards);
    markGoals();
    showList(cards);
    shownEntries.get(focused)?.card.focus({ preventScroll: true });
  };

  /** Chooses the provider of an entry, or the one with the most certifications. */
  const browseTo = (entry) => {
    const options = [...get("provider").options];
    const found = options.find(({ text }) => text === entry?.provider);
    get("provider").value = (found ?? options.find(({ value }) => value === largest)).value;
  };
  let largest = "";

  // ---- the answer

  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const dollars = (number, isComplete = true) => (number === null ? "price not known" : `${isComplete ? "" : "at least "}${number.toLocaleString("en")} USD`);
  const days = (number, isComplete = true) => (number === null ? "course days not known" : (isComplete ? "" : "at least ") + count(number, "course day"));
  const sum = (totals) => [count(totals.exams, "exam"), dollars(totals.price_usd, totals.price_complete), days(totals.course_days, totals.course_days_complete)].join(", ");

  const titles = async (all) => {
    const known = new Map();
    for (const id of new Set(all)) {
      const entry = parsed(await about("name", id));
      // A certification may have the name of its exam, which is not meant then.
      if (entry.label === id) known.set(id, entry.title);
    }
    return known;
  };

  const stepItem = (step, known) => {
    const named = (id) => known.get(id) ?? id;
    const facts = [step.level, dollars(step.price_usd), days(step.course_days)];
    if (step.retires) facts.push(`last day ${step.retires}`);
    if (step.recommended) facts.push("recommended");
    const lines = [make("p", { className: "more", textContent: facts.join(" · ") })];
    if (step.earns.length > 0) lines.push(make("p", { className: "earns", textContent: `earns ${step.earns.map(named).join(", ")}` }));
    if (step.or.length > 0) {
      const shown = step.or.slice(0, 8);
      const left = step.or.length - shown.length;
      lines.push(make("p", { className: "more", textContent: `or ${shown.join(", ")}${left > 0 ? ` or ${left} more` : ""}` }));
    }
    if (step.why.length > 1) lines.push(make("p", { className: "more", textContent: `why: ${step.exam} → ${step.why.map(named).join(" → ")}` }));
    const exam = async () => parsed(await about("name", `exam:${step.exam}`));
    const buttons = make("p", { className: "buttons" }, button("I hold it", step.exam, async () => hold(await exam())), button("Not this one", step.exam, async () => avoid(await exam())));
    const name = make("a", { className: "name", href: step.url, target: "_blank", rel: "noopener", textContent: step.exam });
    return make("li", { className: "step" }, make("span", { className: "number", textContent: step.step }), make("div", {}, make("p", {}, name, ` ${step.title}`), ...lines), buttons);
  };

  const choiceItem = (choice, known) => {
    const of = choice.of ? known.get(choice.of) ?? choice.of : "your goals";
    const others = choice.others.map((other) => make("li", { textContent: `${other.branch}: ${sum(other.totals)}${other.optimal ? "" : " or less"}` }));
    if (choice.left_out > 0) others.push(make("li", { textContent: `${choice.left_out} more` }));
    return make("li", {}, `For ${of}, ${choice.taken.join(", ")} is chosen. The others would come to:`, make("ul", {}, ...others));
  };

  const planPart = (plan, number, all, known) => {
    const steps = make("ol", { className: "steps" }, ...plan.steps.map((step) => stepItem(step, known)));
    const needs = plan.also_needs.map(({ id, text }) => make("li", { textContent: `${known.get(id) ?? id} also needs: ${text}` }));
    const heading = all > 1 ? [make("h3", { textContent: `Plan ${number + 1}: ${sum(plan.totals)}` })] : [];
    const parts = [...heading, steps];
    if (needs.length > 0) parts.push(make("ul", { className: "warnings" }, ...needs));
    if (plan.choices?.length > 0) {
      parts.push(make("details", {}, make("summary", { textContent: "What other choices would cost" }), make("ul", {}, ...plan.choices.map((choice) => choiceItem(choice, known)))));
    }
    return make("section", { className: "plan" }, ...parts);
  };

  const show = async (document, request) => {
    const { plans, credited, unused, warnings } = document;
    const parts = [];
    const ids = [...plans.flatMap(({ steps, also_needs: needs, choices = [] }) => [...steps.flatMap(({ earns, why }) => [...earns, ...why]), ...needs.map(({ id }) => id), ...choices.map(({ of }) => of).filter(Boolean)]), ...credited.map(({ id }) => id)];
    const known = await titles(ids);
    const sentences = [
      ...credited.map(({ id, because }) => `${because.join(" and ")} counts for ${known.get(id) ?? id}`),
      ...unused.map(({ text }) => text),
    ];
    if (sentences.length > 0) parts.push(make("ul", { className: "credited" }, ...sentences.map((text) => make("li", {}, ...rich(text)))));
    plans.forEach((plan, number) => parts.push(planPart(plan, number, plans.length, known)));
    if (plans.length > 0 && plans.length < state.alternatives) parts.push(make("p", { className: "more", textContent: "There is no other plan." }));
    if (warnings.length > 0) parts.push(make("ul", { className: "warnings" }, ...warnings.map(({ message }) => make("li", { className: "warning" }, ...rich(message)))));
    if (document.no_plan) {
      const { text } = await ask("blocked", request, true);
      parts.push(make("pre", { textContent: text ?? "" }));
    }
    return parts;
  };

  const said = ({ plans, optimal, want }) => {
    if (plans.length === 0) return "There is no plan";
    if (plans[0].steps.length === 0) return `You hold ${want.join(", ")} already`;
    const { totals } = plans[0];
    const best = { exams: "the fewest exams", price: "the lowest price", days: "the fewest course days" }[state.minimize];
    return `${sum(totals)}: ${optimal ? `proven to be ${best}` : "the best found in the time"}`;
  };

  let planned = 0;
  let latest = "";
  const plan = async () => {
    const number = ++planned;
    stop();
    const isOld = () => number !== planned;
    const clear = (words) => {
      get("status").replaceChildren(...rich(words));
      get("plan").replaceChildren();
      get("picture").replaceChildren();
      get("picture").hidden = get("export").hidden = true;
    };
    latest = "";
    get("exported").textContent = "";
    if (state.want.length === 0) return clear(state.have.length === 0 ? "Say what you hold, and set a goal" : "Set a goal");
    const request = line();
    const wait = setTimeout(() => {
      clear("Planning");
      get("stop").hidden = false;
    }, 250);
    const answer = await ask("plan", request, true);
    clearTimeout(wait);
    if (isOld()) return;
    get("stop").hidden = true;
    if (answer.problem) return clear(answer.stopped ? "Stopped" : answer.problem.error);
    const document = JSON.parse(answer.text);
    if (document.error) return clear([document.error, document.hint].filter(Boolean).join("; "));
    const [parts, picture] = await Promise.all([show(document, request), document.plans.length > 0 ? ask("picture", request, true) : {}]);
    if (isOld()) return;
    clear(said(document));
    get("plan").replaceChildren(...parts);
    if (picture.text && document.plans[0].steps.length > 0) {
      get("picture").innerHTML = picture.text;
      get("picture").hidden = false;
    }
    get("export").hidden = document.plans.length === 0;
    latest = answer.text;
  };

  // ---- to take along

  const files = {
    checklist: ["certpath.md", "text/markdown"],
    calendar: ["certpath.ics", "text/calendar"],
    json: ["certpath.json", "application/json"],
    picture: ["certpath.svg", "image/svg+xml"],
  };

  const take = async (word) => {
    const { text, problem } = await ask(word, line(), true);
    get("exported").textContent = problem ? problem.error : "";
    if (problem) return;
    const [download, type] = files[word];
    const address = URL.createObjectURL(new Blob([text], { type }));
    make("a", { href: address, download }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      get("exported").textContent = "Copied";
    } catch {
      get("exported").textContent = location.href;
    }
  };

  // ---- what is done by hand

  get("search").oninput = search;
  get("search").onkeydown = (event) => {
    if (event.key === "Escape") {
      get("search").value = "";
      search();
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      get("results").querySelector("button")?.focus();
    }
  };
  document.onpointerdown = ({ target }) => {
    if (!get("card").contains(target) && !target.closest?.("#drawn [role=button]")) closeCard(false);
  };
  document.onkeydown = (event) => {
    if (event.key === "Escape") closeCard();
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      get("search").focus();
    }
  };
  for (const key of ["minimize", "on", "alternatives"]) {
    get(key).onchange = () => {
      const value = get(key).value;
      if (value === "") return update();
      state[key] = key === "alternatives" ? Number(value) : value;
      update();
    };
  }
  get("clear").onclick = () => {
    state = nothing();
    update();
    get("search").focus();
  };
  get("stop").onclick = stop;
  get("read").onclick = () => understood(get("list").value);
  get("file").onchange = async () => {
    const [file] = get("file").files;
    if (!file) return;
    get("list").value = await file.text();
    await understood(get("list").value);
  };
  get("provider").onchange = browse;
  get("link").onclick = copyLink;
  for (const one of document.querySelectorAll("[data-export]")) one.onclick = () => take(one.dataset.export);
  onhashchange = () => {
    if (location.hash !== link()) open(location.hash);
  };

  const begin = async () => {
    await load();
    const { providers, catalog } = parsed(await about("providers", ""));
    const { roles } = parsed(await about("roles", ""));
    const some = providers.filter(({ certifications }) => certifications > 0);
    const group = (label, options) => make("optgroup", { label }, ...options.map(([value, textContent]) => make("option", { value, textContent })));
    get("provider").append(
      group("Providers", some.map(({ id, name }) => [`provider:${id}`, name])),
      group("Roles", roles.map(({ role }) => [`role:${role}`, role.replaceAll("-", " ")])),
    );
    const most = Math.max(...some.map(({ certifications }) => certifications));
    largest = `provider:${some.find(({ certifications }) => certifications === most).id}`;
    get("options").open = matchMedia("(min-width: 900px)").matches;
    get("about").textContent = `certpath ${catalog.version}, catalog checked ${catalog.checked}, ${providers.length} providers`;
    await open(location.hash);
    let resized;
    new ResizeObserver(() => {
      clearTimeout(resized);
      resized = setTimeout(browse, 150);
    }).observe(get("poster"));
  };

  /** For scripts in the console, and for tests. */
  window.certpath = { ask, line, link, latest: () => latest };
  certpath.ready = begin().catch((error) => {
    get("status").textContent = `The planner could not be loaded: ${error.message}`;
    throw error;
  });
})();
