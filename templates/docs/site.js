// What a page needs a script for: the remembered colours, search and filters. Everything else works without.
(() => {
  const root = document.documentElement;
  const themeKey = "greenbar-theme";

  // Before the page is drawn, so that nothing flashes.
  const remembered = readTheme();
  if (remembered !== null) root.dataset.theme = remembered;

  document.addEventListener("DOMContentLoaded", () => {
    addThemeButton();
    addOpenAllButton();
    startOverview();
  });

  function readTheme() {
    try {
      const theme = localStorage.getItem(themeKey);
      return theme === "dark" || theme === "light" ? theme : null;
    } catch {
      // A browser that keeps nothing for this page: the system's choice holds.
      return null;
    }
  }

  function isDark() {
    return (
      (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) ===
      "dark"
    );
  }

  function addThemeButton() {
    const button = addTool("Dark", () => {
      const theme = isDark() ? "light" : "dark";
      root.dataset.theme = theme;
      show();
      try {
        localStorage.setItem(themeKey, theme);
      } catch (error) {
        console.info("The choice of colours is not remembered:", error);
      }
    });
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    show();
  }

  function addOpenAllButton() {
    const marks = document.querySelectorAll("details.mark");
    if (marks.length === 0) return;
    const button = addTool("Open all", () => {
      const open = button.getAttribute("aria-pressed") !== "true";
      for (const mark of marks) mark.open = open;
      button.setAttribute("aria-pressed", String(open));
    });
    button.setAttribute("aria-pressed", "false");
  }

  function addTool(name, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", act);
    document.getElementById("tools").append(button);
    return button;
  }

  function startOverview() {
    const form = document.getElementById("search");
    if (form === null) return;
    const query = document.getElementById("query");
    const found = document.getElementById("found");
    const chips = [...document.querySelectorAll("[data-status].chip")];
    const groups = [...document.querySelectorAll("[data-group]")].map((group) => ({
      group,
      specs: [...group.querySelectorAll(".spec")].map((spec) => ({
        spec,
        items: [...spec.querySelectorAll("[data-at]")].map((item) => ({
          item,
          at: Number(item.dataset.at),
          status: item.dataset.status,
        })),
      })),
    }));
    let index = null;
    form.hidden = false;

    const state = () => {
      const words = new URLSearchParams(location.search);
      return { q: words.get("q") ?? "", status: words.get("status") ?? "" };
    };
    const go = ({ q, status }, how) => {
      const words = new URLSearchParams();
      if (q !== "") words.set("q", q);
      if (status !== "") words.set("status", status);
      const text = words.toString();
      history[how](null, "", (text === "" ? location.pathname : `?${text}`) + location.hash);
      show();
    };

    function show() {
      const { q, status } = state();
      if (query.value !== q && document.activeElement !== query) query.value = q;
      const hits = q.trim() === "" ? null : search(q);
      let count = 0;
      for (const { group, specs } of groups) {
        let hasSpec = false;
        for (const { spec, items } of specs) {
          const wanted = items.map(
            ({ at, status: own }) => (hits === null || hits.has(at)) && (status === "" || status === own),
          );
          const found = wanted.filter(Boolean).length;
          count += found;
          const isShown = found > 0 || (hits === null && status === "");
          if (spec.hidden === isShown) spec.hidden = !isShown;
          hasSpec ||= isShown;
          // What is in a spec that is hidden can wait: every change costs a part of the key's time.
          if (!isShown) continue;
          for (const [at, { item }] of items.entries()) {
            if (item.hidden === wanted[at]) item.hidden = !wanted[at];
          }
        }
        group.hidden = !hasSpec;
      }
      for (const chip of chips) chip.setAttribute("aria-current", String(chip.dataset.status === status));
      const what = count === 1 ? "1 requirement" : `${count} requirements`;
      found.textContent = hits === null && status === "" ? "" : count === 0 ? "Nothing found." : what;
    }

    function load() {
      index ??= MiniSearch.loadJSON(greenbarIndex, { fields: ["title", "spec", "text"] });
      return index;
    }

    function search(q) {
      const options = {
        prefix: true,
        fuzzy: (term) => (term.length > 4 ? 0.2 : false),
        boost: { title: 3, spec: 2 },
        combineWith: "AND",
      };
      return new Set(
        load()
          .search(q, options)
          .map(({ id }) => id),
      );
    }

    query.addEventListener("input", () => go({ ...state(), q: query.value }, "replaceState"));
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const chip of chips) {
      chip.addEventListener("click", (event) => {
        event.preventDefault();
        const { q, status } = state();
        go({ q, status: status === chip.dataset.status ? "" : chip.dataset.status }, "pushState");
      });
    }
    document.addEventListener("keydown", (event) => {
      if (
        event.key === "/" &&
        document.activeElement !== query &&
        !event.ctrlKey &&
        !event.metaKey &&
        !event.altKey
      ) {
        event.preventDefault();
        query.focus();
      } else if (event.key === "Escape" && document.activeElement === query) {
        query.value = "";
        go({ ...state(), q: "" }, "replaceState");
      }
    });
    addEventListener("popstate", show);
    query.value = state().q;
    show();
    // So that the first key does not wait for it.
    (globalThis.requestIdleCallback ?? setTimeout)(load);
  }
})();
