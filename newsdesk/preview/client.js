// In every page of the preview: follows the server's events. Reload, new styles, problems; nothing is polled.
(function () {
  const script = document.currentScript;
  const failed = JSON.parse(document.body.dataset.failed || "null");
  const SCROLL = "preview-scroll";
  const DISMISSED = "preview-dismissed";
  let version = script.dataset.version;
  let source = null;
  let styling = Promise.resolve();

  // -- events

  function open() {
    if (source) return;
    const query = new URLSearchParams({ server: script.dataset.server, version, page: location.pathname });
    if (failed) query.set("failed", "1");
    source = new EventSource("/__preview/events?" + query);
    source.addEventListener("reload", reload);
    source.addEventListener("sleep", close);
    source.addEventListener("styles", (event) => {
      styling = styling.then(() => renewStyles(JSON.parse(event.data))).catch(reload);
    });
    source.addEventListener("problems", (event) => tell(JSON.parse(event.data)));
    // A browser asks again by itself, unless it was told something else than events.
    source.addEventListener("error", () => {
      if (!source || source.readyState !== EventSource.CLOSED) return;
      close();
      setTimeout(open, 1000);
    });
  }

  function close() {
    if (source) source.close();
    source = null;
  }

  // A page that comes back, from the history or from behind another window, asks what it missed.
  addEventListener("pageshow", open);
  addEventListener("focus", open);
  document.addEventListener("visibilitychange", () => document.hidden || open());
  addEventListener("pagehide", close);
  // A reload must not get in the way of a link that was followed; a download leaves the page where it is.
  addEventListener("beforeunload", () => {
    close();
    setTimeout(open, 2000);
  });

  // -- a new page

  function reload() {
    close();
    // Whoever edits this page has what is new put into it, and says so: no open field is lost.
    if (!document.dispatchEvent(new CustomEvent("newsdesk:reload", { cancelable: true }))) return;
    remember(SCROLL, JSON.stringify({ url: location.href, left: scrollX, top: scrollY }));
    history.scrollRestoration = "manual";
    location.reload();
  }

  document.addEventListener("newsdesk:renewed", ({ detail }) => {
    version = detail.version;
    Object.assign(script.dataset, detail);
    close();
    open();
  });

  // Until everything has its height, and unless the reader moves meanwhile.
  function restoreScroll() {
    const kept = JSON.parse(recall(SCROLL) || "null");
    remember(SCROLL, null);
    if (!kept) return;
    history.scrollRestoration = "auto";
    if (kept.url !== location.href) return;
    const settle = () => scrollTo({ left: kept.left, top: kept.top, behavior: "instant" });
    const growth = new ResizeObserver(settle);
    const moves = ["wheel", "touchmove", "keydown", "pointerdown"];
    const stop = () => {
      growth.disconnect();
      moves.forEach((name) => removeEventListener(name, stop));
    };
    growth.observe(document.body);
    moves.forEach((name) => addEventListener(name, stop, { passive: true }));
    const later = () => setTimeout(stop, 3000);
    document.readyState === "complete" ? later() : addEventListener("load", later);
    settle();
  }

  // -- new styles

  const sheets = (page) => Array.from(page.querySelectorAll('link[rel~="stylesheet"]'));

  // The page as it is now names its style sheets; each takes the place of its forerunner once it is there.
  async function renewStyles(number) {
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = sheets(new DOMParser().parseFromString(await answer.text(), "text/html"));
    const worn = sheets(document);
    if (fresh.length !== worn.length) throw new Error("other style sheets");
    await Promise.all(worn.map((link, place) => replace(link, fresh[place].getAttribute("href"), number)));
    version = number;
  }

  function replace(link, href, number) {
    const url = new URL(href, location.href);
    url.searchParams.set("preview", number);
    const next = link.cloneNode();
    next.href = url.href;
    return new Promise((done) => {
      next.onload = next.onerror = () => {
        link.remove();
        done();
      };
      link.after(next);
    });
  }

  // -- problems

  let furniture = null;
  let parts = null;
  let byHand = false;
  let before = null;
  let told = null;

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // In a shadow root, where the theme's styles don't reach; its own come from the server, as the policy of pages wants it.
  function furnish() {
    const styles = element("link", { rel: "stylesheet", href: "/__preview/client.css" });
    const styled = new Promise((done) => (styles.onload = styles.onerror = done));
    const frame = element("aside", {});
    const host = element("div", { id: "ban-tin-preview" });
    host.toggleAttribute("data-editing", document.documentElement.hasAttribute("data-newsdesk-editing"));
    host.attachShadow({ mode: "open" }).append(styles, frame);
    // Beside the body, whose layout is contained: in older browsers what is fixed would stand at its end.
    document.documentElement.append(host);
    return { frame, host, styled };
  }

  function build() {
    furniture ||= furnish();
    const title = element("h2", { id: "title" });
    const shut = element("button", { type: "button", className: "close", onclick: dismiss });
    const explanation = element("p", { id: "explanation" });
    const list = element("ol", {});
    const summary = element("summary", {});
    const folded = element("ol", {});
    const others = element("details", { hidden: true }, summary, folded);
    const panel = element("div", { className: "panel", role: "alertdialog", tabIndex: -1, hidden: true });
    panel.setAttribute("aria-labelledby", "title");
    panel.setAttribute("aria-describedby", "explanation");
    panel.append(element("div", { className: "head" }, title, shut), explanation, list, others);
    const count = element("button", { type: "button", className: "count", hidden: true, onclick: unfold });
    const said = element("p", { className: "said", role: "status" });
    const working = element("p", { className: "working", role: "status", hidden: true });
    furniture.frame.prepend(panel, count, said, working);
    document.addEventListener("keydown", (event) => event.key === "Escape" && !panel.hidden && dismiss());
    return { title, shut, explanation, list, summary, folded, others, panel, count, said, working, ...furniture };
  }

  async function tell(news) {
    told = merged(news);
    if (!parts && !told.problems.length && !told.working) return;
    if (!parts) parts = build();
    await parts.styled;
    const errors = errorsOf(told);
    if (!told.problems.length) byHand = false;
    const unseen = told.errors > 0 && recall(DISMISSED) !== errors;
    if (!told.errors) remember(DISMISSED, null);
    fill();
    // While the page is edited, what is wrong stands beside its lines.
    byHand || (unseen && !document.documentElement.hasAttribute("data-newsdesk-editing")) ? show() : hide();
  }

  // What this very page failed with is not always among the problems of the site.
  function merged(news) {
    const own = failed ? failed.problems : [];
    const known = new Set(news.problems.map((each) => JSON.stringify(each)));
    const more = own.filter((each) => !known.has(JSON.stringify(each)));
    return more.length ? { ...failed, problems: [...more, ...news.problems] } : news;
  }

  function errorsOf(news) {
    return JSON.stringify(news.problems.filter((each) => each.severity === "error"));
  }

  function fill() {
    const { title, shut, explanation, list, summary, folded, others, count, working, frame } = parts;
    working.textContent = told.working;
    working.hidden = !told.working;
    title.textContent = count.textContent = told.title;
    shut.textContent = told.close + " (Esc)";
    explanation.textContent = told.explanation;
    explanation.hidden = !told.explanation;
    frame.setAttribute("aria-label", told.name);
    summary.textContent = told.elsewhere;
    list.replaceChildren(...told.problems.filter((each) => !each.folded).map(item));
    folded.replaceChildren(...told.problems.filter((each) => each.folded).map(item));
    others.hidden = !folded.childElementCount;
  }

  function item(problem) {
    const head = element("p", { className: "place" }, element("b", {}, problem.label));
    if (problem.place) head.append(" ", element("code", {}, problem.place));
    const made = element("li", { className: problem.severity }, head);
    made.append(element("p", { className: "message" }, problem.message));
    if (problem.fix) made.append(element("p", { className: "fix" }, element("b", {}, told.fix + ": "), problem.fix));
    return made;
  }

  function show() {
    const { panel, count, said } = parts;
    count.hidden = true;
    if (!panel.hidden) return;
    panel.hidden = false;
    before = document.activeElement;
    if (isTyping(before)) said.textContent = told.title;
    else panel.focus({ preventScroll: true });
  }

  function hide() {
    const { panel, count, said, host } = parts;
    const held = document.activeElement === host;
    panel.hidden = true;
    count.hidden = !told.problems.length;
    said.textContent = "";
    if (held && before && before.isConnected && before !== host) before.focus({ preventScroll: true });
  }

  function dismiss() {
    const unfolded = byHand;
    byHand = false;
    remember(DISMISSED, errorsOf(told));
    hide();
    if (unfolded) parts.count.focus();
  }

  function unfold() {
    byHand = true;
    show();
    parts.panel.focus({ preventScroll: true });
  }

  function isTyping(active) {
    return active && (active.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(active.tagName));
  }

  // -- what else an editor does here

  // The bar of the newsdesk. A script may take a link of it over: it listens to `newsdesk:` and the link's name, and prevents the default.
  function linkDesk() {
    const bar = JSON.parse(script.dataset.bar || "null");
    if (!bar) return;
    furniture ||= furnish();
    const nav = element("nav", { className: "desk" });
    nav.setAttribute("aria-label", bar.label);
    for (const { name, href, label } of bar.links) {
      const link = element("a", { href, textContent: label });
      link.dataset.name = name;
      link.addEventListener("click", (event) => {
        const taken = new CustomEvent("newsdesk:" + name, { cancelable: true, detail: { file: bar.source } });
        if (!document.dispatchEvent(taken)) event.preventDefault();
      });
      nav.append(link);
    }
    furniture.frame.setAttribute("aria-label", bar.label);
    furniture.frame.append(nav);
  }

  // -- editing in place: by the link in the bar, Ctrl+E, an address that asks for it; and still on after a reload

  // Pages that are made of many files have no such link.
  const editable = JSON.parse(script.dataset.bar || '{"links":[]}').links.some((each) => each.name === "edit");

  function edit(event) {
    event?.preventDefault();
    import("/__newsdesk/page/edit.js").then((editing) => (event && editing.isOn() ? editing.end() : editing.begin()));
  }

  document.addEventListener("newsdesk:edit", edit);
  document.addEventListener("keydown", (event) => {
    const plain = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (plain && event.key.toLowerCase() === "e" && editable) edit(event);
  });

  // -- storage, which a browser may refuse

  function remember(name, value) {
    try {
      value === null ? sessionStorage.removeItem(name) : sessionStorage.setItem(name, value);
    } catch (error) {
      // The page begins at its top then.
    }
  }

  function recall(name) {
    try {
      return sessionStorage.getItem(name);
    } catch (error) {
      return null;
    }
  }

  restoreScroll();
  linkDesk();
  const asked = location.hash === "#sua" || new URLSearchParams(location.search).has("edit");
  if (!failed && editable && (asked || recall("newsdesk-editing"))) edit();
  if (failed && failed.problems.length) tell({ problems: [] });
  open();
})();
