// Serves the pages of visits that were opened or taken before, while there is no signal. It keeps pages sealed, and only these.
const kept = self.visitDevice;
const PAGES = /^\/visits\/(new\/\d+\/((\d+|check)\/)?|pictures\/\d+\/(houses\/)?|with-me\/)$/;
const READ_BACK = /\/check\/$/;
const SLOW_MS = 8000;
const SLOW_FILE_MS = 3000;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && PAGES.test(url.pathname)) event.respondWith(page(request, kept.nameOf(url)));
  else if (request.method === "GET" && (url.pathname.startsWith("/static/") || url.pathname === "/council.css")) {
    event.respondWith(asset(request));
  }
});

// A signal so weak that nothing comes is none, where there is something kept to show instead.
const within = (time, asked) => Promise.race([asked, new Promise((_, no) => setTimeout(no, time, new Error("slow")))]);

async function page(request, name) {
  const here = request.method === "GET" && (await kept.get("pages", name));
  let answer;
  try {
    answer = await (here ? within(SLOW_MS, fetch(request)) : fetch(request));
  } catch {
    return request.method === "GET" ? keptPage(name) : Response.redirect(name, 303);
  }
  if (request.method === "GET" && answer.type === "opaqueredirect") await kept.forget();
  else if (request.method === "GET" && answer.ok && !READ_BACK.test(name)) await keepPage(name, await answer.clone().text());
  return answer;
}

async function keepPage(name, text) {
  const [now, family] = [await kept.current(), kept.familyOf(name)];
  if (!now) return;
  const taken = await kept.families();
  if (!family || taken.includes(family) || taken.length < kept.MOST_FAMILIES) {
    await kept.put("pages", name, await kept.seal(now.key, { text, id: now.id }));
  }
}

async function keptPage(name) {
  const [now, row] = [await kept.current(), await kept.get("pages", name)];
  const found = now && row ? await kept.unseal(now.key, row).catch(() => null) : null;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
  const none = "<!DOCTYPE html><html lang=en-gb><meta name=viewport content='width=device-width'><title>No signal</title>" +
    "<h1>No signal</h1><p>This page was not opened or taken along on this phone before. What you wrote is kept. " +
    "Try again when there is signal.</p><p><a href=/visits/with-me/>Visits with you</a></p></html>";
  return new Response(found ? found.text : none, { headers });
}

async function asset(request) {
  const shelf = await caches.open(kept.STATIC);
  const here = await shelf.match(request, { ignoreVary: true });
  try {
    const answer = await (here ? within(SLOW_FILE_MS, fetch(request)) : fetch(request));
    if (answer.ok) await shelf.put(request, answer.clone());
    return answer;
  } catch {
    return here || Response.error();
  }
}
