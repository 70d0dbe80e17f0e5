import { type T, tDynamic } from "./catalogue";

type Paid = {
  channel: "IFIC" | "HSE" | "HSA" | "VACATION" | "IMP" | "PACTE" | "DECHARGE";
  amountCents: number | null;
  plannedMinutes: number | null;
  level: string | null;
  rateCents: number | null;
  weeklyMinutes: number | null;
};

/** How a mission is paid, in one line. */
export const payText = (t: T, { channel, level, ...mission }: Paid): string =>
  tDynamic(t, `mission.pay.${channel}`, {
    amount: mission.amountCents ?? 0,
    planned: mission.plannedMinutes ?? 0,
    rate: mission.rateCents ?? 0,
    weekly: mission.weeklyMinutes ?? 0,
    level: t.find(`mission.level.${level ?? "none"}`) ?? level ?? "",
  });

/** A task of a letter: a key of the catalogue, or the words of whoever wrote it; with its hours where it has some. */
export function taskText(t: T, { label, minutes }: { label: string; minutes?: number | undefined }): string {
  const words = t.find(`mission.tasks.${label}`) ?? label;
  return minutes === undefined ? words : t("mission.document.minutes", { label: words, minutes });
}
