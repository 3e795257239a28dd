// The page of imports, and what other pages need to take files that are dropped on them.
import { ask, describeError, element, openSession, word } from "./session.js";
import { Card, isUnderWay } from "./import-card.js";
import { collectChosen, pastedFiles, sendFiles, takeDrops, textFile } from "./import-sending.js";

const ADDRESS = "/__newsdesk/import";
// Milliseconds until what is under way is looked at again: soon for a text, later for its photos.
const SOON = 50;
const LATER = 300;

// Lets `element` of another page take files: they are sent, and the page of imports shows what is in them.
export function acceptDrops(place) {
  const said = element("div", { className: "import__sending", role: "status" });
  takeDrops(place, async (files) => {
    await openSession().catch(() => null);
    place.prepend(said);
    const sending = new Sending(said);
    if (await sending.send(files, "")) location.href = ADDRESS + "#new";
  });
}

// The rows of files that are being sent.
class Sending {
  constructor(place) {
    this.place = place;
  }

  // Returns whether anything arrived; what did not stays to be seen, and can be sent again.
  async send(files, category) {
    const rows = new Map();
    for (const { name } of files) {
      const bar = element("progress", { max: 1, value: 0 });
      bar.setAttribute("aria-label", word("import.sending", { name }));
      const row = element("p", { className: "import__file" }, element("span", {}, name), bar);
      rows.set(name, { row, bar });
      this.place.append(row);
    }
    const failed = [];
    const tell = (name, part, refused) => {
      const { row, bar } = rows.get(name);
      bar.value = part;
      if (refused) {
        row.className = "problem";
        row.replaceChildren(`${name}: ${refused.said} `);
        if (refused.again) failed.push(files.find((each) => each.name === name));
        row.append(this.closing(row));
      } else if (part === 1) row.remove();
    };
    let sent = 0;
    try {
      sent = await sendFiles(files, category, tell);
    } catch (error) {
      for (const { row } of rows.values()) row.remove();
      const row = element("p", { className: "problem" }, describeError(error) + " ");
      row.append(this.closing(row));
      this.place.append(row);
      failed.push(...(error.status ? [] : files));
    }
    if (failed.length) {
      const again = element("button", { type: "button", className: "button quiet" }, word("import.again"));
      again.addEventListener("click", () => {
        this.place.replaceChildren();
        this.send(failed, category).then((some) => some && this.place.dispatchEvent(new CustomEvent("sent", { bubbles: true })));
      });
      this.place.append(again);
    }
    return sent > 0;
  }

  closing(row) {
    const close = element("button", { type: "button", className: "button quiet" }, word("import.close"));
    close.addEventListener("click", () => row.remove());
    return close;
  }
}

class Page {
  constructor(root) {
    this.cards = new Map();
    this.root = root;
    // From the list of articles, where something was dropped.
    this.fresh = location.hash === "#new";
    this.live = element("p", { className: "said" });
    this.live.setAttribute("aria-live", "polite");
    this.place = element("div", { className: "import__sending" });
    this.place.addEventListener("sent", () => this.look());
    this.list = element("div", { className: "import__list" });
    this.bulk = element("p", { className: "buttons import__bulk", hidden: true });
    this.category = element("select", { id: "import-category" });
    root.append(this.zone(), this.place, this.bulk, this.list, this.live);
    takeDrops(document.body, (files) => this.take(files));
    document.addEventListener("paste", (event) => this.paste(event));
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
  }

  zone() {
    const files = this.chooser("import.files", {});
    const folder = this.chooser("import.folder", { webkitdirectory: true });
    const text = element("textarea", { id: "import-text", rows: 3 });
    const send = element("button", { type: "button", className: "button quiet" }, word("import.takeText"));
    send.addEventListener("click", () => {
      if (text.value.trim()) this.take([textFile(text.value, "txt")]).then(() => (text.value = ""));
      else text.focus();
    });
    const paste = element("div", { className: "field" }, element("label", { htmlFor: text.id }, word("import.paste")), text, element("p", { className: "buttons" }, send));
    const choice = element("div", { className: "field" }, element("label", { htmlFor: this.category.id }, word("import.category")), this.category);
    return element(
      "section",
      { className: "import__zone" },
      element("p", { className: "import__drop" }, word("import.drop")),
      element("p", { className: "help" }, word("import.kinds")),
      element("div", { className: "buttons" }, files, folder),
      element("details", {}, element("summary", {}, word("import.more")), choice, paste),
    );
  }

