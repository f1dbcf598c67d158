"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Long names break where their words end.
  for (const name of all(".codes .name, .parent")) {
    name.replaceChildren(...name.textContent.split(/(?<=[_.])/).flatMap((part) => [part, document.createElement("wbr")]));
  }

  // Theme: auto, dark, light; remembered where the browser allows it.
  const themes = ["auto", "dark", "light"];
  const button = byId("theme");
  let theme = "auto";
  try { theme = localStorage.getItem("theme") || "auto"; } catch { /* a file opened without storage */ }
  const paint = () => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
  };
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    try { localStorage.setItem("theme", theme); } catch { /* as above */ }
    paint();
  });
  paint();

  // On a phone the chapters start folded.
  if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".side details").open = false;

  // Tabs: one language for the whole page; arrow keys move within a list of tabs.
  const languages = new Set(all("[role=tab]").map((tab) => tab.dataset.language));
  const choose = (language) => {
    for (const tab of all("[role=tab]")) {
      const on = tab.dataset.language === language;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    }
    for (const panel of all("[role=tabpanel]")) panel.hidden = panel.dataset.language !== language;
  };
  const keepPlace = (element, change) => {
    const before = element.getBoundingClientRect().top;
    change();
    scrollBy({ top: element.getBoundingClientRect().top - before, behavior: "instant" });
  };
  for (const tab of all("[role=tab]")) {
    tab.addEventListener("click", () => keepPlace(tab, () => choose(tab.dataset.language)));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const tabs = all("[role=tab]", tab.parentElement);
      const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
      keepPlace(next, () => choose(next.dataset.language));
      next.focus({ preventScroll: true });
      event.preventDefault();
    });
  }
  if (languages.size) choose([...languages][0]);

  // Copy buttons need a clipboard, which a page from a file may lack.
  for (const copy of all(".copy")) {
    if (!navigator.clipboard) { copy.hidden = true; continue; }
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copy.parentElement.querySelector("code").textContent);
      copy.textContent = "Copied";
      setTimeout(() => { copy.textContent = "Copy"; }, 1500);
    });
  }

  // Search: every word must occur. A heading that matches keeps its whole chapter.
  const input = byId("search");
  const found = byId("found");
  const text = new Map();
  // Owner_Account is found as owneraccount too.
  const plain = (name) => name.toLowerCase().replaceAll("_", "");
  for (const block of all("[data-search]")) text.set(block, `${block.textContent.toLowerCase()} ${plain(block.dataset.name || "")}`);
  const groups = all("[data-group]").map((group) => ({
    group,
    title: [...group.querySelectorAll("h1, h2, .summary, .path")].map((e) => e.textContent.toLowerCase()).join(" "),
    blocks: all("[data-search]", group),
  }));
  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { group, title, blocks } of groups) {
      const whole = words.every((word) => title.includes(word));
      let visible = 0;
      for (const block of blocks) {
        const hit = whole || words.every((word) => `${title} ${text.get(block)}`.includes(word)
          && (title.includes(word) || text.get(block).includes(word)));
        block.hidden = !hit;
        if (hit) visible++;
      }
      group.hidden = words.length > 0 && visible === 0;
      count += visible;
      // A table or heading without a visible row says nothing.
      for (const table of all("table, .facts, .regions", group)) {
        table.hidden = words.length > 0 && !all("[data-search]", table).some((row) => !row.hidden);
      }
      for (const heading of all(":scope > h3, .told > h3, .shown > h3", group)) {
        let shown = false;
        for (let next = heading.nextElementSibling; next && next.tagName !== "H3"; next = next.nextElementSibling) {
          shown = shown || !next.hidden;
        }
        heading.hidden = words.length > 0 && !shown;
      }
    }
    byId("nothing").hidden = count > 0;
    found.textContent = words.length ? `${count} matches` : "";
  };
  input.addEventListener("input", search);

  // Enter goes to what is called so: a code or member by its whole name, then by the start of it, then by a part.
  const named = all("[data-name]");
  const best = () => {
    const word = plain(input.value.trim());
    const rows = word ? named.filter((row) => !row.hidden && plain(row.dataset.name).includes(word)) : [];
    const rank = (row) => {
      const name = plain(row.dataset.name);
      return name === word ? 0 : name.startsWith(word) ? 1 : 2;
    };
    return rows.sort((a, b) => rank(a) - rank(b))[0];
  };
  input.addEventListener("keydown", (event) => {
    const row = event.key === "Enter" ? best() : undefined;
    if (!row) return;
    event.preventDefault();
    location.hash = row.id;
    row.querySelector(".self").focus();
  });
  addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) { input.focus(); event.preventDefault(); }
    if (event.key === "Escape" && document.activeElement === input) { input.value = ""; search(); }
  });
})();
