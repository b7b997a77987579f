// Serves the pages of a visit that were opened before, while there is no signal. It keeps pages sealed, and only these.
const kept = self.visitDevice;
const PAGES = /^\/visits\/new\/\d+\/(\d+\/)?$/;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && PAGES.test(url.pathname)) event.respondWith(page(request, url.pathname));
  else if (request.method === "GET" && (url.pathname.startsWith("/static/") || url.pathname === "/council.css")) {
    event.respondWith(asset(request));
  }
});

async function page(request, path) {
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return request.method === "GET" ? keptPage(path) : Response.redirect(path, 303);
  }
  if (request.method === "GET" && answer.type === "opaqueredirect") await kept.forget();
  else if (request.method === "GET" && answer.ok) await keepPage(path, await answer.clone().text());
  return answer;
}

async function keepPage(path, text) {
  const now = await kept.current();
  if (now) await kept.put("pages", path, await kept.seal(now.key, { text, id: now.id }));
}

async function keptPage(path) {
  const [now, row] = [await kept.current(), await kept.get("pages", path)];
  const found = now && row ? await kept.unseal(now.key, row).catch(() => null) : null;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
  const none = "<!DOCTYPE html><html lang=en-gb><title>No signal</title><h1>No signal</h1>" +
    "<p>This page was not opened on this phone before. What you wrote is kept. Try again when there is signal.</p></html>";
  // The page knows from the mark that it is not the newest.
  const shown = found ? found.text.replace("<html", "<html data-visit-kept") : none;
  return new Response(shown, { status: found ? 200 : 503, headers });
}

async function asset(request) {
  const shelf = await caches.open(kept.STATIC);
  try {
    const answer = await fetch(request);
    if (answer.ok) await shelf.put(request, answer.clone());
    return answer;
  } catch {
    return (await shelf.match(request)) || Response.error();
  }
}
