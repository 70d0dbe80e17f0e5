import type { JSONContent } from "@tiptap/core";
import { type Locale, translator } from "~/i18n/catalogue";
import { typeset } from "~/i18n/typography";
import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { refuse } from "../errors";
import { type Beginning, createScenario, stateToBegin, writeScenario } from "../scenario/commands.server";
import { scenarioPolicy } from "../scenario/policy";
import { findScenarioPlace } from "../scenario/queries.server";
import { titleLength } from "../scenario/schema";
import { templateDocument } from "./rules";
import type { BeginScenario, TemplateId } from "./schema";

/** A new scenario, empty or from a template in the actor's language. Returns its id. @throws as createScenario does */
export async function beginScenario(actor: Actor, { template, ...input }: BeginScenario): Promise<{ id: string }> {
  if (!template) return createScenario(actor, input);
  return createScenario(actor, input, beginningOf(template, actor.locale, input.title));
}

/** The words of a template are typeset as those of a page are; the title stays as it was typed. */
function beginningOf(template: TemplateId, locale: Locale, title: string): Beginning {
  const { content: [heading, ...blocks] = [], ...rest } = templateDocument(template, locale, title);
  const set = locale === "fr" ? blocks.map(typesetNode) : blocks;
  return { document: { ...rest, content: heading ? [heading, ...set] : set }, images: [] };
}

const typesetNode = (node: JSONContent): JSONContent => ({
  ...node,
  ...(node.text === undefined ? {} : { text: typeset(node.text) }),
  ...(node.content ? { content: node.content.map(typesetNode) } : {}),
});

/**
 * The scenario of a team at stage 4: the one it has, or a new one from the template of the lesson plan. However often it
 * is asked for, and by however many at once, a team gets one. Returns its id, and whether it was made now.
 * @throws not_found, forbidden for a team that is not the actor's, conflict when the cohort has ended
 */
export async function beginTeamScenario(actor: Actor, teamId: string): Promise<{ id: string; made: boolean }> {
  return inTransaction(async (tx) => {
    // Given back at the end of the transaction: whoever asks meanwhile finds the scenario.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('scenario.ofTeam'), hashtext(${teamId}))`;
    const team = await tx.team.findUnique({ where: { id: teamId }, select: { cohortId: true, name: true } });
    const place = team && (await findScenarioPlace(tx, team.cohortId, teamId));
    // Whoever is in the cohort knows the teams, and is told below that this one is not theirs.
    if (!place || !can(actor, scenarioPolicy, "scenario.create", { ...place, memberPersonIds: null }))
      throw refuse("not_found", "scenarioLibrary.teamUnknown");
    if (can(actor, scenarioPolicy, "scenario.create", place)) {
      const known = await tx.scenario.findFirst({ where: { teamId }, orderBy: { id: "asc" }, select: { id: true } });
      if (known) return { id: known.id, made: false };
    }
    const title = translator(actor.locale)("scenarioLibrary.template.teamTitle", { team: team.name });
    const input = { cohortId: team.cohortId, teamId, title: title.slice(0, titleLength.most) };
    const state = stateToBegin(input, beginningOf("TEAM_LESSON", actor.locale, input.title));
    const { id } = await writeScenario(tx, actor, input, { state });
    return { id, made: true };
  });
}
