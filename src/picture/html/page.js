"use strict";
(() => {
  const nodes = JSON.parse(document.getElementById("nodes").textContent);
  const drawing = document.getElementById("drawing");
  const details = document.getElementById("details");
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const fit = document.getElementById("fit");
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

  const clear = () => {
    for (const chosen of document.querySelectorAll(".chosen")) chosen.classList.remove("chosen");
    details.hidden = true;
    details.replaceChildren();
  };

  const select = (number, scroll) => {
    const node = nodes[number];
    if (!node.named) return;
    clear();
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
    const parts = [close, element("h2", node.title), element("p", node.name), facts];
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
    details.append(...parts);
    details.hidden = false;
    if (scroll) boxes.get(number)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const highlight = (number) => {
    const near = new Set([number]);
    for (const line of lines) {
      const from = Number(line.dataset.from);
      const to = Number(line.dataset.to);
      const touches = from === number || to === number;
      line.classList.toggle("near", touches);
      if (touches) near.add(from).add(to);
    }
    for (const [other, box] of boxes) box.classList.toggle("near", near.has(other));
    svg.classList.add("pointed");
  };

  for (const [number, box] of boxes) {
    box.addEventListener("mouseenter", () => highlight(number));
    box.addEventListener("mouseleave", () => svg.classList.remove("pointed"));
    const target = box.closest("a") ?? box;
    target.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
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
    row.addEventListener("mouseenter", () => highlight(number));
    row.addEventListener("mouseleave", () => svg.classList.remove("pointed"));
  }

  const texts = nodes.map((node) =>
    [node.name, node.title, node.role, ...node.marks, ...node.facts.map((fact) => fact[1])]
      .join(" ")
      .toLowerCase(),
  );
  const look = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    let count = 0;
    for (const [number, box] of boxes) {
      const fits = words.every((word) => texts[number].includes(word));
      const hit = nodes[number].named && fits;
      if (hit) count += 1;
      box.classList.toggle("missed", words.length > 0 && !hit);
      const row = rows.get(number);
      if (row !== undefined) row.hidden = !fits;
    }
    for (const [number, row] of rows) {
      if (!boxes.has(number)) row.hidden = !words.every((word) => texts[number].includes(word));
    }
    svg.classList.toggle("searched", words.length > 0);
    found.textContent = words.length === 0 ? "" : count === 1 ? "1 found" : count + " found";
  };
  search.addEventListener("input", look);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      search.value = "";
      look();
      clear();
    } else if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    }
  });
  const resize = () => drawing.classList.toggle("fit", fit.checked);
  fit.addEventListener("change", resize);
  // shrunk to less than two thirds it could not be read
  fit.checked = Number(svg.getAttribute("width")) <= 1.5 * innerWidth;
  resize();
})();
