// The script of the search comes when a reader first goes to the field.
(function (form) {
  if (!form) return;

  function load() {
    form.removeEventListener("focusin", load);
    var script = document.createElement("script");
    script.src = form.dataset.script;
    // Without it, Enter leads to the page of the search; the next visit of the field tries again.
    script.onerror = wait;
    document.head.appendChild(script);
  }

  function wait() {
    form.addEventListener("focusin", load);
  }

  if (form.contains(document.activeElement)) load();
  else wait();
})(document.querySelector("form[data-script]"));
