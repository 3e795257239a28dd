// The row of sections begins where the current one is seen; browsers that know scroll-initial-target have done so already.
(function (link) {
  if (!link) return;
  var list = link.closest("ul");
  var row = list.getBoundingClientRect();
  var box = link.getBoundingClientRect();
  // The row fades at its end.
  if (box.right > row.right - 40 || box.left < row.left) list.scrollLeft += box.left - row.left - (row.width - box.width) / 2;
})(document.querySelector(".sections__link[aria-current]"));
