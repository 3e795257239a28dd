// One import: what was read with its evidence, what is doubtful, the page as readers will see it, and what is decided about it.
import { ask, dayInWords, describeError, element, word } from "./session.js";

const ALWAYS = ["title", "date", "category", "author", "summary"];
const MOMENTS = ["date", "document_issued", "document_effective"];
const LONG = ["title", "summary", "lead_caption", "lead_alt", "document_abstract"];
const UNDER_WAY = ["waiting", "reading", "sketched"];

export const isUnderWay = (item) => UNDER_WAY.includes(item.state);

export class Card {
  // `changed` is called when something was decided.
  constructor(item, categories, changed) {
    Object.assign(this, { item, categories, changed, open: false, whole: null, version: "" });
    this.heading = element("h2", { className: "import__title" });
    this.toggle = element("button", { type: "button", className: "import__toggle" });
    this.heading.append(this.toggle);
    this.status = element("p", { className: "import__status" });
    this.body = element("div", { className: "import__body", hidden: true, id: "body-" + item.id });
    this.toggle.setAttribute("aria-controls", this.body.id);
    this.element = element("article", { className: "import", id: "import-" + item.id }, this.heading, this.status, this.body);
    this.toggle.addEventListener("click", () => this.show(!this.open));
    this.renew(item);
  }

  // Shows what is known of it now.
  renew(item) {
    this.item = item;
    this.element.dataset.state = item.state;
    this.toggle.textContent = item.title || item.source || word("import.nameless");
    this.toggle.setAttribute("aria-expanded", String(this.open));
    this.status.replaceChildren(...this.statusLine(item));
    if (this.open) this.load();
  }

  statusLine(item) {
    const parts = [element("span", { className: "chip" }, word("import.state." + item.state))];
    if (item.title && item.source) parts.push(" ", element("span", { className: "import__source" }, item.source));
    if (item.state === "sketched" && item.photos) {
      const bar = element("progress", { max: item.photos, value: item.photos_done });
      const said = word("import.photos", { done: item.photos_done, number: item.photos });
      bar.setAttribute("aria-label", said);
      parts.push(" ", bar, " ", said);
    }
    if (item.state === "ready") parts.push(" ", item.sure ? word("import.sure") : word("import.look", { number: item.doubts }));
    return parts;
  }

  show(open) {
    this.open = open;
    this.toggle.setAttribute("aria-expanded", String(open));
    this.body.hidden = !open;
    if (open) this.load();
  }

  // Asks for all of it, where something is new.
  async load() {
    if (this.version === this.item.version || this.loading) return;
    this.loading = true;
    try {
      const whole = await ask("import/" + this.item.id);
      this.version = whole.version;
      this.draw(whole);
    } catch (error) {
      this.say(error);
    } finally {
      this.loading = false;
    }
    if (this.version !== this.item.version && !this.body.contains(document.activeElement)) this.load();
  }

  draw(whole) {
    this.whole = whole;
    const focused = this.body.contains(document.activeElement) ? document.activeElement.name || document.activeElement.dataset.name : "";
    // What is being typed stays, and the page that is looked at too.
    const typed = new Map([...this.body.querySelectorAll("[data-typed]")].map((field) => [field.name, field.value]));
    this.problem = element("p", { className: "problem", hidden: true });
    this.problem.setAttribute("role", "alert");
    const parts = { refused: this.refusal, known: this.known, accepted: this.done, discarded: this.thrown }[whole.state] || this.review;
    const drawn = parts.call(this, whole).filter(Boolean);
    if (parts === this.review) this.left.replaceChildren(...drawn, this.problem);
    else this.body.replaceChildren(...drawn, this.problem);
    for (const [name, value] of typed) {
      const field = this.body.querySelector(`[name="${name}"]`);
      if (field) Object.assign(field, { value }).dataset.typed = "";
    }
    const again = focused && this.body.querySelector(`[name="${focused}"], [data-name="${focused}"]`);
    if (again) again.focus({ preventScroll: true });
  }

