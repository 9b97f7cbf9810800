"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const numbers = (text) => (text || "").split(" ").filter(Boolean);
  const card = find("card");
  const filters = find("filters");

  // Filters: items that do not fit are hidden, statements in the text and rows of sources are greyed.
  const wanted = () => ({
    source: find("by-source").value,
    kind: find("by-kind").value,
    percent: Number(find("by-percent").value),
    words: find("by-words").value.trim().toLowerCase(),
  });
  const fits = (item, want) => {
    const data = item.dataset;
    return (!want.source || numbers(data.sources).includes(want.source))
      && (!want.kind || data.kind === undefined || data.kind === want.kind)
      && (data.percent === undefined || Number(data.percent) >= want.percent)
      && (!want.words || item.textContent.toLowerCase().includes(want.words));
  };
  const apply = () => {
    const want = wanted();
    find("percent").textContent = `${want.percent} %`;
    const narrow = Boolean(want.kind || want.percent);
    const involved = new Set();
    const items = all("main .item");
    let shown = 0, counted = 0;
    const settle = (item, visible) => {
      item.hidden = !visible;
      counted += 1;
      shown += visible;
    };
    for (const item of items.filter((one) => !one.dataset.claim)) {
      const visible = fits(item, want);
      settle(item, visible);
      if (visible && item.dataset.percent !== undefined) numbers(item.dataset.with).forEach((n) => involved.add(n));
    }
    const bright = new Set();
    for (const item of items.filter((one) => one.dataset.claim)) {
      const visible = fits(item, want) && (!narrow || involved.has(item.dataset.claim));
      settle(item, visible);
      if (visible) bright.add(item.dataset.claim);
    }
    for (const mark of all(".text .said")) {
      mark.classList.toggle("dim", !numbers(mark.dataset.claims).some((n) => bright.has(n)));
    }
    for (const row of all("[data-voice]")) {
      row.classList.toggle("chosen", row.dataset.voice === want.source);
    }
    const filtered = want.source || want.words || narrow;
    find("tally").textContent = filtered ? `${shown} of ${counted} entries are shown.` : "";
  };
  const reset = () => {
    for (const id of ["by-source", "by-kind", "by-words"]) find(id).value = "";
    find("by-percent").value = "0";
    apply();
  };

  // The card: what is known of the statement under the pointer or in focus.
  const light = (claims) => {
    for (const mark of all(".text .on, .text .against, .text .along")) mark.classList.remove("on", "against", "along");
    const listed = claims.map((n) => find(`claim-${n}`)).filter(Boolean);
    const paint = (wanted, name) => {
      const set = new Set(wanted);
      for (const mark of all(".text .said")) {
        if (numbers(mark.dataset.claims).some((n) => set.has(n))) mark.classList.add(name);
      }
    };
    paint(claims, "on");
    paint(listed.flatMap((one) => numbers(one.dataset.against)), "against");
    paint(listed.flatMap((one) => numbers(one.dataset.along)), "along");
    return listed;
  };
  const hide = () => {
    card.hidden = true;
    light([]);
  };
  const show = (claims) => {
    const listed = light(claims);
    if (!listed.length) return;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", hide);
    const list = document.createElement("div");
    for (const one of listed) {
      const copy = document.createElement("div");
      copy.className = one.className.replace("item", "");
      copy.append(...[...one.cloneNode(true).childNodes]);
      list.append(copy);
    }
    card.replaceChildren(close, list);
    card.hidden = false;
  };
  const claimsOf = (node) => {
    const mark = node instanceof Element && node.closest(".text [data-claims]");
    return mark ? numbers(mark.dataset.claims) : [];
  };

  // Wherever a link leads, what it leads to is seen and has the focus.
  const reveal = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = id && find(id);
    if (!target) return;
    if (filters && target.closest("[hidden]")) reset();
    for (let one = target.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
    if (!card.contains(target)) card.hidden = true;
    target.scrollIntoView({ block: target.matches("section, main") ? "start" : "center" });
    target.focus({ preventScroll: true });
  };

  if (filters) {
    filters.hidden = false;
    filters.addEventListener("input", apply);
    find("reset").addEventListener("click", reset);
    apply();
  }
  const text = document.querySelector(".text");
  if (text) {
    text.addEventListener("mouseover", (event) => {
      const claims = claimsOf(event.target);
      if (claims.length) show(claims);
    });
    text.addEventListener("focusin", (event) => show(claimsOf(event.target)));
    text.addEventListener("click", (event) => {
      if (event.target.closest("a")) return;
      const claims = claimsOf(event.target);
      if (claims.length) show(claims); else hide();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !card.hidden) hide();
  });
  // A link to where one already is changes no address, but is followed all the same.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) setTimeout(reveal);
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    for (const one of all("details:not([open])")) { one.open = true; one.dataset.closed = ""; }
  });
  addEventListener("afterprint", () => {
    for (const one of all("details[data-closed]")) { one.open = false; delete one.dataset.closed; }
  });
  if (location.hash) reveal();
})();
