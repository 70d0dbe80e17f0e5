import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  data,
  isRouteErrorResponse,
  Links,
  Meta,
  type MetaFunction,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { AppShell } from "~/components/shell/app-shell";
import { ErrorPage } from "~/components/shell/error-page";
import { NonceContext } from "~/components/shell/nonce";
import { PublicShell } from "~/components/shell/public-shell";
import { type RouteHandle, sectionOf, sectionsFor } from "~/components/shell/sections";
import { shellOf } from "~/http/shell.server";
import { tDynamic } from "~/i18n/catalogue";
import { LocaleProvider, useT } from "~/i18n/use-t";
import { links as styles } from "~/styles/links";

export const links: LinksFunction = () => styles;
export const meta: MetaFunction = () => [{ title: "EntrePairs" }];
export const handle = { policy: { read: "public" } };

/**
 * Told before any schema is made: zod would try whether it may write code of its own, and the policy of the page would
 * report it as an attack at each page. What `z.config({ jitless: true })` sets.
 */
const WITHOUT_EVAL = "globalThis.__zod_globalConfig={jitless:true}";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shell, headers } = await shellOf(request);
  return data(shell, { headers });
}

export function Layout({ children }: { children: ReactNode }) {
  const shell = useRouteLoaderData<typeof loader>("root");
  const nonce = useContext(NonceContext);
  const locale = shell?.locale ?? "fr";
  return (
    <html lang={locale} data-fr-scheme="light" data-brand={shell?.brand ?? "neutral"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <LocaleProvider locale={locale} timeZone={shell?.timeZone ?? "Europe/Paris"}>
          {children}
        </LocaleProvider>
        <script nonce={nonce} suppressHydrationWarning>
          {WITHOUT_EVAL}
        </script>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** Draws the shell the page asks for; the page draws its content alone. */
function Shell({ failed = false, children }: { failed?: boolean; children: ReactNode }) {
  const shell = useRouteLoaderData<typeof loader>("root");
  const matches = useMatches();
  const { pathname } = useLocation();
  const t = useT();
  const last = matches.at(-1);
  const asked = (last?.handle ?? {}) as RouteHandle;
  // A projected page brings its own shell; its failure is told in the ordinary one.
  if (asked.shell === "projection" && !failed) return <>{children}</>;

  const flash = shell?.flash ? { text: tDynamic(t, shell.flash.key, shell.flash.facts) } : undefined;
  if (!shell?.actor || asked.shell === "public")
    return (
      <PublicShell brand={shell?.brand} demonstration={shell?.demonstration} flash={flash}>
        {children}
      </PublicShell>
    );
  return (
    <AppShell
      actor={shell.actor}
      sections={sectionsFor(shell.roles)}
      current={asked.section ?? sectionOf(pathname)}
      places={shell.places.map((held, index) => ({
        id: `${held.placeId}-${held.role}`,
        label: held.placeName,
        detail: t(`common.roles.${held.role}`),
        current: index === 0,
      }))}
      unread={shell.unread}
      breadcrumb={last?.data ? asked.breadcrumb?.(last.data as never, t) : undefined}
      demonstration={shell.demonstration}
      brand={shell.brand}
      flash={flash}
    >
      {children}
    </AppShell>
  );
}

export default function App() {
  return (
    <Shell>
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const t = useT();
  const known = isRouteErrorResponse(error)
    ? (error.data as { key?: string; facts?: Record<string, string> } | null)
    : null;
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const sentence = known?.key ? tDynamic(t, `errors.${known.key}`, known.facts ?? {}) : undefined;
  return (
    <Shell failed>
      <ErrorPage status={status} sentence={sentence} />
    </Shell>
  );
}
