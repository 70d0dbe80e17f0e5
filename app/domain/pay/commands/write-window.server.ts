import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { lockStatements } from "../drafting.server";
import { payPolicy, statementReaders } from "../policy";
import type { WriteWindow } from "../windows";
import { listInputWindows } from "../windows.server";

/** The rectorat writes when an application takes what is entered for a month; the last word counts, the same word is once. */
export async function writeWindow(actor: Actor, { academieId, source, ...window }: WriteWindow): Promise<void> {
  await inTransaction(async (tx) => {
    const academie = await tx.place.findFirst({
      where: { id: academieId, kind: "ACADEMIE", lineage: { hasSome: placeIdsOf(actor, statementReaders) } },
      select: { lineage: true },
    });
    if (!academie) throw refuse("not_found", "pay.placeUnknown");
    authorize(actor, payPolicy, "pay.writeWindows", academie);
    await lockStatements(tx, academieId);
    const { application, month, opensOn, closesOn, graceDays } = window;
    const known = (await listInputWindows(tx, [academieId])).find(
      (one) => one.application === application && one.month === month,
    );
    const same =
      known?.opensOn === opensOn &&
      known.closesOn === closesOn &&
      known.graceDays === graceDays &&
      known.source === source;
    if (same) return;
    const at = await businessNow(tx);
    const { id } = await tx.inputWindow.create({
      data: {
        ...window,
        academieId,
        source,
        opensOn: new Date(opensOn),
        closesOn: new Date(closesOn),
        at,
        byId: actor.personId,
      },
    });
    const facts = { academieId, application, month, opensOn, closesOn, graceDays };
    const about = { subject: "inputWindow", subjectId: String(id), facts };
    await audit(tx, { action: "pay.writeWindows", byId: actor.personId, ...about, at });
  });
}
