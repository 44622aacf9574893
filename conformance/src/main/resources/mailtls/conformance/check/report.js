
"use strict";
(function () {
  const form = document.getElementById("filters");
  const cases = Array.from(document.querySelectorAll(".case"));
  const groups = Array.from(document.querySelectorAll(".section")).concat(Array.from(document.querySelectorAll(".results")));
  const selects = ["protocol", "mode", "target", "phase"];
  const boxes = Array.from(form.querySelectorAll("[name=verdict]"));

  function apply() {
    const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = boxes.filter(box => box.checked).map(box => box.value);
    let shown = 0;
    for (const one of cases) {
      const fits = [
        verdicts.length === 0 || verdicts.includes(one.dataset.verdict),
        selects.every(name => ["", one.dataset[name]].includes(form.elements[name].value)),
        words.every(word => one.dataset.text.includes(word))
      ].every(Boolean);
      one.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    groups.forEach(group => { group.hidden = group.querySelector(".case:not([hidden])") === null; });
    document.getElementById("none").hidden = shown !== 0;
    document.getElementById("shown").textContent = shown + " of " + cases.length + " cases";
    remember();
  }

  /* The choice is part of the address, so that it can be sent to somebody. */
  function remember() {
    const chosen = new URLSearchParams();
    new FormData(form).forEach((value, name) => { if (value !== "") { chosen.append(name, value); } });
    const query = chosen.toString();
    try {
      history.replaceState(null, "", location.pathname + (query === "" ? "" : "?" + query) + location.hash);
    } catch (notAllowed) {
      /* Some browsers do not let a local file do that. */
    }
  }

  function recall() {
    const chosen = new URLSearchParams(location.search);
    form.elements.q.value = chosen.get("q") || "";
    selects.forEach(name => { form.elements[name].value = chosen.get(name) || ""; });
    boxes.forEach(box => { box.checked = chosen.getAll("verdict").includes(box.value); });
    apply();
  }

  function choose(link) {
    form.reset();
    selects.forEach(name => { form.elements[name].value = link.dataset[name] || ""; });
    boxes.forEach(box => { box.checked = box.value === link.dataset.verdict; });
    apply();
    form.scrollIntoView();
  }

  function openTarget() {
    const linked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (linked === null || !linked.classList.contains("case")) {
      return;
    }
    if (linked.hidden) {
      form.reset();
      apply();
    }
    linked.open = true;
    linked.scrollIntoView();
  }

  function theme() {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
    document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  document.querySelectorAll("a[data-target]").forEach(link => link.addEventListener("click", event => {
    event.preventDefault();
    choose(link);
  }));
  document.getElementById("theme").addEventListener("click", theme);
  document.addEventListener("keydown", event => {
    if (event.key === "/" ? !/INPUT|SELECT/.test(document.activeElement.tagName) : false) {
      event.preventDefault();
      form.elements.q.focus();
    }
  });
  addEventListener("hashchange", openTarget);
  /* On paper nothing can be opened: what did not go well is. */
  addEventListener("beforeprint", () => cases.forEach(one => {
    one.dataset.wasOpen = one.open ? "yes" : "";
    one.open = one.open || !["PASS", "SKIP", "NOT_OBSERVABLE"].includes(one.dataset.verdict);
  }));
  addEventListener("afterprint", () => cases.forEach(one => { one.open = one.dataset.wasOpen === "yes"; }));

  /* Where there is nothing to choose from, there is no choice. */
  selects.forEach(name => { form.elements[name].hidden = new Set(cases.map(one => one.dataset[name])).size === 1; });
  form.hidden = false;
  document.getElementById("theme").hidden = false;
  recall();
  openTarget();
})();