  refusal(whole) {
    return [...this.sentences(whole.lines.doubts), this.buttons(this.button("discard", "quiet", () => this.decide("discard")))];
  }

  known(whole) {
    const said = whole.file ? (whole.outcome === "edited" ? "import.edited" : "import.same") : "";
    const parts = said ? [element("p", {}, word(said))] : this.sentences(whole.lines.doubts);
    if (whole.difference) parts.push(this.difference(whole.difference));
    const open = whole.address && element("a", { className: "button", href: whole.address }, word("import.open"));
    return [...parts, this.buttons(open, this.button("discard", "quiet", () => this.decide("discard")))];
  }

  difference(text) {
    const lines = text.split("\n").slice(3).map((line) => {
      const name = line.startsWith("+") ? "ins" : line.startsWith("-") ? "del" : "span";
      return element(name, {}, line.replace(/^@@.*/, "…").replace(/^[-+ ]/, "") || " ");
    });
    return element("details", { open: true }, element("summary", {}, word("import.difference")), element("div", { className: "import__difference" }, ...lines));
  }

  done(whole) {
    const open = whole.address && element("a", { className: "button", href: whole.address }, word("import.edit"));
    return [element("p", {}, word("import.accepted")), this.buttons(open, this.button("undo", "quiet", () => this.decide("restore")))];
  }

  thrown() {
    return [this.buttons(this.button("undo", "quiet", () => this.decide("restore")))];
  }

  // A frame that is moved is loaded again: it keeps its place, and what stands beside it is drawn anew.
  review(whole) {
    if (!this.columns || this.columns.parentNode !== this.body) {
      this.left = element("div", { className: "import__read" });
      this.right = element("div", { className: "import__page" });
      this.columns = element("div", { className: "import__columns" }, this.left, this.right);
      this.body.replaceChildren(this.columns);
      this.frame = null;
    }
    this.page(whole);
    const ready = whole.state === "ready";
    const accept = this.button("accept", "", () => this.decide("accept"));
    accept.disabled = !ready;
    return [
      whole.fields.length ? this.form(whole, ready) : element("p", {}, word("import.wait")),
      ...this.told(whole),
      this.buttons(accept, this.button("discard", "quiet danger", () => this.decide("discard"))),
      !ready && element("p", { className: "help" }, word("import.notYet")),
    ];
  }

  told(whole) {
    const { doubts, notes, left_out, taken } = whole.lines;
    const parts = [];
    if (doubts.length) parts.push(element("h3", {}, word("import.doubts")), element("ul", { className: "import__doubts" }, ...doubts.map((each) => line(each))));
    const problems = whole.problems.map((each) => ({ sentence: each.said }));
    if (problems.length) parts.push(element("h3", {}, word("import.check")), element("ul", {}, ...problems.map((each) => line(each))));
    for (const [name, lines] of [["left", left_out], ["notes", notes], ["lines", taken]]) {
      if (!lines.length) continue;
      const summary = element("summary", {}, word("import." + name, { number: lines.length }));
      const items = lines.map((each) => line(name === "lines" ? { ...each, sentence: each.sentence.split(", ").map(label).join(", ") } : each, name !== "notes"));
      parts.push(element("details", {}, summary, element("ul", {}, ...items)));
    }
    return parts;
  }

  form(whole, ready) {
    const known = new Map(whole.fields.map((each) => [each.name, each]));
    const names = [...new Set([...(whole.page ? ["title"] : ALWAYS), ...known.keys(), ...whole.to_fill])];
    const fields = names.map((name) => this.field(known.get(name) || { name, value: "", grade: "", correctable: true }, ready));
    const form = element("form", { className: "import__fields" }, ...fields);
    form.addEventListener("submit", (event) => event.preventDefault());
    return form;
  }

