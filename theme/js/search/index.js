// The index on the server: a head, groups of pairs in four ages of shards, records of what is found.

const FORMAT = 1;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = [];
Array.from(DIGITS).forEach((digit, value) => (VALUES[digit.charCodeAt(0)] = value));
// Letters after which a search looks up no more words to rank by, and no more that may have been meant; compressed, they are half as
// many bytes.
const ENOUGH = 52000, ENOUGH_MEANT = 70000;
const LEVELS = ["n", "r", "o", "a"];

// What can go wrong, as readers are told it: ``kind`` is a key of TEXT.
function trouble(kind) {
  return Object.assign(new Error(kind), { kind });
}

class Index {
  constructor(address) {
    this.address = address + "data-" + FORMAT + "/";
    this.files = new Map();
    this.groups = new Map();
    // Letters that were loaded; compressed, files are half as long.
    this.read = this.begun = 0;
  }

  // Whether a search may load more than it must: ``begun`` is what was loaded before it.
  hasRoom(most) {
    return this.read - this.begun < most;
  }

  // A file as JSON, asked for once; null for one that is not there. What failed is asked for again the next time.
  file(name, options) {
    if (!this.files.has(name)) {
      const asked = this.load(name, options);
      asked.catch(() => this.files.delete(name));
      this.files.set(name, asked);
    }
    return this.files.get(name);
  }

  async load(name, options) {
    let answer, text;
    try {
      answer = await fetch(this.address + name, options);
      text = await answer.text();
    } catch (error) {
      throw trouble("offline");
    }
    if (answer.status === 404) return null;
    this.read += text.length;
    try {
      if (answer.ok) return JSON.parse(text);
    } catch (error) {
      // Cut off on its way, or another server's page.
    }
    throw trouble("damaged");
  }

  async head() {
    const head = await this.file("head.json", { cache: "no-cache" });
    if (!head || !head.buckets) {
      this.files.delete("head.json");
      throw trouble("old");
    }
    return head;
  }

  // The entries of a group, of all ages: {rest, marks, hits} each, hits being number, weight, number, weight, …
  group(name) {
    if (!this.groups.has(name)) {
      const found = this.loadGroup(name);
      found.catch(() => this.groups.delete(name));
      this.groups.set(name, found);
    }
    return this.groups.get(name);
  }

  async loadGroup(name) {
    const head = await this.head();
    const hash = crc32(name);
    const levels = LEVELS.map((level, place) => head.buckets[place] && this.entries(level, bucketOf(hash, head.buckets[place]), hash, name));
    return [].concat(...(await Promise.all(levels)).filter(Boolean));
  }

  async entries(level, bucket, hash, name) {
    for (let step = 0; step < 8; step++) {
      const shard = await this.file(level + "/" + bucket + ".json");
      if (!shard) return [];
      const wanted = low(hash, shard[""] || 0);
      // The shard was split after the head that we hold.
      if (wanted === bucket) return decoded(shard[name]);
      bucket = wanted;
    }
    return [];
  }

  async record(number) {
    const records = await this.file("d/" + Math.floor(number / 4) + ".json");
    return records && records[number % 4];
  }

  // All words of the site by how often they stand, as {word: log4 of the documents}.
  async vocabulary() {
    if (!this.words) {
      const file = await this.file("words.json");
      this.words = new Map(((file && file.words) || "").split(" ").map(each => [each.slice(0, -1), +each.slice(-1)]));
    }
    return this.words;
  }
}

function crc32(text) {
  let value = -1;
  for (const byte of new TextEncoder().encode(text)) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

function low(hash, bits) {
  return hash % 2 ** bits;
}

function bucketOf(hash, buckets) {
  const bits = 31 - Math.clz32(buckets);
  const bucket = low(hash, bits + 1);
  return bucket < buckets ? bucket : low(hash, bits);
}

// Postings are numbers only once they are asked for: most entries of a group are other words than those that were typed.
class Entry {
  constructor(rest, marks, postings) {
    this.rest = rest;
    this.marks = marks;
    this.postings = postings;
  }

  get hits() {
    if (!this.numbers) this.numbers = numbersIn(this.postings);
    return this.numbers;
  }
}

function decoded(entries) {
  const found = [];
  let rest = "";
  for (const entry of entries ? entries.split(";") : []) {
    const [written, marks, postings] = entry.split(",");
    rest = written || rest;
    found.push(new Entry(rest, marks, postings));
  }
  return found;
}

function numbersIn(postings) {
  const hits = [];
  let number = 0, value = 0, shift = 0;
  for (let at = 0; at < postings.length; at++) {
    const part = VALUES[postings.charCodeAt(at)];
    // No bits are moved where a number may have more than 31 of them.
    value = shift < 25 ? value | ((part & 31) << shift) : value + (part & 31) * 2 ** shift;
    shift += 5;
    if (part < 32) {
      number += Math.floor(value / 8);
      hits.push(number, value % 8);
      value = shift = 0;
    }
  }
  return hits;
}
