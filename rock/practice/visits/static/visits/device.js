// What this device keeps of visits while there is no signal: sealed with AES-GCM under a key that no script can read out.
// The page and the service worker share this file. Decision 0019 says what it protects against and what it does not.
self.visitDevice = (() => {
  const NAME = "visits";
  const STORES = ["keys", "answers", "pages"];
  const STATIC = "visits-static";
  const MOST_FAMILIES = 8;
  const VISIT = /^\/visits\/new\/(\d+)\//;

  async function exists() {
    return !indexedDB.databases || (await indexedDB.databases()).some((one) => one.name === NAME);
  }

  function opened() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => STORES.forEach((store) => asked.result.createObjectStore(store));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  }

  async function inStore(name, mode, act) {
    const database = await opened();
    try {
      return await new Promise((resolve, reject) => {
        const work = database.transaction(name, mode);
        const asked = act(work.objectStore(name));
        work.oncomplete = () => resolve(asked.result);
        work.onabort = () => reject(work.error);
      });
    } finally {
      database.close();
    }
  }

  const get = (store, id) => inStore(store, "readonly", (rows) => rows.get(id));
  const ids = (store) => inStore(store, "readonly", (rows) => rows.getAllKeys());
  const put = (store, id, value) => inStore(store, "readwrite", (rows) => rows.put(value, id));
  const drop = (store, id) => inStore(store, "readwrite", (rows) => rows.delete(id));
  const empty = (store) => inStore(store, "readwrite", (rows) => rows.clear());

  async function seal(key, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain), at: Date.now() };
  }

  async function unseal(key, row) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, key, row.sealed);
    return JSON.parse(new TextDecoder().decode(plain));
  }

  function imported(base64) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  // The session is over: its key and its pages go. Answers that were not sent stay sealed, for their writer alone.
  async function forget() {
    await empty("keys");
    await empty("pages");
    for (const id of await ids("answers")) if ((await get("answers", id))?.waits === 0) await drop("answers", id);
  }

  async function current() {
    const kept = await get("keys", "now");
    if (kept && kept.ends > Date.now()) return kept;
    if (kept) await forget();
    return null;
  }

  // A page’s name on this device: its path and what follows it, in one order however a link or a form wrote it.
  function nameOf(url) {
    const asked = [...url.searchParams].filter(([, value]) => value).sort();
    return url.pathname + (asked.length ? `?${new URLSearchParams(asked)}` : "");
  }

  function familyOf(name) {
    return name.match(VISIT)?.[1] || new URL(name, location.origin).searchParams.get("family") || "";
  }

  async function families() {
    return [...new Set((await ids("pages")).map(familyOf).filter(Boolean))];
  }

  async function wipe() {
    await caches.delete(STATIC);
    for (const store of STORES) await empty(store);
    await new Promise((resolve) => {
      const asked = indexedDB.deleteDatabase(NAME);
      asked.onsuccess = asked.onerror = asked.onblocked = resolve;
    });
  }

  return { STATIC, MOST_FAMILIES, exists, nameOf, familyOf, families, get, ids, put, drop, seal, unseal, imported, forget, current, wipe };
})();
