// Files that go beside the article: chosen by somebody, and sent to the server.
import { ask, element } from "./session.js";

// Photos, as a field for files knows them.
export const PHOTOS = "image/*,.heic,.heif";

// Lets somebody choose files; `take` gets those that were chosen, and isn't called for none.
export function chooseFiles(take, { accept = "", multiple = true } = {}) {
  const input = element("input", { type: "file", accept, multiple });
  input.addEventListener("change", () => input.files.length && take([...input.files]));
  input.click();
}

// Puts `file` beside the article `of`; `more` are `as` ("file": unchanged) and `number`, which of those that come together it is: its name may have it.
export function addFile(of, file, more = {}, signal = undefined) {
  return ask("article/add-file?" + new URLSearchParams({ file: of, name: file.name, ...more }), { method: "POST", body: file, signal });
}
