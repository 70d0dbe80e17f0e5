import { z } from "zod";
import { typedText } from "../typed-text";

/** Characters; and how many versions of one kind a scenario keeps of those that never go. */
export const versionLimits = { name: 120, reason: 300, kept: 200 } as const;

export const versionKinds = ["NAMED", "AUTOMATIC", "FREEZE", "BEFORE_RESTORE"] as const;
export type VersionKind = (typeof versionKinds)[number];

const reason = typedText(versionLimits.reason, "version.reasonTooLong", "version.reasonRequired").pipe(
  z.string().min(3, "version.reasonRequired"),
);

export const NameVersion = z.object({
  name: typedText(versionLimits.name, "version.nameTooLong", "version.nameRequired"),
});
export const Freeze = z.object({ reason });
export const Unlock = z.object({ reason });
export const Restore = z.object({});

/** Which two texts are compared: ids of versions; « now » is the text as it stands. */
export const Comparison = z.object({
  de: z.uuid(),
  a: z.union([z.uuid(), z.literal("maintenant")]).default("maintenant"),
});

/** A version as a choice names it. */
export type VersionChoice = {
  id: string;
  number: number;
  kind: VersionKind;
  name: string;
  beforeNumber: number | null;
};

/** A version as lists show it; never its bytes. */
export type VersionLine = VersionChoice & {
  author: string | null;
  at: Date;
  words: number;
  minutes: number;
  /** Words more or less than in the version before; null for the first. */
  change: number | null;
};
