// Runs before the first paint, so that no remembered setting flashes; hashed in the Content Security Policy.
(function (root) {
  root.classList.add("js");
  try {
    ["scheme", "contrast", "text"].forEach(function (name) {
      var value = localStorage.getItem("bantin-" + name);
      if (value) root.setAttribute("data-" + name, value);
    });
  } catch (error) {
    // Storage is blocked: the page keeps the system's settings.
  }
})(document.documentElement);