  field(field, ready) {
    const id = `${this.item.id}-${field.name}`;
    const wrong = element("p", { className: "problem", id: id + "-wrong", hidden: true });
    const evidence = element("p", { className: "import__evidence", id: id + "-read" }, ...this.evidence(field));
    const control = this.control(field, id);
    const save = () => this.correct(field.name, this.valueOf(control.controls[0]), control.controls, wrong);
    for (const each of control.controls) {
      each.disabled = !ready || field.correctable === false;
      each.setAttribute("aria-describedby", `${id}-read ${id}-wrong`);
      each.addEventListener("input", () => (each.dataset.typed = ""));
      each.addEventListener("change", save);
    }
    const parts = [control.label, ...control.shown, evidence];
    if (ready && field.grade === "likely" && !field.corrected) {
      const right = element("button", { type: "button", className: "button quiet import__right" }, word("import.right"));
      right.dataset.name = "right-" + field.name;
      right.setAttribute("aria-label", `${word("import.right")}: ${label(field.name)}`);
      right.addEventListener("click", save);
      parts.push(right);
    }
    const box = element(control.several ? "fieldset" : "div", { className: "field" }, ...parts, wrong);
    box.dataset.grade = field.corrected ? "corrected" : field.grade || "none";
    return box;
  }

  control(field, id) {
    const name = label(field.name);
    if (MOMENTS.includes(field.name)) {
      const [day, time] = field.value.split(" ");
      const date = element("input", { type: "date", name: field.name, id, value: day || "", max: "2099-12-31" });
      const hour = element("input", { type: "time", name: field.name + "-time", value: time || "" });
      hour.setAttribute("aria-label", word("import.time"));
      date.setAttribute("aria-label", name);
      const legend = element("legend", {}, name);
      const said = element("output", { htmlFor: id, textContent: dayInWords(date.value) });
      date.addEventListener("input", () => (said.textContent = dayInWords(date.value)));
      return { label: legend, several: true, shown: [element("div", { className: "import__moment" }, date, hour), said], controls: [date, hour] };
    }
    let input;
    if (field.name === "category") {
      const options = [element("option", { value: "" }, word("import.choose")), ...this.categories.map((each) => element("option", { value: each }, each))];
      input = element("select", { id, name: field.name, required: true }, ...options);
    } else if (LONG.includes(field.name)) {
      input = element("textarea", { id, name: field.name, rows: field.name === "summary" ? 4 : 2 });
    } else input = element("input", { type: "text", id, name: field.name });
    input.value = field.value;
    input.autocomplete = "off";
    return { label: element("label", { htmlFor: id }, name), shown: [input], controls: [input] };
  }

  evidence(field) {
    if (field.corrected) return [element("span", { className: "chip" }, word("import.corrected"))];
    const chip = element("span", { className: "chip import__grade" }, word("import.grade." + (field.grade || "none")));
    if (!field.quote) return [chip];
    const where = field.where === "--category" ? word("import.chosen") : field.where;
    return [chip, " ", element("q", {}, field.quote.replace(/^(.{240}).+/su, "$1…")), where ? element("span", { className: "import__where" }, " – " + where) : ""];
  }

  // The page as readers will see it. Its scripts don't run.
  page(whole) {
    if (whole.state === "waiting" || whole.state === "reading") return;
    const version = JSON.stringify([whole.state, whole.fields.map((each) => each.value)]);
    if (this.frame && this.shown !== version) this.reload(version);
    if (this.frame) return;
    this.shown = version;
    this.frame = element("iframe", { title: word("import.page"), src: `/__newsdesk/api/import/${whole.id}/page` });
    this.frame.addEventListener("load", () => this.dress());
    this.right.append(element("h3", {}, word("import.page")), this.frame);
  }

  reload(version) {
    this.shown = version;
    const inside = this.frame.contentWindow;
    if (inside) {
      this.scroll = inside.scrollY;
      inside.location.reload();
    }
  }

