// Starts the design system's parts and saves drafts. Every page works without this file.
import { initAll, isSupported } from "./vendor/govuk-frontend/govuk-frontend.min.js";
import { startAutosave } from "./autosave.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
if (isSupported()) {
  initAll();
}
document.querySelectorAll("form[data-draft-url]").forEach(startAutosave);
