// A visit's form on the page: read, filled again, and made longer by a part of the day or by a line.
const NOT_ANSWERS = ["csrfmiddlewaretoken", "draft_version", "go", "add", "add_slots", "add_kind", "add_carer", "visit_key"];

export function answersOf(form) {
  return [...new FormData(form)].filter(([name, value]) => !NOT_ANSWERS.includes(name) && value.trim());
}

function byName(answers) {
  const found = new Map();
  for (const [name, value] of answers) found.set(name, [...(found.get(name) || []), value]);
  return found;
}

export function countChanges(base, answers) {
  const [before, after] = [byName(base), byName(answers)];
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => name !== "parts");
  return names.filter((name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name))).length;
}

export function withoutNames(answers, gone) {
  return answers.filter(([name]) => !gone(name));
}

export function addPart(form, key, title) {
  const blank = form.querySelector("template[data-visit-new]");
  if (!blank || form.querySelector(`input[name=parts][value="${key}"]`)) return;
  const holder = document.createElement("template");
  holder.innerHTML = blank.innerHTML.replaceAll("new_part_0", key);
  if (title) holder.content.querySelector("h3").textContent = title;
  form.querySelector("[data-visit-parts]").append(holder.content);
}

// Who was interpreted may stand on this device alone: their answers get here the field that the server would draw.
export function offerOriginals(form, child, who) {
  const found = byName(who);
  const [language] = found.get("interpreter") || [""];
  const spoke = found.get("interpreted") || [];
  const blank = form.querySelector("template[data-visit-original]");
  if (!blank || !language) return;
  const parts = [form, form.querySelector("template[data-visit-new]").content].flatMap((one) => [...one.querySelectorAll(".visit-part")]);
  for (const box of parts.flatMap((part) => [...part.querySelectorAll("textarea")])) {
    const answer = box.name.split("-")[1];
    const original = `${box.name}_original`;
    const speaker = answer === "words" ? child : answer.replace("said_", "");
    const part = box.closest(".visit-part");
    if (!spoke.includes(speaker) || part.querySelector(`[name="${original}"]`)) continue;
    const more = blank.content.cloneNode(true);
    more.querySelector("summary").append(language);
    more.querySelector("textarea").name = original;
    more.querySelector("label").prepend(box.parentElement.firstChild.textContent.trim());
    more.querySelector("textarea").before(language);
    box.parentElement.after(more);
  }
}

function titleOf(form, key) {
  const [slot, kind, carer] = key.split("_");
  const words = (name, value) => form.querySelector(`[name=${name}] option[value="${value}"]`)?.textContent || "";
  const tick = form.querySelector(`[name=add_slots][value="${slot}"]`);
  const parts = [tick ? tick.parentElement.textContent.trim() : slot];
  if (kind !== "ordinary") parts.push(words("add_kind", kind).toLowerCase());
  if (carer !== "0") parts.push(`with ${words("add_carer", carer)}`);
  return parts.join(", ");
}

function addLine(holder) {
  const last = holder.lastElementChild;
  const what = holder.dataset.visitLines;
  const number = Number(last.querySelector("[name]").name.match(/\d+/)[0]);
  if (holder.children.length >= 10) return;
  const more = last.cloneNode(true);
  for (const box of more.querySelectorAll("[name]")) {
    box.name = box.name.replace(`${what}${number}-`, `${what}${number + 1}-`);
    box.value = "";
  }
  holder.append(more);
}

export function fillForm(form, answers) {
  const found = byName(answers);
  for (const key of found.get("parts") || []) addPart(form, key, titleOf(form, key));
  for (const holder of form.querySelectorAll("[data-visit-lines]")) {
    const what = new RegExp(`^${holder.dataset.visitLines}(\\d+)-`);
    const most = Math.max(0, ...[...found.keys()].map((name) => Number(name.match(what)?.[1] || 0)));
    while (holder.children.length < Math.min(most, 10)) addLine(holder);
  }
  for (const box of form.elements) {
    if (!box.name || NOT_ANSWERS.includes(box.name) || box.name === "parts") continue;
    const values = found.get(box.name) || [];
    if (box.type === "checkbox" || box.type === "radio") box.checked = values.includes(box.value);
    else box.value = values[0] ?? (box.type === "select-one" ? box.options[0].value : "");
  }
  carryOn(form, found);
  form.querySelector("[data-visit-houses]")?.toggleAttribute("hidden", !found.has("house-worries") && !found.has("house-good"));
}

// What has no box on this page (drawings that a child chose without signal) is carried on, and said where it belongs.
function carryOn(form, found) {
  form.querySelectorAll("[data-visit-carried]").forEach((one) => one.remove());
  const boxes = [...form.elements].filter((box) => box.name);
  for (const [name, values] of found) {
    const own = boxes.filter((box) => box.name === name);
    if (NOT_ANSWERS.includes(name) || own.some((box) => !["checkbox", "radio", "hidden"].includes(box.type))) continue;
    const missing = values.filter((value) => !own.some((box) => box.value === value));
    if (!missing.length) continue;
    const holder = document.createElement("p");
    holder.className = "govuk-body";
    holder.dataset.visitCarried = name;
    if (name.endsWith("-pictures")) holder.textContent = `Chosen together: ${missing.length} ${missing.length === 1 ? "picture" : "pictures"}`;
    for (const value of missing) {
      const box = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      holder.append(box);
    }
    (document.getElementById(name.split("-")[0]) || form).append(holder);
  }
}

export function watchForm(form, changed) {
  form.addEventListener("input", (event) => {
    const holder = event.target.closest("[data-visit-lines]");
    if (holder && holder.lastElementChild.contains(event.target)) addLine(holder);
    changed();
  });
  form.addEventListener("visit-add", () => {
    const kind = form.querySelector("[name=add_kind]").value;
    const carer = form.querySelector("[name=add_carer]").value;
    for (const tick of form.querySelectorAll("[name=add_slots]:checked")) {
      const key = `${tick.value}_${kind}_${carer}`;
      addPart(form, key, titleOf(form, key));
      tick.checked = false;
    }
    changed();
  });
}
