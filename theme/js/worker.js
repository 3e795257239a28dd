// The page of the search from a phone's cache: the network first, what was kept of the page, its files and the index where there is none.
// Nothing that a reader typed is kept: addresses are remembered without their query.
var CACHE = "search-1";
var MOST = 400;

addEventListener("install", function () {
  skipWaiting();
});

addEventListener("activate", function (event) {
  event.waitUntil(
    caches.keys().then(function (names) {
      return Promise.all(
        names.map(function (name) {
          return name !== CACHE && name.indexOf("search-") === 0 && caches.delete(name);
        })
      );
    }).then(function () {
      return clients.claim();
    })
  );
});

function keep(key, answer) {
  return caches.open(CACHE).then(function (cache) {
    return cache.put(key, answer).then(function () {
      return cache.keys().then(function (keys) {
        return Promise.all(
          keys.slice(0, Math.max(0, keys.length - MOST)).map(function (each) {
            return cache.delete(each);
          })
        );
      });
    });
  });
}

addEventListener("fetch", function (event) {
  var url = new URL(event.request.url);
  var scope = new URL(registration.scope);
  var kept = url.pathname.indexOf(scope.pathname) === 0 || url.pathname.indexOf("/theme/") === 0;
  if (event.request.method !== "GET" || url.origin !== scope.origin || !kept) return;
  var key = url.origin + url.pathname;
  event.respondWith(
    fetch(event.request).then(
      function (answer) {
        // That the index has no such file is worth keeping too.
        var known = answer.ok ? answer.clone() : answer.status === 404 && new Response("", { status: 404 });
        if (known) event.waitUntil(keep(key, known).catch(function () {}));
        return answer;
      },
      function (error) {
        return caches.match(key).then(function (answer) {
          if (answer) return answer;
          throw error;
        });
      }
    )
  );
});
