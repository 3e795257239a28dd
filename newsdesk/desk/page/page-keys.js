// Keys of one letter, on pages that go from one entry to the next. A box of the page turns them off, and the browser keeps that.
const NAME = "newsdesk-keys";

// Lets `box` say whether the keys are on.
export function switchKeys(box) {
  try {
    box.checked = localStorage.getItem(NAME) !== "off";
    box.addEventListener("change", () => localStorage.setItem(NAME, box.checked ? "on" : "off"));
  } catch (error) {
    // Storage is blocked: they are on.
  }
}

export function isTyping(active) {
  return active.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
}

// Returns whether a key was pressed for the page, and not for a field or the browser.
export function isShortcut(event, active) {
  return !(event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(active));
}

// Gives the focus to `target`, and shows all of `entry`, which it stands for.
export function goTo(entry, target = entry) {
  target.focus({ preventScroll: true });
  entry.scrollIntoView({ block: "nearest" });
}
