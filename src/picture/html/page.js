"use strict";
(() => {
  const nodes = JSON.parse(document.getElementById("nodes").textContent);
  const drawing = document.getElementById("drawing");
  const details = document.getElementById("details");
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const svg = drawing.querySelector("svg");
  const boxes = new Map();
  for (const box of svg.querySelectorAll(".node")) {
    boxes.set(Number(box.id.slice(1)), box);
  }
  const rows = new Map();
  for (const row of document.querySelectorAll("tr[data-node]")) {
    rows.set(Number(row.dataset.node), row);
  }
  const lines = [...svg.querySelectorAll("path[data-from]")];
  const focusable = (box) => box.closest("a") ?? box;

  // the view: which part of the drawing is seen
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const whole = { x: 0, y: 0, w: width, h: height };
  let view = whole;
  const show = (next) => {
    // no farther away than all of it, and never away from it
    const shape = drawing.clientWidth / drawing.clientHeight;
    const widest = Math.max(width, height * shape);
    const w = Math.min(Math.max(next.w, 80), widest);
    const h = w / shape;
    const inside = (start, length, all) =>
      length >= all ? (all - length) / 2 : Math.min(Math.max(start, 0), all - length);
    view = { x: inside(next.x, w, width), y: inside(next.y, h, height), w, h };
    svg.setAttribute("viewBox", [view.x, view.y, view.w, view.h].join(" "));
    drawing.classList.toggle("near", w < widest - 1);
  };
  const fit = () => show({ x: 0, y: 0, w: Infinity, h: 0 });
  const zoom = (by, x = drawing.clientWidth / 2, y = drawing.clientHeight / 2) => {
    const before = view;
    const scale = before.w / drawing.clientWidth;
    const least = Math.max(width, (height * drawing.clientWidth) / drawing.clientHeight);
    const w = Math.min(Math.max(before.w * by, 80), least);
    const kept = 1 - w / before.w;
    show({ x: before.x + x * scale * kept, y: before.y + y * scale * kept, w, h: 0 });
  };
  const move = (right, down) => {
    const scale = view.w / drawing.clientWidth;
    show({ ...view, x: view.x + right * scale, y: view.y + down * scale });
  };
  const center = (number) => {
    const box = boxes.get(number)?.querySelector(".box")?.getBBox();
    if (box === undefined) return;
    // as near as text is read
    const w = Math.min(view.w, Math.max(drawing.clientWidth, box.width + 40));
    const h = (w * drawing.clientHeight) / drawing.clientWidth;
    show({ x: box.x + box.width / 2 - w / 2, y: box.y + box.height / 2 - h / 2, w, h });
  };
  const begin = () => {
    const scale = drawing.clientWidth / width;
    const high = Math.min(Math.max(height * Math.min(scale, 1), 260), innerHeight * 0.8);
    drawing.style.height = high + "px";
    // shrunk to less than two thirds it could not be read; then it begins where the plan does, or where there is something
    if (scale >= 0.66) return fit();
    show({ x: 0, y: 0, w: drawing.clientWidth / 0.8, h: 0 });
    const step = nodes.findIndex((node) => /^step 1\b/.test(node.role));
    if (step >= 0) return center(step);
    const places = [...boxes].map(([number, box]) => {
      const { x, y } = box.querySelector(".box").getBBox();
      return { number, far: Math.max(x / view.w, y / view.h) };
    });
    const nearest = places.reduce((one, other) => (other.far < one.far ? other : one), { far: Infinity });
    if (nearest.far > 0.8) center(nearest.number);
  };
  const onPaper = matchMedia("print");
  const settle = () => {
    if (onPaper.matches) svg.setAttribute("viewBox", [0, 0, width, height].join(" "));
    else show(view);
  };
  onPaper.addEventListener("change", settle);
  addEventListener("beforeprint", () => svg.setAttribute("viewBox", [0, 0, width, height].join(" ")));
  addEventListener("afterprint", () => show(view));
  addEventListener("resize", () => show(view));
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  drawing.classList.add("moves");
  begin();
  document.querySelector(".zoom").hidden = false;
  document.getElementById("in").addEventListener("click", () => zoom(1 / 1.4));
  document.getElementById("out").addEventListener("click", () => zoom(1.4));
  document.getElementById("fit").addEventListener("click", fit);

  drawing.addEventListener(
    "wheel",
    (event) => {
      const before = view.w;
      const corner = drawing.getBoundingClientRect();
      const by = Math.exp(Math.min(Math.max(event.deltaY, -120), 120) * 0.003);
      zoom(by, event.clientX - corner.x, event.clientY - corner.y);
      // where there is nothing to zoom the page scrolls
      if (view.w !== before || event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
  const fingers = new Map();
  let dragged = 0;
  drawing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, event);
    dragged = 0;
  });
  const apart = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  };
  addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const [right, down] = [before.clientX - event.clientX, before.clientY - event.clientY];
    const distance = fingers.size === 2 ? apart() : 0;
    fingers.set(event.pointerId, event);
    dragged += Math.abs(right) + Math.abs(down);
    if (dragged < 4) return;
    drawing.classList.add("dragged");
    move(right / fingers.size, down / fingers.size);
    if (fingers.size === 2) {
      const corner = drawing.getBoundingClientRect();
      const [one, other] = [...fingers.values()];
      const middle = [(one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2];
      zoom(distance / Math.max(apart(), 1), middle[0] - corner.x, middle[1] - corner.y);
    }
  });
  const letGo = (event) => {
    fingers.delete(event.pointerId);
    drawing.classList.remove("dragged");
  };
  addEventListener("pointerup", letGo);
  addEventListener("pointercancel", letGo);
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener("keydown", (event) => {
    const far = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key];
    if (far === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(...far);
  });

  // what a click shows
  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  // gates have no name: what stands behind them is meant
  const behind = (number, side, seen = new Set()) => {
    for (const next of nodes[number][side]) {
      if (seen.has(next)) continue;
      seen.add(next);
      if (!nodes[next].named) behind(next, side, seen);
    }
    return [...seen].filter((next) => nodes[next].named);
  };

  const list = (words, numbers) => {
    if (numbers.length === 0) return [];
    const items = document.createElement("ul");
    for (const number of numbers) {
      const button = element("button", nodes[number].name + " " + nodes[number].title);
      button.type = "button";
      button.addEventListener("click", () => select(number, true));
      const item = document.createElement("li");
      item.append(button);
      items.append(item);
    }
    return [element("h3", words), items];
  };

  let opener = null;
  const clear = () => {
    for (const chosen of document.querySelectorAll(".chosen")) chosen.classList.remove("chosen");
    const held = details.contains(document.activeElement);
    details.hidden = true;
    details.parentElement.classList.remove("described");
    details.replaceChildren();
    if (held) opener?.focus({ preventScroll: true });
    opener = null;
    show(view);
  };

  const select = (number, scroll) => {
    const node = nodes[number];
    if (!node.named) return;
    const from = details.contains(document.activeElement) ? opener : document.activeElement;
    for (const chosen of document.querySelectorAll(".chosen")) chosen.classList.remove("chosen");
    opener = from;
    boxes.get(number)?.classList.add("chosen");
    rows.get(number)?.classList.add("chosen");
    const close = element("button", "close");
    close.type = "button";
    close.className = "close";
    close.addEventListener("click", clear);
    const facts = document.createElement("dl");
    const said = [...node.facts];
    if (node.marks.length > 0) said.unshift(["remarks", node.marks.join(", ")]);
    if (node.role !== "") said.unshift(["role", node.role]);
    for (const [name, value] of said) facts.append(element("dt", name), element("dd", value));
    const heading = element("h2", node.title);
    heading.tabIndex = -1;
    const parts = [close, heading, element("p", node.name), facts];
    if (node.link !== null) {
      const link = element("a", "the provider's page");
      link.href = node.link;
      link.target = "_blank";
      link.rel = "noopener";
      const line = document.createElement("p");
      line.append(link);
      parts.push(line);
    }
    parts.push(...list("requires", behind(number, "requires")));
    parts.push(...list("unlocks", behind(number, "dependents")));
    details.replaceChildren(...parts);
    details.hidden = false;
    details.parentElement.classList.add("described");
    show(view);
    if (scroll) {
      center(number);
      drawing.scrollIntoView({ block: "nearest" });
    }
    history.replaceState(null, "", "#" + encodeURIComponent(node.name));
    heading.focus({ preventScroll: true });
  };

  const reached = (start, side) => {
    const seen = new Set([start]);
    for (const number of seen) for (const next of nodes[number][side]) seen.add(next);
    return seen;
  };
  const highlight = (number) => {
    const [below, above] = [reached(number, "requires"), reached(number, "dependents")];
    for (const line of lines) {
      const ends = [Number(line.dataset.from), Number(line.dataset.to)];
      const is = (side) => ends.every((end) => side.has(end));
      line.classList.toggle("near", is(below) || is(above));
    }
    for (const [other, box] of boxes) box.classList.toggle("near", below.has(other) || above.has(other));
    svg.classList.add("pointed");
  };
  const dim = () => svg.classList.remove("pointed");
  const lights = (target, number) => {
    for (const kind of ["mouseenter", "focus"]) target.addEventListener(kind, () => highlight(number));
    for (const kind of ["mouseleave", "blur"]) target.addEventListener(kind, dim);
  };

  for (const [number, box] of boxes) {
    if (!nodes[number].named) {
      lights(box, number);
      continue;
    }
    const target = focusable(box);
    if (target === box) box.tabIndex = 0;
    lights(target, number);
    target.addEventListener("focus", () => {
      if (target.matches(":focus-visible")) center(number);
    });
    target.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (dragged < 4) select(number, false);
    });
    target.addEventListener("keydown", (event) => {
      if (event.key !== " " && (event.key !== "Enter" || target !== box)) return;
      event.preventDefault();
      select(number, false);
    });
  }
  for (const [number, row] of rows) {
    row.addEventListener("click", () => select(number, true));
    row.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        select(number, true);
      }
    });
    lights(row, number);
  }

  // search
  const texts = nodes.map((node) =>
    [node.name, node.title, node.role, ...node.marks, ...node.facts.map((fact) => fact[1])]
      .join(" ")
      .toLowerCase(),
  );
  let hits = [];
  let hit = -1;
  const look = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    hits = [];
    hit = -1;
    for (const [number, row] of rows) {
      const fits = words.every((word) => texts[number].includes(word));
      row.hidden = !fits;
      boxes.get(number)?.classList.toggle("missed", words.length > 0 && !fits);
      if (fits && boxes.has(number)) hits.push(number);
    }
    for (const [number, box] of boxes) {
      box.classList.remove("hit");
      if (!rows.has(number)) box.classList.toggle("missed", words.length > 0);
    }
    svg.classList.toggle("searched", words.length > 0);
    found.textContent = words.length === 0 ? "" : hits.length + " found";
    if (words.length === 0) hits = [];
  };
  const go = (by) => {
    if (hits.length === 0) return;
    boxes.get(hits[hit])?.classList.remove("hit");
    hit = (hit + by + hits.length + (hit < 0 && by < 0 ? 1 : 0)) % hits.length;
    const number = hits[hit];
    boxes.get(number).classList.add("hit");
    center(number);
    drawing.scrollIntoView({ block: "nearest" });
    found.textContent = hit + 1 + " of " + hits.length + ": " + nodes[number].name;
  };
  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  });
  document.addEventListener("keydown", (event) => {
    const types = document.activeElement === search;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      search.value = "";
      look();
      clear();
    } else if (types) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      search.focus();
    } else if (event.key === "0") {
      fit();
    } else if (event.key === "+" || event.key === "=") {
      zoom(1 / 1.4);
    } else if (event.key === "-") {
      zoom(1.4);
    }
  });

  // plans as tabs
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const choose = (tab, focus) => {
    for (const other of tabs) {
      const is = other === tab;
      other.setAttribute("aria-selected", is);
      other.tabIndex = is ? 0 : -1;
      document.getElementById(other.getAttribute("aria-controls")).hidden = !is;
    }
    if (focus) tab.focus();
  };
  for (const [place, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab, false));
    tab.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (by !== undefined) choose(tabs[(place + by + tabs.length) % tabs.length], true);
    });
  }
  if (tabs.length > 0) {
    tabs[0].parentElement.hidden = false;
    choose(tabs[0], false);
  }

  // a link to a node
  const follow = () => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      return;
    }
    const lower = name.toLowerCase();
    const exact = nodes.findIndex((node) => node.named && node.name === name);
    const number = exact >= 0 ? exact : nodes.findIndex((node) => node.named && node.name.toLowerCase() === lower);
    if (number >= 0) select(number, !document.getElementById(name)?.matches("li"));
  };
  addEventListener("hashchange", follow);
  follow();
})();
