// What every script of the newsdesk begins with: the token of this preview, the words of the site's language, and how the server is asked.
const API = "/__newsdesk/api/";
let opening = null;
let words = {};

// Resolves to { token, user, language, words }; asked for once.
export function openSession() {
  opening ||= fetch(API + "session", { cache: "no-store" })
    .then((answer) => answer.json())
    .then((session) => {
      words = session.words;
      return session;
    })
    .catch((error) => {
      opening = null;
      throw error;
    });
  return opening;
}

// Returns the message `name` ("room.name") with `values` in the place of {names}.
export function word(name, values = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
}

// What the server refused, or that it can't be reached: `said` and `fix` are for the editor, `status` 0 for no answer.
export class Refused extends Error {
  constructor(status, body) {
    super(body.said || String(status));
    Object.assign(this, { status, said: body.said || "", fix: body.fix || "", body });
  }
}

// Returns the JSON of an answer. `body` is sent as JSON, or as it is where it is a Blob. Throws Refused.
export async function ask(path, options = {}) {
  try {
    return await askOnce(path, options);
  } catch (error) {
    if (!error.body?.stale) throw error;
    // The preview was started anew: its token is another one.
    opening = null;
    return askOnce(path, options);
  }
}

async function askOnce(path, { method = "GET", body, signal }) {
  const { token } = await openSession().catch(() => {
    throw new Refused(0, { said: word("editing.unreachable") });
  });
  const raw = body instanceof Blob;
  const headers = method === "GET" ? {} : { "X-Newsdesk-Token": token };
  if (body !== undefined) headers["Content-Type"] = raw ? "application/octet-stream" : "application/json";
  let answer;
  try {
    answer = await fetch(API + path, { method, headers, signal, body: raw || body === undefined ? body : JSON.stringify(body) });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, { said: word("editing.unreachable") });
  }
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, found);
  return found;
}

// Returns a new element with `properties` and `children`.
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// Returns a day such as 2026-12-02, or with its time, in words: browsers show days in the order of their own language.
export function dayInWords(value) {
  const [day, time = ""] = value.split(/[T ]/);
  const moment = new Date(day + "T12:00");
  if (Number.isNaN(moment.getTime())) return "";
  const words = moment.toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  return time ? `${time}, ${words}` : words;
}
