import type { Role } from "~/domain/actor";
import { demonstrationBar } from "~/domain/demonstration/queries.server";
import { countUnread } from "~/domain/notification/queries.server";
import { businessNow } from "~/platform/clock.server";
import { env } from "~/platform/env.server";
import { findActor } from "./actor.server";
import { readFlash } from "./flash.server";
import { localeOf } from "./locale.server";

/** What the shell shows around every page: who, where, the message of the last form, the demonstration's date. */
export async function shellOf(request: Request) {
  const actor = await findActor(request);
  const locale = await localeOf(request, actor);
  const { flash, clear } = await readFlash(request);
  const headers = new Headers(clear ? { "Set-Cookie": clear } : undefined);
  const shell = {
    actor: actor ? { name: actor.name, personId: actor.personId } : null,
    roles: [...new Set((actor?.roles ?? []).map(({ role }): Role => role))],
    places: (actor?.roles ?? []).map(({ placeId, placeName, role }) => ({ placeId, placeName, role })),
    unread: actor ? await countUnread(actor) : 0,
    locale,
    timeZone: "Europe/Paris",
    brand: env().BRAND,
    demonstration: await demonstrationBar(locale),
    flash,
  };
  return { shell, headers };
}

/** Business now, for a page that says what day it is. */
export const timeOf = () => businessNow();
