// The form of the search over the list.
import { element } from "./session.js";

const FOLDER = "/__newsdesk/";

// Returns the address of what `form` asks for.
export function addressOf(form) {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value && !(name === "order" && value === "newest")) asked.append(name, value);
  }
  const query = asked.toString();
  return query ? FOLDER + "?" + query : FOLDER;
}

// The search goes on within the state that is shown.
export function keepState(search, state) {
  let field = search.elements.state;
  if (!state) return field && field.remove();
  if (!field) search.append((field = element("input", { type: "hidden", name: "state" })));
  field.value = state;
}

// A phone shows the search alone, unless something is chosen by already.
export function foldSearch(search) {
  const more = search.querySelector(".more-search");
  const used = [...more.querySelectorAll("select")].some((each) => each.selectedIndex > 0);
  const wide = matchMedia("(min-width: 48rem)");
  const fit = () => (more.open = wide.matches || used);
  wide.addEventListener("change", fit);
  fit();
}
