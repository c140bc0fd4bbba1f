// Reloads a page when the server says that it is another now, and puts the reader back where they were: the place on
// the page, what stood open, and what had the keyboard.
(() => {
  const own = decodeURIComponent(location.pathname.slice(1)) || "index.html";
  const key = `greenbar-live:${own}`;
  const source = new URL("events", document.currentScript.src);
  const [loaded] = performance.getEntriesByType("navigation");
  let seen = loaded?.serverTiming?.find(({ name }) => name === "moment")?.description ?? null;
  let events = null;

  restore();
  listen();
  // A browser has few connections to one server: a page that nobody sees leaves its own to others.
  document.addEventListener("visibilitychange", listen);

  function listen() {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (events === null) {
      if (seen !== null) source.searchParams.set("seen", seen);
      events = new EventSource(source);
      events.addEventListener("changed", hear);
    }
  }

  function hear({ data, lastEventId }) {
    const { paths, all } = JSON.parse(data);
    seen = lastEventId;
    if (!all && !paths.some(isMine)) return;
    remember();
    location.reload();
  }

  /** Styles and scripts are every page's; the index of the search only matters to who searches next. */
  function isMine(path) {
    return (
      path === own ||
      (path.startsWith("assets/") && (path !== "assets/search-index.js" || own === "index.html"))
    );
  }

  /** What can be opened, by a name that outlives an edit elsewhere on the page. */
  function openable() {
    const counts = new Map();
    return [...document.querySelectorAll("details")].map((details) => {
      const near = details.closest("[id]")?.id ?? "";
      const count = counts.get(near) ?? 0;
      counts.set(near, count + 1);
      return [`${near} ${count}`, details];
    });
  }

  function remember() {
    const open = openable().flatMap(([name, { open }]) => (open ? [name] : []));
    try {
      sessionStorage.setItem(
        key,
        JSON.stringify({ x: scrollX, y: scrollY, open, focus: document.activeElement?.id ?? "" }),
      );
    } catch (error) {
      console.info("The place on the page is not remembered:", error);
    }
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
      sessionStorage.removeItem(key);
    } catch (error) {
      console.info("The place on the page was not remembered:", error);
    }
    if (kept === null) return;
    for (const [name, details] of openable()) if (kept.open.includes(name)) details.open = true;
    if (kept.focus !== "") document.getElementById(kept.focus)?.focus({ preventScroll: true });
    const goBack = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    goBack();
    // The browser goes to an address's heading once all is loaded, and this page was further.
    addEventListener("load", () => requestAnimationFrame(goBack), { once: true });
  }
})();
