// What was found, as a page or as a few lines under the field.

// Results that are shown at once, and lines under the field.
const SHOWN = 10, LINES = 5;
// Pages of articles that are fetched for their text in one search at most, and how many bytes one of them has: they are the largest
// part of a search that downloads little, and a first search and a later one are not to download more than this beside the script.
const PAGES = 3, PAGE = 8000, FIRST_ROOM = 48000, ROOM = 30000;

// How many pages there is room for, after a search for which so many letters were loaded.
function roomFor(letters, first) {
  if (navigator.connection && navigator.connection.saveData) return 0;
  return Math.max(0, Math.min(PAGES, Math.floor(((first ? FIRST_ROOM : ROOM) - letters / 2) / PAGE)));
}

function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function say(name, values) {
  return TEXT[name].replace(/\{(\w+)\}/g, (all, key) => (values && key in values ? values[key] : all));
}

// Results in the order of numbers: an article and its files are one. ``next`` gives some more.
class Results {
  constructor(index, found) {
    this.index = index;
    this.numbers = found.numbers;
    this.at = 0;
    this.merged = 0;
    this.byAddress = new Map();
  }

  get count() {
    return this.numbers.length - this.merged;
  }

  get more() {
    return this.at < this.numbers.length;
  }

  async next(length) {
    const shown = [];
    while (shown.length < length && this.more) {
      const numbers = this.numbers.slice(this.at, this.at + length - shown.length);
      const records = await Promise.all(numbers.map(number => this.index.record(number)));
      this.at += numbers.length;
      for (const record of records) this.put(record, shown);
    }
    return shown;
  }

  put(record, shown) {
    const file = record && record[6] === "file" ? { title: record[1], type: record[7], url: record[8], text: record[4] } : null;
    const known = record && this.byAddress.get(record[0]);
    if (!record || known) {
      this.merged++;
      if (file && known) known.files.push(file);
      return;
    }
    const result = {
      url: record[0], title: file ? record[9] || record[1] : record[1], date: record[2] || "", section: record[3] || "",
      text: file ? "" : record[4] || "", photo: (!file && record[5]) || null, kind: record[6], number: (!file && record[8]) || "",
      files: file ? [file] : [], only: Boolean(file)
    };
    this.byAddress.set(result.url, result);
    shown.push(result);
  }
}

function written(date) {
  return date.split("-").reverse().join("/");
}

function facts(result, sections) {
  const line = make("p", "search-result__facts facts");
  const section = sections.find(([slug]) => slug === result.section);
  if (section) line.append(make("span", "section-mark", section[1]));
  if (result.date) {
    const time = make("time", "", written(result.date));
    time.dateTime = result.date;
    line.append(make("span", "", time));
  }
  if (result.number) line.append(make("span", "", result.number));
  return line;
}

function link(result, sequences) {
  const element = make("a", "search-result__link", marked(result.title, sequences));
  element.href = result.url;
  return element;
}

function fileLine(file, sequences) {
  const element = make("a", "", marked(file.title || file.url, sequences));
  element.href = file.url;
  const [before, after] = TEXT.file.split("{name}");
  return make("p", "search-result__file", before, element, file.type ? " (" + file.type + ")" : "", after || "");
}

function classesOf(result) {
  return "search-result" + (result.section ? " section-" + result.section : "");
}

// A result with all that is known of it.
function whole(result, sections, sequences) {
  const item = make("li", classesOf(result));
  if (result.photo) {
    const photo = make("img", "search-result__photo");
    photo.loading = "lazy";
    photo.alt = "";
    [photo.src, photo.width, photo.height] = result.photo;
    item.append(photo);
  }
  const text = make("div", "search-result__text", make("h2", "search-result__title", link(result, sequences)), facts(result, sections));
  if (result.text) text.append(make("p", "search-result__excerpt", marked(result.text, sequences)));
  if (result.apart) text.append(make("p", "search-result__file", TEXT.apart));
  for (const file of result.files) text.append(fileLine(file, sequences));
  item.append(text);
  return item;
}

// A result as one line under the field.
function line(result, sections, sequences) {
  return make("li", classesOf(result), link(result, sequences), facts(result, sections));
}

// Of a phrase of three words and more, the index knows the pairs: whether they follow each other, the text of the article says. Results
// that have the phrase come first, the others are told apart.
async function proved(results, query, sequences, room) {
  const quotes = new Set(query.map(word => word.quote).filter(Boolean));
  const phrases = Array.from(quotes, quote => query.map((word, at) => at).filter(at => query[at].quote === quote)).filter(each => each.length > 2);
  if (!phrases.length) return results;
  const holds = text => phrases.every(phrase => hasPhrase(text, phrase, sequences));
  await Promise.all(results.map(async result => {
    if (result.only || holds(result.title + "\n" + result.text) || room-- <= 0) return;
    // Without its text, a result is what it was.
    result.page = await textOf(result.url).catch(() => "");
    result.apart = Boolean(result.page) && !holds(result.title + "\n" + result.page);
  }));
  return results.filter(result => !result.apart).concat(results.filter(result => result.apart));
}

// Put the words of results that their summaries lack into their place, from their own pages, once they are seen: ``watch`` takes an
// item and its result. There is ``room`` for so many pages.
function excerpts(sequences, room) {
  const waiting = new Map();
  const observer = new IntersectionObserver(seen => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting || room <= 0) continue;
      room--;
      observer.unobserve(target);
      // Without its text, a result is what it was.
      textOf(waiting.get(target)).then(text => show(target, text)).catch(() => {});
    }
  });

  function show(item, text) {
    const excerpt = excerptOf(text, sequences), place = item.querySelector(".search-result__excerpt");
    if (excerpt && place) place.replaceChildren(marked(excerpt, sequences));
  }

  function watch(item, result) {
    if (result.page) return show(item, result.page);
    if (result.only || coveredBy(matchesIn(result.title + "\n" + result.text, sequences), sequences)) return;
    waiting.set(item, result.url);
    observer.observe(item);
  }

  return { watch, stop: () => observer.disconnect() };
}
