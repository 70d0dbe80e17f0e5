import type { VersionKind } from "~/domain/version/schema";
import type { T } from "~/i18n/catalogue";

type Named = { kind: VersionKind; number: number; name: string; beforeNumber: number | null };

/** « n° 3 : Avant l'essai en classe » */
export function versionName(t: T, { kind, number, name, beforeNumber }: Named): string {
  if (kind === "NAMED") return t("version.kind.NAMED", { number, name });
  if (kind === "BEFORE_RESTORE") return t("version.kind.BEFORE_RESTORE", { number, before: beforeNumber ?? 0 });
  return t(`version.kind.${kind}`, { number });
}
