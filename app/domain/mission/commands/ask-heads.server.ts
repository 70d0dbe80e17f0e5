import type { Tx } from "~/platform/db.server";
import { queueMail } from "../../notification/commands.server";

/** Asks every head of a school to sign the letter of a mission; once each. */
export async function askHeads(tx: Tx, missionId: string, schoolId: string, now: Date): Promise<void> {
  const heads = await tx.roleAssignment.findMany({
    where: {
      placeId: schoolId,
      role: "HEAD",
      validFrom: { lte: now },
      OR: [{ validTo: null }, { validTo: { gte: new Date(now.getTime() - 86_400_000) } }],
    },
    select: { personId: true },
  });
  for (const { personId } of heads)
    await queueMail(tx, {
      template: "letterToSign",
      params: { missionId },
      key: `letterToSign:${missionId}:${personId}`,
      at: now,
      toPersonId: personId,
    });
}
