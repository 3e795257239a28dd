// A table is a stop of the keyboard where it scrolls, and nowhere else. One whose rows become blocks on a phone says what it is in words,
// as Safari takes it for no table then; in the page itself a table needs no such words.
(function () {
  var tables = document.querySelectorAll(".table-scroll");
  if (!tables.length || !window.ResizeObserver) return;
  var roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };
  Array.prototype.forEach.call(document.querySelectorAll(".blocks, .blocks *"), function (each) {
    if (roles[each.tagName]) each.setAttribute("role", roles[each.tagName]);
  });
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
