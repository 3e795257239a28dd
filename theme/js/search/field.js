// The field in the masthead, and the page of the search.

// Milliseconds without a letter after which is looked up, and after which the number of results is spoken.
const PAUSE = 120, SPOKEN = 900;
const NAMES = ["q", "section", "year", "kind", "author", "type", "sort"];

class Search {
  constructor(form, place) {
    this.form = form;
    this.field = form.elements.q;
    this.place = place;
    this.index = new Index(form.action);
    // Everything else waits for it; what is wrong with it is said when something is looked for.
    this.index.head().catch(() => {});
    this.asked = 0;
    this.status = make("p", "visually-hidden");
    this.status.setAttribute("role", "status");
    form.append(this.status);
    this.field.addEventListener("input", () => this.later());
    this.field.addEventListener("keydown", event => this.key(event));
  }

  get values() {
    const values = {};
    for (const name of NAMES) {
      const control = this.form.elements[name];
      values[name] = control ? control.value.trim() : "";
    }
    // A space behind the last word says that it is whole.
    values.q = this.field.value.replace(/^\s+/, "");
    return values;
  }

  narrowed(values) {
    return NAMES.slice(1, -1).some(name => values[name]);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), PAUSE);
  }

  // Look up what stands in the field. What was typed meanwhile wins.
  async run(options) {
    clearTimeout(this.timer);
    const asked = ++this.asked, before = this.index.read;
    const values = this.values;
    if (!values.q.trim() && !this.narrowed(values)) return this.clear();
    try {
      const [found, head] = await Promise.all([answer(this.index, values.q, values, options && options.asTyped), this.index.head()]);
      const results = new Results(this.index, found);
      const sequences = sequencesOf(found.query, head.abbreviations || []);
      const records = await results.next(Math.max(this.length, (options && options.length) || 0));
      const room = roomFor(this.index.read - before, !before);
      const first = await proved(records, found.query, sequences, room);
      if (asked !== this.asked) return;
      this.room = room - first.filter(each => each.page).length;
      // One letter that finds nothing is a beginning.
      if (!first.length && values.q.trim().length === 1) return this.clear();
      this.show(values, found, results, first, head.sections || [], sequences);
      this.speak(first.length ? this.counted(results) : say("none", { query: values.q.trim() }));
    } catch (error) {
      if (asked === this.asked) this.fail(error);
    }
  }

  counted(results) {
    if (results.count === 1 && !results.more) return TEXT.one;
    // Which of those that are left are files of others is not known yet.
    return say(results.more ? "about" : "many", { count: results.count.toLocaleString(document.documentElement.lang) });
  }

  speak(text) {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => (this.status.textContent = text), SPOKEN);
  }

  // What went wrong, in words, and a way on.
  fail(error) {
    const kind = error.kind === "offline" || navigator.onLine === false ? "offline" : error.kind || "damaged";
    const again = button(kind === "old" ? "reload" : "retry", () => (kind === "old" ? location.reload() : this.run()));
    this.fill(make("p", "search__said", TEXT[kind]), make("p", "search__said", again));
    this.speak(TEXT[kind]);
  }

  // What a search says before its results.
  notes(values, found) {
    const notes = [];
    if (found.changed) {
      const typed = button("typed", () => this.run({ asTyped: true }), { query: values.q.trim() });
      notes.push(make("p", "search__said", say("changed", { query: said(found.query) }), " ", typed));
    }
    if (found.partly) notes.push(make("p", "search__said", TEXT.partly));
    return notes;
  }

  links() {
    return Array.from(this.place.querySelectorAll(".search-result__link"));
  }

  key(event) {
    if (event.key !== "ArrowDown" || event.altKey || event.isComposing) return;
    const first = this.links()[0];
    if (!first) return;
    event.preventDefault();
    first.focus();
  }
}

function button(name, pressed, values) {
  const element = make("button", "search__retry", say(name, values));
  element.type = "button";
  element.addEventListener("click", pressed);
  return element;
}

// Under the field of any page: a few lines, and the way to all.
class Panel extends Search {
  constructor(form) {
    const place = make("div", "search__panel");
    place.hidden = true;
    super(form, place);
    this.length = LINES;
    form.append(place);
    form.addEventListener("focusout", event => {
      if (event.relatedTarget && !form.contains(event.relatedTarget)) this.close();
    });
    document.addEventListener("pointerdown", event => form.contains(event.target) || this.close());
    this.field.addEventListener("focus", () => this.place.childElementCount && (this.place.hidden = false));
    place.addEventListener("keydown", event => this.move(event));
    form.addEventListener("keydown", event => {
      if (event.key !== "Escape" || place.hidden) return;
      event.preventDefault();
      this.field.focus();
      this.close();
    });
    if (this.field.value) this.run();
  }

  close() {
    this.place.hidden = true;
    this.asked++;
  }

  clear() {
    this.place.replaceChildren();
    this.close();
    this.speak("");
  }

  fill(...children) {
    this.place.replaceChildren(...children);
    this.place.hidden = false;
  }

  show(values, found, results, first, sections, sequences) {
    const query = values.q.trim();
    const list = make("ol", "search__lines", ...first.map(each => line(each, sections, sequences)));
    list.lang = LANGUAGE;
    const all = make("a", "search__all", !first.length ? TEXT.otherwise : results.more ? TEXT.whole : say("all", { count: results.count }));
    all.href = this.form.action + "?q=" + encodeURIComponent(query);
    const none = first.length ? [] : [make("p", "search__said", say("none", { query: query }))];
    this.fill(...this.notes(values, found), ...none, ...(first.length ? [list] : []), all);
    this.place.dataset.shown = values.q;
  }

  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = Array.from(this.place.querySelectorAll("a, button"));
    const next = stops.indexOf(document.activeElement) + step;
    event.preventDefault();
    if (next < 0) this.field.focus();
    else if (stops[next]) stops[next].focus();
  }
}

