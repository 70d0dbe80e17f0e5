import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { forgetAll, thisDevice } from "./components/scenario/kept";
import { loadEnglish } from "./i18n/en/on-demand";

async function hydrate() {
  if (document.documentElement.lang === "en") await loadEnglish();
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
}

/** At sign-out nothing typed stays on this device, whatever the browser makes of Clear-Site-Data. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  const device = thisDevice();
  if (!(form instanceof HTMLFormElement) || !device) return;
  if (new URL(form.action).pathname !== "/deconnexion") return;
  event.preventDefault();
  const late = new Promise((resolve) => setTimeout(resolve, 1_000));
  void Promise.race([forgetAll(device).catch(() => undefined), late]).then(() => form.submit());
});

void hydrate();
