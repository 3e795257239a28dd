// A table is a stop of the keyboard where it scrolls, and nowhere else.
(function () {
  var tables = document.querySelectorAll(".table-scroll");
  if (!tables.length || !window.ResizeObserver) return;
  var observer = new ResizeObserver(function () {
    Array.prototype.forEach.call(tables, function (each) {
      each.tabIndex = each.scrollWidth > each.clientWidth ? 0 : -1;
    });
  });
  Array.prototype.forEach.call(tables, function (each) {
    observer.observe(each);
    observer.observe(each.firstElementChild);
  });
})();
