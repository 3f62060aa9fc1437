"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const memory = JSON.parse(one("memory").textContent);
  const cards = all(".card");
  const tabs = all("[role=tab]");
  const filters = { search: one("search"), owner: one("owner"), employer: one("employer") };
  let current = cards[0] || null;
  let saved = true;

  // Accents and case do not matter, as everywhere in doorstroom.
  const others = { ı: "i", ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe" };
  const fold = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ıłøđßæœ]/g, (letter) => others[letter]);

  const fits = (element) => {
    const words = fold(filters.search.value).split(/\s+/).filter(Boolean);
    const text = fold(element.dataset.words);
    return (
      words.every((word) => text.includes(word)) &&
      (!filters.owner.value || !("owner" in element.dataset) || element.dataset.owner === filters.owner.value) &&
      (!filters.employer.value || element.dataset.employer === filters.employer.value)
    );
  };

  const shownCards = () => cards.filter(fits);

  const draw = () => {
    for (const element of all(".person, .vacancy")) element.hidden = !fits(element);
    const shown = shownCards();
    if (!shown.includes(current)) current = shown[0] || null;
    for (const card of cards) card.hidden = card !== current;
    one("place").textContent = one("place")
      .dataset.text.replace("{n}", shown.indexOf(current) + 1).replace("{all}", shown.length);
    one("previous").disabled = shown.indexOf(current) <= 0;
    one("next").disabled = shown.indexOf(current) >= shown.length - 1;
    for (const said of all(".nobody")) {
      said.hidden = said.closest("#cards") ? shown.length > 0 : all(".person").some((row) => !row.hidden);
    }
  };

  const open = (name) => {
    for (const tab of tabs) {
      const isOpen = tab.getAttribute("aria-controls") === name;
      tab.setAttribute("aria-selected", String(isOpen));
      tab.tabIndex = isOpen ? 0 : -1;
      one(tab.getAttribute("aria-controls")).hidden = !isOpen;
    }
  };

  const turn = (step) => {
    const shown = shownCards();
    const next = shown[shown.indexOf(current) + step];
    if (!next) return;
    current = next;
    draw();
    all("h3", current)[0].focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };

  const show = (ref) => {
    const card = cards.find((element) => element.id === ref);
    if (!card) return;
    for (const filter of Object.values(filters)) filter.value = "";
    current = card;
    open("cards");
    draw();
    all("h3", card)[0].focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };

  // --- what was filled in

  const values = (form) =>
    Object.fromEntries(["decision", "vacancy", "action", "owner", "due_on", "note"].map((name) => [name, form.elements[name].value.trim()]));

  const filledIn = () =>
    all(".outcome").flatMap((form) => {
      const { name, base } = memory.rows[form.dataset.ref];
      const now = values(form);
      const names = Object.keys(now).filter((key) => now[key] !== base[key]);
      if (!names.length) return [];
      // What was emptied is cleared: a blank would leave it as it was.
      const changed = Object.fromEntries(Object.keys(now).map((key) => [key, now[key] || (base[key] ? "-" : "")]));
      return [{ ref: form.dataset.ref, name, base, ...changed }];
    });

  const count = () => {
    const rows = filledIn();
    one("filled").textContent = rows.length || "";
    return rows;
  };

  const save = () => {
    const rows = count();
    const button = one("save");
    if (!rows.length) {
      one("said").textContent = button.dataset.nothing;
      return;
    }
    const { format, meeting, caseload } = memory;
    const text = JSON.stringify({ format, meeting, caseload, rows }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = button.dataset.file;
    link.click();
    URL.revokeObjectURL(link.href);
    saved = true;
    one("said").textContent = button.dataset.saved.replace("{file}", button.dataset.file);
  };

  // --- listening

  for (const tab of tabs) {
    tab.addEventListener("click", () => {
      open(tab.getAttribute("aria-controls"));
      // From the tab the arrow keys would go on to the next tab; who chose the cards wants to turn them.
      if (tab.id === "tab-cards" && current) all("h3", current)[0].focus({ preventScroll: true });
    });
  }
  for (const filter of Object.values(filters)) filter.addEventListener("input", draw);
  one("filters").addEventListener("submit", (event) => event.preventDefault());
  one("previous").addEventListener("click", () => turn(-1));
  one("next").addEventListener("click", () => turn(1));
  one("save").addEventListener("click", save);
  for (const form of all(".outcome")) {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      saved = false;
      one("said").textContent = "";
      count();
    });
  }
  for (const link of all("#overview a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(link.closest("tr").dataset.ref);
    });
  }
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input, select, textarea");
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.matches("[role=tab]") && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const next = tabs[(tabs.indexOf(event.target) + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
      open(next.getAttribute("aria-controls"));
      next.focus();
      event.preventDefault();
    } else if (isTyping) {
      if (event.key === "Escape") event.target.blur();
    } else if (event.key === "/") {
      filters.search.focus();
      event.preventDefault();
    } else if (!one("cards").hidden && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      turn(event.key === "ArrowRight" ? 1 : -1);
      event.preventDefault();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!saved) event.preventDefault();
  });

  // The months stay in sight below the header, which takes one line or two.
  const header = document.querySelector("header");
  const measure = () => document.documentElement.style.setProperty("--under", `${header.offsetHeight}px`);
  window.addEventListener("resize", measure);
  measure();

  open("overview");
  draw();
  count();
})();
