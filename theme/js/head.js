// Runs before the first paint, so that no remembered setting flashes; hashed in the Content Security Policy.
(function (root) {
  root.classList.add("js");
  // What the system asks for holds until the reader chooses.
  if (matchMedia("(prefers-contrast: more)").matches) root.setAttribute("data-contrast", "high");
  try {
    ["scheme", "contrast", "text"].forEach(function (name) {
      var value = localStorage.getItem("bantin-" + name);
      if (value) root.setAttribute("data-" + name, value);
    });
  } catch (error) {
    // Storage is blocked: the page keeps the system's settings.
  }
})(document.documentElement);
