// Files on their way to the newsdesk: what was dropped, chosen or pasted, with its folders, sent file by file with its progress.
import { ask, describeError, openSession, Refused, word } from "./session.js";

const AT_ONCE = 2;

// Returns [{ file, name }] of what was dropped; folders are walked through. To be called while the event lasts.
async function collectDropped(transfer) {
  const entries = [...transfer.items].map((item) => (item.webkitGetAsEntry ? item.webkitGetAsEntry() : null));
  const plain = [...transfer.files];
  const pasted = entries.some(Boolean) || plain.length ? [] : pastedFiles(transfer);
  if (pasted.length) return pasted;
  if (!entries.some(Boolean)) return plain.map((file) => ({ file, name: file.name }));
  const found = [];
  for (const entry of entries.filter(Boolean)) await walk(entry, "", found);
  return found;
}

async function walk(entry, folder, found) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed)).catch(() => null);
    if (file && !/^(\.|~\$|thumbs\.db$|desktop\.ini$)/i.test(entry.name)) found.push({ file, name: folder + entry.name });
    return;
  }
  const reader = entry.createReader();
  // It gives a hundred at a time.
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed)).catch(() => []);
    if (!some.length) return;
    for (const each of some) await walk(each, folder + entry.name + "/", found);
  }
}

// Returns [{ file, name }] of a field for files or folders.
export function collectChosen(field) {
  return [...field.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
}

// Returns what was pasted: files, else a page, else plain text.
export function pastedFiles(transfer) {
  if (transfer.files.length) return [...transfer.files].map((file) => ({ file, name: file.name }));
  const html = transfer.getData("text/html");
  const text = transfer.getData("text/plain");
  if (/<(p|div|h[1-6]|li|table|td|img|br)\b/i.test(html)) return [textFile(html, "html")];
  return text.trim() ? [textFile(text, "txt")] : [];
}

export function textFile(text, ending) {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const time = `${two(now.getDate())}-${two(now.getMonth() + 1)} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`;
  const name = word("import.pastedName", { time }) + "." + ending;
  return { file: new File([text], name), name };
}

// Sends `files` as one batch and has it read. `tell(name, part, refused)` hears of each: which part of it is sent, or why it is refused.
export async function sendFiles(files, category, tell) {
  const asked = { files: files.map(({ file, name }) => ({ name, size: file.size })), category };
  const { batch, refused } = await ask("import/begin", { method: "POST", body: asked });
  const not = new Map(refused.map((each) => [each.name, each.said]));
  const left = files.filter(({ name }) => !not.has(name));
  for (const [name, said] of not) tell(name, 0, { said, again: false });
  let sent = 0;
  const turn = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      try {
        await sendFile(next, batch, (part) => tell(next.name, part));
        tell(next.name, 1);
        sent += 1;
      } catch (error) {
        tell(next.name, 0, { said: describeError(error), again: !error.status || error.status >= 500 });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, turn));
  await ask(sent ? "import/read" : "import/cancel", { method: "POST", body: { batch } });
  return sent;
}

// fetch() tells nothing of what is on its way.
async function sendFile({ file, name }, batch, tell) {
  const { token } = await openSession();
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/__newsdesk/api/import/drop?batch=${batch}&name=${encodeURIComponent(name)}`);
    request.setRequestHeader("X-Newsdesk-Token", token);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => tell(event.loaded / (event.total || 1));
    request.onload = () => (request.status < 300 ? done() : failed(new Refused(request.status, request.response || {})));
    request.onerror = () => failed(new Refused(0, { said: word("import.broken") }));
    request.send(file);
  });
}

// Lets `element` take what is dropped on it; `take` gets what `collectDropped` finds.
export function takeDrops(element, take) {
  // Words that are moved into a field are its own.
  const carries = (event) => {
    const types = [...event.dataTransfer.types];
    return types.includes("Files") || (types.includes("text/html") && !event.target.closest?.("input, textarea"));
  };
  let inside = 0;
  const mark = (change) => {
    inside = Math.max(0, change ? inside + change : 0);
    element.classList.toggle("dropping", inside > 0);
  };
  element.addEventListener("dragenter", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    mark(1);
    if (inside === 1) ask("import?warm").catch(() => {});
  });
  element.addEventListener("dragleave", (event) => carries(event) && mark(-1));
  element.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  element.addEventListener("drop", async (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    mark(0);
    const found = await collectDropped(event.dataTransfer);
    if (found.length) take(found);
  });
}
