import { z } from "zod";
import { type Day, isDay } from "../calendar";
import type { Channel } from "./schema";

export const applications = ["ASIE", "STSWEB"] as const;
export type Application = (typeof applications)[number];

/** ASIE takes the HSE month by month, STSWEB the HSA and the IMP by campaigns; the others have no calendar here. */
export function applicationOf(channel: Channel): Application | null {
  if (channel === "HSE") return "ASIE";
  return channel === "HSA" || channel === "IMP" ? "STSWEB" : null;
}

/** A window of an application, for the entries of a month of service. Both days are in it. */
export type InputWindow = {
  application: Application;
  month: string;
  opensOn: Day;
  closesOn: Day;
  graceDays: number;
};

export type ExportWindow = {
  application: Application | null;
  /** May be exported today. */
  open: boolean;
  /** No window of the month is known: nothing is held back, and the page says so. */
  known: boolean;
  closesOn: Day | null;
  daysLeft: number | null;
  nextOpensOn: Day | null;
};

/**
 * The window a statement may be exported in: that of its month of service, or of a later one when it comes late. `windows`:
 * those of its application and académie, one a month.
 */
export function exportWindow(
  application: Application | null,
  windows: readonly InputWindow[],
  { month, today }: { month: string; today: Day },
): ExportWindow {
  const usable = windows.filter((one) => one.application === application && one.month >= month).sort(byOpening);
  const known = usable.some((one) => one.month === month);
  const now = usable.find(({ opensOn, closesOn }) => opensOn <= today && today <= closesOn);
  return {
    application,
    open: application === null || !known || now !== undefined,
    known,
    closesOn: now?.closesOn ?? null,
    daysLeft: now ? daysBetween(today, now.closesOn) : null,
    nextOpensOn: usable.find(({ opensOn }) => opensOn > today)?.opensOn ?? null,
  };
}

const byOpening = (a: InputWindow, b: InputWindow) => a.opensOn.localeCompare(b.opensOn);

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export type WindowNote = { application: Application; month: string; state: "OPEN" | "NEXT"; on: Day; days: number };

/** What the pages say of a calendar: the windows open today with their last day, or else the next one. */
export function windowNotes(windows: readonly InputWindow[], today: Day): WindowNote[] {
  return applications.flatMap((application): WindowNote[] => {
    const own = windows.filter((one) => one.application === application).sort(byOpening);
    const open = own.filter(({ opensOn, closesOn }) => opensOn <= today && today <= closesOn);
    if (open.length > 0)
      return open.map(({ month, closesOn: on }) => ({
        application,
        month,
        state: "OPEN",
        on,
        days: daysBetween(today, on),
      }));
    const next = own.find(({ opensOn }) => opensOn > today);
    if (!next) return [];
    const days = daysBetween(today, next.opensOn);
    return [{ application, month: next.month, state: "NEXT", on: next.opensOn, days }];
  });
}

export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "pay.monthInvalid");
const TypedDay = z.string().refine(isDay, "common.invalidDate");

export const WriteWindow = z
  .object({
    academieId: z.uuid(),
    application: z.enum(applications, { error: "pay.applicationRequired" }),
    month: Month,
    opensOn: TypedDay,
    closesOn: TypedDay,
    graceDays: z.coerce
      .number({ error: "pay.graceInvalid" })
      .int("pay.graceInvalid")
      .min(0, "pay.graceInvalid")
      .max(60, "pay.graceInvalid"),
    source: z.string().trim().min(3, "pay.sourceRequired").max(300, "pay.reasonTooLong"),
  })
  .refine(({ opensOn, closesOn }) => closesOn >= opensOn, { path: ["closesOn"], error: "pay.windowBackwards" });
export type WriteWindow = z.output<typeof WriteWindow>;
