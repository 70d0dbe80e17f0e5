// Hours that no sheet proves: activities at a distance, works of design (ADR 31).
import { attendance, budget, guard, hours, pay } from "./guard.mjs";

const distance = [`${attendance}/activity.test.ts`, "tests/domain/activity-hours.test.ts"];
const design = [`${hours}/work.test.ts`, "tests/domain/design-hours.test.ts"];
const both = [...distance, ...design];
const activity = `${attendance}/activity.ts`;
const attest = `${attendance}/commands/attest-activity.server.ts`;
const withdraw = `${attendance}/commands/withdraw-activity.server.ts`;
const work = `${hours}/work.ts`;
const declareWork = `${hours}/commands/declare-work.server.ts`;
const attestWork = `${hours}/commands/attest-work.server.ts`;
const lines = `${hours}/ledger.server.ts`;
const designMoney = `${budget}/design.server.ts`;

export const plannedGuards = [
  // ── Activities: attested by whoever leads ──
  guard(activity, 'if (cohortStatus !== "OPEN")', "if (false)", ...distance),
  guard(activity, "if (held)", "if (false)", ...distance),
  guard(activity, "if (present.length < ticked)", "if (false)", ...distance),
  guard(activity, "present.some(({ personId }) => personId === byId) ?", "false ?", ...distance),
  guard(activity, "stageId === activity.stageId && ", "", ...distance),
  guard(activity, " && modality === activity.modality", "", ...distance),
  guard(attest, '    authorize(actor, attendancePolicy, "attendance.attest", session.subject);\n', "", ...distance),
  guard(attest, ", stage: { pathVersionId: session.pathVersionId } }", " }", ...distance),
  guard(attest, " || !isAtADistance(activity.modality)", "", ...distance),
  guard(attest, " cohortId, status: { in: [...inCohort] },", " cohortId,", ...distance),
  guard(attest, " cohortId, status: { in: [...inCohort] },", " status: { in: [...inCohort] },", ...distance),
  guard(attest, "      if (own.some(({ withdrawals }) => withdrawals.length === 0)) continue;\n", "", ...distance),

  // ── Activities: withdrawn by two ──
  guard(activity, "if (withdrawn)", "if (false)", ...distance),
  guard(activity, "return pending ?", "return false ?", ...distance),
  guard(activity, "if (facts.deciderId === facts.proposedById)", "if (false)", ...distance),
  guard(activity, "facts.deciderId === facts.concernedId ?", "false ?", ...distance),
  guard(withdraw, '    authorize(actor, attendancePolicy, "attendance.withdraw", session.subject);\n', "", ...distance),
  guard(
    withdraw,
    '    authorize(actor, attendancePolicy, "attendance.decideWithdrawal", decision);\n',
    "",
    ...distance,
  ),
  guard(withdraw, "where: { id: attestationId, cohortId }", "where: { id: attestationId }", ...distance),
  guard(withdraw, "where: { id: withdrawalId, attestation: { cohortId } }", "where: { id: withdrawalId }", ...distance),
  guard(withdraw, "    if (withdrawal.status === status) return;\n", "", ...distance),
  guard(withdraw, 'if (withdrawal.status !== "PROPOSED")', "if (false)", ...distance),
  guard(withdraw, '    if (approve) await announce(tx, "activity.withdrawn", { attestationId });\n', "", ...distance),
  guard(attest, '      await announce(tx, "activity.attested", { attestationId: id });\n', "", ...distance),
  guard(
    `${hours}/commands/book-activity.server.ts`,
    'withdrawals: { where: { status: "APPROVED" }, select',
    "withdrawals: { select",
    ...distance,
  ),
  guard(`${hours}/commands/book-activity.server.ts`, "if (withdrawn) {", "if (false) {", ...distance),

  // ── Works of design: declared by the holder, attested by another ──
  guard(work, 'if (kind !== "DESIGN")', "if (false)", ...design),
  guard(
    work,
    'if (tasks === null) return fault("workNeedsLetter");\n  if (!tasks.includes(work.task))',
    "if (!tasks?.includes(work.task))",
    ...design,
  ),
  guard(work, "if (!tasks.includes(work.task))", "if (false)", ...design),
  guard(work, "if (day > today)", "if (false)", ...design),
  guard(work, "day < year.from || ", "", ...design),
  guard(work, "work.paidOnce && work.standing > 0 ?", "false ?", ...design),
  guard(`${pay}/commands/declare-work.server.ts`, "level !== null && isByUnit(level, day)", "level === day", ...design),
  guard(
    `${hours}/work.server.ts`,
    '{ missionId, OR: [{ attestation: null }, { attestation: { decision: "ATTESTED" } }] }',
    "{ missionId }",
    ...design,
  ),
  guard(declareWork, '    authorize(actor, hoursPolicy, "hours.declareWork", mission.subject);\n', "", ...design),
  guard(declareWork, "    if (known?.missionId === missionId) return;\n", "", ...design),
  guard(declareWork, '    if (known) throw refuse("conflict", "common.stale");\n', "", ...design),
  guard(declareWork, "if (scenarioId && ", "if (false && ", ...design),
  guard(attestWork, "if (work.declaredById === actor.personId) throw", "if (false) throw", ...design),
  guard(attestWork, '    authorize(actor, hoursPolicy, "hours.attestWork", mission.subject);\n', "", ...design),
  guard(attestWork, "where: { id: workId, missionId }", "where: { id: workId }", ...design),
  guard(attestWork, "    if (work.attestation?.decision === said) return { decided: false };\n", "", ...design),
  guard(attestWork, '    if (work.attestation) throw refuse("conflict", "hours.workDecided");\n', "", ...design),
  guard(attestWork, "    if (attest) await book(", "    await book(", ...design),
  guard(
    `${hours}/policy.ts`,
    "mission.personId !== actor.personId && holds(actor, workAttesters",
    "holds(actor, workAttesters",
    ...design,
  ),

  // ── Their lines and their money ──
  guard(lines, 'else if (draft.source === "SHEET" && (await', "else if ((await", ...both),
  guard(lines, 'if (!draft.reversesId && draft.source === "SHEET")', "if (!draft.reversesId)", ...both),
  guard(
    `${hours}/correction.ts`,
    'if (source === "ACTIVITY")',
    "if (false)",
    ...distance,
    "tests/domain/hour-correction.test.ts",
  ),
  guard(`${pay}/facts.server.ts`, ", t.attested_by_id]", "]", ...design),
  guard(`${budget}/commands.server.ts`, "  if (!seance) await lockMission(tx, missionId);\n", "", ...design),
  guard(designMoney, "if (amountCents > 0) await commitDue", "if (false) await commitDue", ...design),
  guard(designMoney, "else await release(", "else if (false) await release(", ...design),
  guard(designMoney, "...(amountCents > 0 && known ?", "...(amountCents > 0 ?", ...design),
];