  // It looks as this page does, and its links lead nowhere.
  dress() {
    const page = this.frame.contentDocument;
    if (!page || !page.documentElement) return;
    for (const name of ["data-scheme", "data-contrast", "data-text"]) {
      const value = document.documentElement.getAttribute(name);
      if (value) page.documentElement.setAttribute(name, value);
    }
    page.addEventListener("click", (event) => event.target.closest("a, button") && event.preventDefault());
    page.addEventListener("submit", (event) => event.preventDefault());
    // Beside it stand other imports that wait, and nothing of the site.
    for (const each of page.querySelectorAll(".neighbours, .related")) each.remove();
    const top = page.querySelector("main h1, main");
    if (this.scroll) this.frame.contentWindow.scrollTo(0, this.scroll);
    else if (top) this.frame.contentWindow.scrollTo(0, Math.max(0, top.getBoundingClientRect().top - 16));
  }

  // One after another: what was answered last is how it is.
  correct(...what) {
    this.turn = (this.turn || Promise.resolve()).then(() => this.correctNow(...what));
  }

  async correctNow(name, value, controls, wrong) {
    try {
      const whole = await ask(`import/${this.item.id}/correct`, { method: "POST", body: { set: { [name]: value } } });
      for (const each of controls) each.removeAttribute("aria-invalid");
      // They may have been drawn anew meanwhile, and typed in again.
      for (const each of this.body.querySelectorAll(`[name="${name}"], [name="${name}-time"]`))
        if (this.valueOf(each) === value) delete each.dataset.typed;
      wrong.hidden = true;
      this.version = whole.version;
      this.draw(whole);
      this.renew({ ...this.item, ...whole });
      this.changed(word("import.saved", { field: label(name) }));
    } catch (error) {
      for (const each of controls) each.setAttribute("aria-invalid", "true");
      wrong.textContent = describeError(error);
      wrong.hidden = false;
      this.changed(wrong.textContent);
    }
  }

  async decide(what) {
    await this.turn;
    // What stands in a field and was not left yet counts too.
    const typed = what === "accept" ? Object.fromEntries([...this.body.querySelectorAll("[data-typed]")].map((field) => [field.name.replace(/-time$/, ""), this.valueOf(field)])) : {};
    const was = this.item.title || this.item.source;
    try {
      const whole = await ask(`import/${this.item.id}/${what}`, { method: "POST", body: Object.keys(typed).length ? { set: typed } : {} });
      this.version = whole.version;
      this.renew({ ...this.item, ...whole });
      this.draw(whole);
      this.show(true);
      this.changed(word("import.said." + what, { title: was }));
      (this.body.querySelector("a.button, button.button") || this.toggle).focus();
    } catch (error) {
      this.say(error);
    }
  }

  valueOf(field) {
    const moment = field.closest(".import__moment");
    if (!moment) return field.value;
    const [day, hour] = [...moment.children].map((each) => each.value);
    return day && hour ? `${day} ${hour}` : day;
  }

  say(error) {
    const field = error.body && error.body.field && this.body.querySelector(`[name="${error.body.field}"]`);
    const place = (field && field.closest(".field").querySelector(".problem")) || this.problem;
    if (!place) throw error;
    place.textContent = describeError(error);
    place.hidden = false;
    if (field) {
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }
    this.changed(place.textContent);
  }

  sentences(lines) {
    return lines.map((each) => element("p", { className: "problem" }, each.sentence));
  }

  button(name, kind, work) {
    const made = element("button", { type: "button", className: ("button " + kind).trim() }, word("import." + name));
    made.dataset.name = name;
    made.addEventListener("click", work);
    return made;
  }

  buttons(...some) {
    return element("p", { className: "buttons" }, ...some.filter(Boolean));
  }
}

function label(name) {
  const said = word("import.field." + name);
  return said.startsWith("import.field.") ? name : said;
}

function line(each, words = false) {
  const text = words && each.text ? element("q", {}, each.text) : "";
  // Fields are called what they are called beside it.
  const said = each.kind === "date-missing" ? word("import.noDate") : each.sentence.replace(/\b[a-z]+(_[a-z]+)+\b/g, label);
  return element("li", {}, each.where ? element("span", { className: "import__where" }, each.where + ": ") : "", said, text ? " " : "", text);
}
