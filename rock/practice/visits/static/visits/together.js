// Pages used together with a child: what is chosen goes into the child's page of the visit, with signal or without.
import { change, newerThan, records } from "./keeping.js";
import { countChanges, withoutNames } from "./writing.js";

const pairs = (answers) => Object.entries(answers).flatMap(([name, values]) => values.map((value) => [name, value]));
const valuesOf = (answers, name) => answers.filter(([other]) => other === name).map(([, value]) => value);

function withPart(form, answers) {
  const { visitPart: key, visitWords: words } = form.dataset;
  const given = new FormData(form);
  const rest = withoutNames(answers, (name) => [`${key}-pictures`, `${key}-face`, `${key}-${words}`].includes(name));
  const more = given.getAll("pictures").map((value) => [`${key}-pictures`, value]);
  for (const [name, value] of [["face", given.get("face")], [words, given.get("words")]]) {
    if (value && value.trim()) more.push([`${key}-${name}`, value]);
  }
  if (more.length && !valuesOf(rest, "parts").includes(key)) rest.push(["parts", key]);
  return [...rest, ...more];
}

function withHouses(form, answers) {
  const given = new FormData(form);
  const rest = withoutNames(answers, (name) => name.startsWith("wish") || name.startsWith("house-"));
  const wishes = given.get("wishes").split("\n").map((line) => line.trim()).filter(Boolean);
  wishes.forEach((line, at) => rest.push([`wish${at + 1}-words`, line]));
  for (const which of ["worries", "good"]) if (given.get(which).trim()) rest.push([`house-${which}`, given.get(which)]);
  return rest;
}

const joined = (form, answers) => ("visitPart" in form.dataset ? withPart : withHouses)(form, answers);

function fillPart(form, answers) {
  const { visitPart: key, visitWords: words } = form.dataset;
  for (const box of form.querySelectorAll("[name=pictures], [name=face]")) {
    box.checked = valuesOf(answers, `${key}-${box.name}`).includes(box.value);
  }
  form.elements.words.value = valuesOf(answers, `${key}-${words}`)[0] || "";
}

function fillHouses(form, answers) {
  for (const which of ["worries", "good"]) form.elements[which].value = valuesOf(answers, `house-${which}`)[0] || "";
  form.elements.wishes.value = answers.filter(([name]) => /^wish\d+-words$/.test(name)).map(([, value]) => value).join("\n");
}

const newer = (form) => newerThan(form.dataset.visitTogether, form.dataset.visitKey, form.dataset.visitVersion);

export async function fillTogether(form) {
  const here = await newer(form);
  if (here) ("visitPart" in form.dataset ? fillPart : fillHouses)(form, here.answers);
}

export async function keepTogether(form) {
  const { visitTogether: subject, visitKey: visit, visitVersion } = form.dataset;
  const here = await newer(form);
  const before = here ? here.answers : pairs(JSON.parse(form.dataset.visitAnswers));
  const answers = joined(form, before);
  if (JSON.stringify(answers) === JSON.stringify(before)) return records();
  return change((all) => {
    const now = all[subject];
    const base = now && now.unsent ? now.base : before;
    const version = now && now.unsent ? now.version : here ? here.version : visitVersion;
    all[subject] = { answers, base, version, visit, unsent: true, changed: countChanges(base, answers) };
  });
}

export function nextOf(form, button) {
  const { visitNext: next, visitBack: back } = form.dataset;
  return (button && button.name === "go") || !next ? back : next;
}
