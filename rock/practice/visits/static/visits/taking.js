// Visits taken along: all pages of a visit and its drawings are fetched at once and sealed on this device.
import { forgetFamily, keepPage, openSession, post, records } from "./keeping.js";

const device = self.visitDevice;
const FILES = /(?:src|href)="(\/(?:static\/[^"?#]+|council\.css))"/g;

// Styles, scripts and drawings say nothing about anybody: they lie unsealed in the cache.
async function keepFiles(texts) {
  const shelf = await caches.open(device.STATIC);
  const used = performance.getEntriesByType("resource").map((one) => new URL(one.name)).filter(
    (url) => url.origin === location.origin && (url.pathname.startsWith("/static/") || url.pathname === "/council.css"));
  const files = new Set(used.map((url) => url.pathname));
  for (const text of texts) for (const [, path] of text.matchAll(FILES)) files.add(path);
  const there = new Set((await shelf.keys()).map((one) => new URL(one.url).pathname));
  await Promise.all([...files].filter((path) => !there.has(path)).map((path) => shelf.add(path)));
}

export async function startWorker() {
  await navigator.serviceWorker.register("/visits/worker.js", { scope: "/visits/" });
  await navigator.serviceWorker.ready;
  await keepFiles([]);
}

// Throws when there is no signal; false when as many as may be are taken.
export async function take(family) {
  const taken = await device.families();
  if (!taken.includes(family) && taken.length >= device.MOST_FAMILIES) return false;
  const answer = await post(`/visits/device/take/${family}/`, [], 60_000);
  if (!answer.ok) throw new Error(answer.statusText);
  const { pages } = await answer.json();
  await keepFiles(Object.values(pages));
  for (const [path, text] of Object.entries(pages)) await keepPage(device.nameOf(new URL(path, location.origin)), text);
  return true;
}

const show = (part, yes) => part.toggleAttribute("hidden", !yes);

function card(list, family) {
  const found = list.querySelector(`[data-visit-family="${family}"]`);
  if (found) return found;
  const holder = document.createElement("template");
  holder.innerHTML = document.querySelector("[data-visit-other]").innerHTML.replaceAll("/new/0/", `/new/${family}/`);
  const more = holder.content.firstElementChild;
  more.dataset.visitFamily = family;
  list.querySelector("ul").append(more);
  return more;
}

async function nameIn(session, family) {
  const row = await device.get("pages", `/visits/new/${family}/`);
  const { text } = row ? await device.unseal(session.key, row).catch(() => ({ text: "" })) : { text: "" };
  const page = new DOMParser().parseFromString(text, "text/html");
  return page.querySelector("[data-visit-called]")?.dataset.visitCalled || "Another family";
}

export async function showTaken(list, session) {
  const taken = await device.families();
  const all = await records();
  for (const family of taken) {
    const row = card(list, family);
    const name = row.querySelector("[data-visit-name]");
    if (!name.textContent) {
      name.textContent = await nameIn(session, family);
      row.querySelectorAll(".govuk-visually-hidden").forEach((one) => one.append(name.textContent));
    }
  }
  const until = new Date(session.ends).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  for (const row of list.querySelectorAll("[data-visit-family]")) {
    const family = row.dataset.visitFamily;
    const here = taken.includes(family);
    const waits = Object.entries(all).some(([subject, one]) => one.unsent && subject.split("/")[0] === family);
    const says = row.querySelector("[data-visit-here]");
    says.textContent = `On this phone until ${until} at the latest${waits ? ". Answers wait to be sent" : ""}.`;
    show(says, here);
    if (here) row.closest("details")?.setAttribute("open", "");
    show(row.querySelector("[data-visit-take]"), !here);
    show(row.querySelector("[data-visit-leave]"), here && !waits);
  }
  document.querySelectorAll("[data-visit-about]").forEach((one) => show(one, true));
}

export function watchList(list, session, say) {
  list.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    const row = button?.closest("[data-visit-family]");
    if (!row) return;
    const name = row.querySelector("[data-visit-name]").textContent;
    if (button.matches("[data-visit-leave]")) {
      await forgetFamily(row.dataset.visitFamily);
      say(`${name} is off this phone.`);
    } else {
      say(`${name}: wait until it says that it is on this phone …`);
      say(await taken(row.dataset.visitFamily, name));
    }
    await showTaken(list, session);
    row.querySelector("button:not([hidden])")?.focus();
  });
}

async function taken(family, name) {
  try {
    if (await take(family)) return `${name} is on this phone. You can begin the visit without signal.`;
    return `${device.MOST_FAMILIES} families are on this phone already. Take one off first.`;
  } catch {
    await openSession();
    return `${name} is not on this phone: there is no signal. Try again where there is some.`;
  }
}
