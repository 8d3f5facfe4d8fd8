"use strict";
/* What the page can do beyond being read: filter facts, set two extractors side by side, and open a link to a fact.
   No word of an article or an extractor is ever code, markup or a selector here: facts are told apart by numbers, and
   names are compared as text. Without a script all is there, one below the other. */
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const readings = all(".reading");
  const filter = one("#filter");
  const chooser = one("#choose");
  all(".control").forEach((control) => { control.hidden = false; });

  /* A fact carries `data-f`: its outcome, the number of its type, then each of its slots with what became of it. */
  const wanted = () => {
    const letters = all("input:checked", filter).map((box) => box.value).join("");
    const [type, slot] = all("select", filter).map((select) => select.value);
    return (fact) => {
      const [outcome, ofType, ...slots] = fact.dataset.f.split(" ");
      if (type && type !== ofType) return false;
      if (!slot) return letters.includes(outcome);
      return slots.some((filled) => filled.slice(0, -1) === slot && letters.includes(filled.slice(-1)));
    };
  };

  const numberOf = (row) => row.id.split("-")[2];

  /* The lines over and under the words: `data-n` names the fact of each class of a piece, in their order. */
  const draw = (reading, gone) => {
    for (const piece of all("u", reading)) {
      piece.lines ??= piece.className.split(" ");
      const facts = piece.dataset.n.split(" ");
      piece.className = piece.lines.filter((_, index) => !gone.has(facts[index])).join(" ");
    }
    for (const link of all(".text .n", reading)) link.hidden = gone.has(link.ariaLabel);
  };

  const apply = () => {
    const fits = wanted();
    const run = one("select.runs", filter)?.value ?? "";
    for (const fact of all("[data-f]", filter.parentElement)) fact.hidden = !fits(fact);
    for (const list of all("#mistakes > details")) {
      list.hidden = run !== "" && list.dataset.run !== run;
      if (list.dataset.run === run) list.open = true;
    }
    if (run) read(run);
    for (const reading of readings) {
      draw(reading, new Set(all(".facts > [hidden]", reading).map(numberOf)));
    }
    const cards = all("#mistakes .fact");
    const shown = cards.filter((card) => !card.hidden && !card.closest("details[hidden]"));
    one("output", filter).textContent = cards.length ? `${shown.length} of ${cards.length} mistakes` : "";
  };

  /* One extractor to read, or two side by side, in every article. */
  const choose = () => {
    const [first, second] = all("select", chooser).map((select) => select.value);
    for (const reading of readings) {
      const run = reading.dataset.run;
      const chosen = run === first || run === second;
      reading.classList.toggle("off", !chosen);
      reading.style.order = run === first ? 0 : 1;
      if (chosen) reading.open = true;
    }
    document.body.classList.toggle("pair", second !== "" && second !== first);
  };

  const read = (run) => {
    if (!chooser) return;
    const [first, second] = all("select", chooser);
    if (run === first.value || run === second.value) return;
    first.value = run;
    choose();
  };

  const partOf = (reading, number) => all("u", reading).filter((u) => u.dataset.n.split(" ").includes(number));
  const told = (piece) => [...new Set(piece.dataset.n.split(" "))].sort((a, b) => a - b).map((number) => {
    const row = all(".facts > li", piece.closest(".reading")).find((fact) => numberOf(fact) === number);
    return `${number} ${one("b", row).textContent}`;
  }).join(", ");

  let lit = [];
  const light = (item) => {
    lit.forEach((element) => element.classList.remove("lit"));
    const reading = item?.closest(".reading");
    lit = reading ? partOf(reading, item.matches("li") ? numberOf(item) : item.ariaLabel) : [];
    lit.forEach((element) => element.classList.add("lit"));
  };

  /* Bring a fact into view: its row in the list, its words in the text, and nothing that hides either. */
  const show = (row) => {
    const reading = row.closest(".reading");
    if (row.hidden) { filter.reset(); apply(); }
    read(reading.dataset.run);
    reading.open = true;
    all(".here").forEach((element) => element.classList.remove("here"));
    const number = document.getElementById(row.id.replace("f", "t"));
    [row, number].forEach((element) => element?.classList.add("here"));
    light(row);
    row.scrollIntoView({ block: "nearest" });
    (number ?? row).scrollIntoView({ block: "center" });
    const list = row.parentElement;
    if (list.scrollHeight > list.clientHeight) list.scrollTop = row.offsetTop - list.clientHeight / 3;
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
  };

  const said = (hash) => {
    try { return hash.slice(1).split("/").map(decodeURIComponent); } catch { return []; }
  };
  const same = (a, b) => a.length === b.length && a.every((part, index) => part === b[index]);

  /* #run/article/fact: the row whose own link says the same; on the first of several pages, the page of its article. */
  const follow = () => {
    const parts = said(location.hash);
    if (parts.length === 3) {
      const own = all(".facts .own").find((link) => same(said(link.hash), parts));
      if (own) return show(own.closest("[data-f]"));
      const page = all("a[data-article]").find((link) => said("#" + link.dataset.article)[0] === parts[1]);
      if (page) location.replace(page.href.split("#")[0] + location.hash);
    } else if (/^#[ft]\d+-\d+-\d+$/.test(location.hash)) {
      const row = document.getElementById(location.hash.slice(1).replace("t", "f"));
      if (row) show(row);
    } else if (/^#m\d+-\d+-\d+$/.test(location.hash)) {
      const card = document.getElementById(location.hash.slice(1));
      if (!card) return;
      if (card.hidden || card.closest("details[hidden]")) { filter.reset(); apply(); }
      for (let box = card.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
      card.scrollIntoView({ block: "center" });
    }
  };

  /* A number that counts facts leads to just these: `data-pick` is run, outcomes, type and slot, - for any. */
  const pick = (link) => {
    const [run, letters, ...chosen] = link.dataset.pick.split(" ").map((part) => (part === "-" ? "" : part));
    for (const box of all("input", filter)) box.checked = !letters || letters.includes(box.value);
    [...chosen, run].forEach((value, index) => { all("select", filter)[index].value = value; });
    apply();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (link.dataset.pick && filter) pick(link);
    /* The same link a second time changes no address, and must lead there all the same. */
    else if (link.hash && link.href === location.href) follow();
  });
  for (const name of ["pointerover", "focusin"]) {
    document.addEventListener(name, (event) => {
      const item = event.target.closest(".facts > li, .text .n");
      if (item || event.target.closest(".reading")) light(item);
      const piece = event.target.closest("u");
      if (piece) piece.title = told(piece);
    });
  }
  addEventListener("hashchange", follow);

  /* On paper nothing is folded. */
  let folded = [];
  addEventListener("beforeprint", () => { folded = all("details:not([open])"); folded.forEach((box) => { box.open = true; }); });
  addEventListener("afterprint", () => { folded.forEach((box) => { box.open = false; }); });

  if (filter) {
    filter.addEventListener("input", apply);
    filter.addEventListener("reset", () => setTimeout(apply));
    filter.addEventListener("submit", (event) => event.preventDefault());
  }
  if (chooser) {
    chooser.addEventListener("input", choose);
    choose();
  }
  follow();
})();
