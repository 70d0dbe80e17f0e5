import type { Tx } from "~/platform/db.server";
import { queueMail } from "../../notification/commands.server";

/** Asks every head of a school to sign the letter of a mission, or one of its amendments; once each. */
export async function askHeads(
  tx: Tx,
  missionId: string,
  schoolId: string,
  now: Date,
  amendment?: number,
): Promise<void> {
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
      template: amendment ? "amendmentToSign" : "letterToSign",
      params: { missionId },
      key: amendment
        ? `amendmentToSign:${missionId}:${amendment}:${personId}`
        : `letterToSign:${missionId}:${personId}`,
      at: now,
      toPersonId: personId,
    });
}
