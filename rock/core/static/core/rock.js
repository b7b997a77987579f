// Starts the design system's parts and saves drafts. Every page works without this file.
import * as govuk from "./vendor/govuk-frontend/govuk-frontend.min.js";
import { startAutosave } from "./autosave.js";

// A radio may not carry aria-expanded (ARIA 1.2), which the design system sets: the opened question follows in order anyway.
class Radios extends govuk.Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

const PARTS = [
  govuk.Accordion, govuk.Button, govuk.CharacterCount, govuk.Checkboxes, govuk.ErrorSummary, govuk.ExitThisPage,
  govuk.NotificationBanner, govuk.PasswordInput, Radios, govuk.ServiceNavigation, govuk.SkipLink,
];

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
if (govuk.isSupported()) {
  PARTS.forEach((part) => govuk.createAll(part));
}
document.querySelectorAll("form[data-draft-url]").forEach(startAutosave);
