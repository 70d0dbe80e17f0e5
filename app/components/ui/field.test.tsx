import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LocaleProvider } from "~/i18n/use-t";
import { Checkbox, Radios } from "./choices";
import { Field, Select } from "./field";
import { FieldContext } from "./field-context";
import { type Refused, refusedFor } from "./refused";

const refused: Refused = {
  refusal: { code: "invalid", key: "common.invalidForm", facts: {}, field: null },
  fields: { title: "common.required", mode: "common.required" },
  values: { intent: "open", title: "Le tableur", password: "secret", month: "11", agreed: "on" },
};

const html = (page: ReactElement) =>
  renderToStaticMarkup(
    <LocaleProvider locale="fr">
      <FieldContext refused={refused}>{page}</FieldContext>
    </LocaleProvider>,
  );

test("a refused field keeps what was typed and points to its error", () => {
  const page = html(<Field name="title" label="Titre" hint="Tel qu’il sera lu" />);
  const id = /<input[^>]* id="([^"]+)"/.exec(page)?.[1];
  expect(page).toContain(`<label class="fr-label" for="${id}">`);
  expect(page).toContain(`aria-describedby="${id}-hint ${id}-error"`);
  expect(page).toContain(`aria-invalid="true"`);
  expect(page).toContain(`value="Le tableur"`);
  expect(page).toMatch(new RegExp(`<p id="${id}-error" class="fr-error-text">Cette réponse est nécessaire.</p>`));
});

test("a field without trouble says nothing of one, and is required unless said", () => {
  const page = html(<Field name="room" label="Salle" />);
  expect(page).not.toMatch(/aria-invalid|aria-describedby/);
  expect(page).toContain("required");
  expect(html(<Field name="room" label="Salle" optional />)).toContain("(facultatif)");
});

test("a password is never written back", () => {
  expect(html(<Field name="password" label="Mot de passe" type="password" />)).not.toContain("secret");
});

test("choices come back chosen", () => {
  const months = [
    { value: "10", label: "octobre" },
    { value: "11", label: "novembre" },
  ];
  expect(html(<Select name="month" label="Mois" options={months} />)).toContain(`<option value="11" selected="">`);
  expect(html(<Checkbox name="agreed" label="Vu" />)).toContain("checked");
  const radios = html(<Radios name="mode" legend="Modalité" options={[{ value: "a", label: "Sur site" }]} />);
  expect(radios).toMatch(/<fieldset class="fr-fieldset fr-fieldset--error" aria-labelledby="\S+-legend \S+-error">/);
});

test("a refusal answers only the form that asked", () => {
  expect(refusedFor(refused, "open")).toBe(refused);
  expect(refusedFor(refused, "cancel")).toBeUndefined();
  expect(refusedFor({ ok: true })).toBeUndefined();
  expect(refusedFor(undefined)).toBeUndefined();
});