// The page of the search: its address says what is shown.
class Page extends Search {
  constructor(form, place) {
    super(form, place);
    this.length = SHOWN;
    history.scrollRestoration = "manual";
    this.restore();
    form.addEventListener("submit", event => {
      event.preventDefault();
      this.keep("pushState");
      this.run();
    });
    form.addEventListener("change", event => {
      if (event.target === this.field) return;
      // With the arrows, a reader goes through the choices: the way back leads past all of them.
      this.keep(event.timeStamp - this.changed < 2000 ? "replaceState" : "pushState");
      this.changed = event.timeStamp;
      this.run();
    });
    addEventListener("popstate", () => this.restore());
    addEventListener("scroll", () => {
      clearTimeout(this.scrolled);
      this.scrolled = setTimeout(() => this.note(), 150);
    }, { passive: true });
    place.addEventListener("click", () => this.note());
  }

  later() {
    super.later();
    this.typed = true;
  }

  run(options) {
    if (this.typed) this.keep("replaceState");
    this.typed = false;
    return super.run(options);
  }

  // The address of what stands in the form, without what is empty.
  keep(how) {
    const values = this.values;
    const query = new URLSearchParams();
    for (const name of NAMES) if (values[name].trim()) query.set(name, values[name].trim());
    const address = this.form.action + (String(query) ? "?" + query : "");
    this.typed = false;
    if (how === "replaceState" || address !== location.href) history[how](null, "", address);
  }

  // How far the reader has come, for the way back.
  note() {
    history.replaceState({ top: scrollY, length: this.place.querySelectorAll(".search-result").length }, "");
  }

  restore() {
    const query = new URLSearchParams(location.search);
    for (const name of NAMES) {
      const control = this.form.elements[name];
      if (!control) continue;
      control.value = query.get(name) || "";
      // What is no option any more.
      if (control.options && control.selectedIndex < 0) control.selectedIndex = 0;
    }
    const { top, length } = history.state || {};
    // What narrows the search is seen; on wide screens there is room for all of it.
    if (this.narrowed(this.values) || innerWidth > 900) this.form.querySelector("details").open = true;
    clearTimeout(this.timer);
    this.typed = false;
    this.run({ length: Math.min(length || 0, 100) }).then(() => top && scrollTo(0, top));
  }

  async clear() {
    this.asked++;
    this.fill();
    this.speak("");
    this.place.dataset.shown = "";
  }

  fill(...children) {
    if (this.excerpts) this.excerpts.stop();
    // The focus is not lost with what it was on.
    if (this.place.contains(document.activeElement)) this.field.focus();
    this.place.replaceChildren(...children);
  }

  show(values, found, results, first, sections, sequences) {
    const notes = this.notes(values, found);
    if (!first.length) this.fill(...notes, ...this.none(values));
    else {
      const count = make("p", "search__count", this.counted(results));
      const list = make("ol", "search-results__list");
      list.lang = LANGUAGE;
      this.fill(count, ...notes, list);
      this.excerpts = excerpts(sequences, this.room);
      const put = some => {
        const items = some.map(each => whole(each, sections, sequences));
        list.append(...items);
        some.forEach((each, place) => this.excerpts.watch(items[place], each));
        return items;
      };
      put(first);
      if (results.more) this.more(results, put, count);
    }
    this.place.dataset.shown = values.q;
    keepPage(this.form.action);
  }

  more(results, put, count) {
    const element = button("more", async () => {
      try {
        const items = put(await results.next(SHOWN));
        count.textContent = this.counted(results);
        if (!results.more) element.remove();
        if (items.length) items[0].querySelector("a").focus();
      } catch (error) {
        this.fail(error);
      }
    });
    this.place.append(element);
  }

  // Nothing was found: what to try.
  none(values) {
    const tries = [make("li", "", TEXT.fewer)];
    if (this.narrowed(values)) {
      const without = button("unfiltered", () => {
        for (const name of NAMES.slice(1, -1)) if (this.form.elements[name]) this.form.elements[name].value = "";
        this.field.focus();
        this.keep("pushState");
        this.run();
      });
      tries.unshift(make("li", "", without));
    }
    const archive = make("a", "", TEXT.browse);
    archive.href = "#xem-theo";
    tries.push(make("li", "", archive));
    return [make("p", "search__count", say("none", { query: values.q.trim() })), make("ul", "search__tries", ...tries)];
  }
}

// Once the search is used, its page is kept on the device for times without a network. The site works without it.
let kept = false;

function keepPage(address) {
  const worker = navigator.serviceWorker;
  if (kept || !worker) return;
  kept = true;
  // What was loaded before the worker was there is loaded once more, mostly from the browser's own cache.
  const again = () => {
    const loaded = performance.getEntriesByType("resource").map(each => each.name);
    loaded.concat(address).filter(each => each.startsWith(address) || each.startsWith(location.origin + "/theme/")).forEach(each => fetch(each).catch(() => {}));
  };
  if (!worker.controller) worker.addEventListener("controllerchange", again, { once: true });
  worker.register(address + "sw.js").catch(() => {});
}

function begin() {
  const form = document.querySelector(".search");
  const place = document.querySelector(".search-results");
  if (place) return new Page(form, place);
  const sheet = make("link", "");
  sheet.rel = "stylesheet";
  sheet.href = SHEET;
  const start = () => new Panel(form);
  // Unstyled, it would push the page down.
  sheet.onload = sheet.onerror = start;
  document.head.append(sheet);
}

begin();