  chooser(name, more) {
    const field = element("input", { type: "file", multiple: true, className: "said", id: name.replace(".", "-"), ...more });
    const shown = element("label", { htmlFor: field.id, className: "button" + (more.webkitdirectory ? " quiet" : "") }, word(name));
    // It looks like a button: the Enter key presses it too.
    field.addEventListener("keydown", (event) => event.key === "Enter" && field.click());
    field.addEventListener("change", () => {
      const found = collectChosen(field);
      field.value = "";
      if (found.length) this.take(found);
    });
    return element("span", { className: "import__chooser" }, field, shown);
  }

  paste(event) {
    const target = event.target.closest && event.target.closest("input, select, textarea");
    if (target && target.id !== "import-text") return;
    const found = pastedFiles(event.clipboardData);
    // Plain text in its field can be looked at first.
    if (!found.length || (target && found.every(({ name }) => name.endsWith(".txt")))) return;
    event.preventDefault();
    this.take(found);
  }

  async take(files) {
    this.say(word("import.taken", { number: files.length }));
    if (await new Sending(this.place).send(files, this.category.value)) {
      this.fresh = true;
      this.wait = SOON;
      await this.look();
    }
  }

  say(text) {
    this.live.textContent = text;
  }

  // Shows what there is now, and looks again soon while something is under way.
  async look() {
    clearTimeout(this.timer);
    let found;
    try {
      found = await ask("import");
    } catch (error) {
      this.say(error.said);
      this.timer = setTimeout(() => this.look(), 10 * LATER);
      return;
    }
    this.show(found);
    if (found.busy || found.imports.some(isUnderWay)) {
      this.wait = Math.min(LATER * Math.ceil((found.imports.length + 1) / 25), (this.wait || SOON) * 1.3);
      this.timer = setTimeout(() => this.look(), this.wait);
    } else this.wait = SOON;
  }

  show({ imports, categories }) {
    if (!this.category.options.length) {
      const none = element("option", { value: "" }, word("import.each"));
      this.category.append(none, ...categories.map((each) => element("option", { value: each }, each)));
    }
    this.root.classList.toggle("import--some", imports.length > 0);
    const before = new Set(this.cards.keys());
    imports.forEach((item, place) => {
      let card = this.cards.get(item.id);
      if (!card) {
        card = new Card(item, categories, (said) => {
          this.say(said);
          this.count();
        });
        this.cards.set(item.id, card);
        if (this.fresh || (imports.length === 1 && item.state !== "discarded")) {
          // The first of what was just sent is what she waits for.
          this.fresh = false;
          card.show(true);
          if (imports.length > 1) card.element.scrollIntoView({ block: "nearest" });
        }
      } else if (card.item.version !== item.version) {
        const was = card.item.state;
        card.renew(item);
        if (was !== item.state) this.say(`${item.title || item.source}: ${word("import.state." + item.state)}`);
      }
      before.delete(item.id);
      if (this.list.children[place] !== card.element) this.list.insertBefore(card.element, this.list.children[place] || null);
    });
    for (const gone of before) {
      this.cards.get(gone).element.remove();
      this.cards.delete(gone);
    }
    this.count();
  }

  count() {
    const sure = [...this.cards.values()].filter(({ item }) => item.sure);
    this.bulk.hidden = !sure.length;
    if (!sure.length) return;
    const all = element("button", { type: "button", className: "button" }, word("import.acceptSure", { number: sure.length }));
    all.addEventListener("click", async () => {
      all.disabled = true;
      try {
        const { accepted } = await ask("import/accept-sure", { method: "POST", body: {} });
        this.say(word("import.acceptedSure", { number: accepted.length }));
      } catch (error) {
        this.say(error.said);
      }
      this.look();
    });
    this.bulk.replaceChildren(all);
  }
}

const root = document.getElementById("import");
if (root && root.dataset.newsdesk === "import") openSession().then(() => new Page(root).look());
