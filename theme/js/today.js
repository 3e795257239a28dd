// Today's date comes from the reader's clock: printed at build time it would be wrong tomorrow.
(function () {
  var place = document.querySelector("[data-today]");
  if (!place) return;
  var options = { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone: "Asia/Ho_Chi_Minh" };
  var language = document.documentElement.lang === "en" ? "en-GB" : "vi-VN";
  place.textContent = new Intl.DateTimeFormat(language, options).format(new Date());
})();
