import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { CompleteCareer } from "~/components/career/complete-link";
import { EndCard } from "~/components/mission/end-card";
import { LetterCard } from "~/components/mission/letter-card";
import { MoneyCard } from "~/components/mission/money-card";
import { QuestionForms } from "~/components/mission/question-forms";
import { StepsCard } from "~/components/mission/steps-card";
import { Findings } from "~/components/pay/findings";
import { Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { ButtonLink } from "~/components/ui/button";
import { KeyValues } from "~/components/ui/key-values";
import { Columns, PageTitle, Section } from "~/components/ui/page";
import {
  answerMissionMoney,
  attestMissionService,
  decideMissionMoney,
  refuseMissionMoney,
  signMissionLetter,
} from "~/domain/budget/commands/decide-mission.server";
import { assessMission } from "~/domain/budget/explanation.server";
import { getMissionMoney } from "~/domain/budget/mission-money.server";
import { amendLetter, signAmendment, withdrawAmendment } from "~/domain/mission/commands/amend-letter.server";
import { endMission } from "~/domain/mission/commands/end-mission.server";
import { recordCouncil } from "~/domain/mission/commands/record-fact.server";
import { getMission, listNameable } from "~/domain/mission/queries.server";
import {
  AmendLetter,
  DecideAmount,
  EndMission,
  HandOver,
  LetterDraft,
  OneAmendment,
  ProposeAmount,
  RecordCouncil,
  RefuseMission,
} from "~/domain/mission/schema";
import { handOverByRules } from "~/domain/pay/commands/engage.server";
import { proposeIfic } from "~/domain/pay/commands/ific.server";
import { AnswerQuestion } from "~/domain/pay/questions";
import { requireActor } from "~/http/actor.server";
import { money, orNothing, tasks } from "~/http/fields.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { payText } from "~/i18n/mission";
import { LocaleProvider, useFormat, useLocale, useT } from "~/i18n/use-t";

export const handle = {
  policy: {
    read: "mission.read",
    write: {
      sign: "mission.signLetter",
      amend: "mission.amendLetter",
      signAmendment: "mission.signLetter",
      withdrawAmendment: "mission.amendLetter",
      council: "mission.recordCouncil",
      propose: "mission.propose",
      decide: "mission.decide",
      refuse: "mission.decide",
      attest: "mission.attest",
      answer: "pay.answer",
      end: "mission.end",
      handOver: "mission.handOver",
    },
  },
  breadcrumb: ({ mission }: { mission: { title: string } }) => [{ label: mission.title }],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => data?.mission.title ?? t("mission.page.terms"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const missionId = idParam(params, "missionId");
  const mission = await orRefuse(getMission(actor, missionId));
  const nameable = mission.can.handOver ? await orRefuse(listNameable(actor, mission.place.id)) : null;
  const [assessment, line] = await Promise.all([
    orRefuse(assessMission(actor, missionId)),
    orRefuse(getMissionMoney(actor, missionId)),
  ]);
  return { mission, nameable, assessment, line };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const missionId = idParam(params, "missionId");
  const form = await parseForm(request, {
    sign: z.object({}),
    amend: AmendLetter.extend({
      tasks: tasks.pipe(LetterDraft.shape.tasks),
      startsOn: orNothing(LetterDraft.shape.startsOn.unwrap()),
      endsOn: orNothing(LetterDraft.shape.endsOn.unwrap()),
    }),
    signAmendment: OneAmendment,
    withdrawAmendment: OneAmendment,
    council: RecordCouncil,
    propose: ProposeAmount.extend({ amountCents: money }),
    decide: DecideAmount.extend({ amountCents: z.union([z.literal("").transform(() => null), money]).optional() }),
    refuse: RefuseMission,
    attest: z.object({}),
    answer: AnswerQuestion,
    end: EndMission,
    handOver: HandOver,
  });
  if (!form.ok) return form.answer;
  try {
    const done = {
      sign: "mission.page.signDone",
      amend: "amendment.issued",
      signAmendment: "amendment.signed",
      withdrawAmendment: "amendment.withdrawn",
      council: "mission.page.recordDone",
      propose: "mission.page.proposeDone",
      decide: "mission.page.decideDone",
      refuse: "mission.page.refuseDone",
      attest: "mission.page.attestDone",
      answer: "payFlow.question.done",
      end: "mission.page.endDone",
      handOver: "mission.page.handOverDone",
    } as const;
    if (form.intent === "sign") await signMissionLetter(actor, missionId);
    else if (form.intent === "amend") await amendLetter(actor, missionId, form.value);
    else if (form.intent === "signAmendment") await signAmendment(actor, missionId, form.value.seq);
    else if (form.intent === "withdrawAmendment") await withdrawAmendment(actor, missionId, form.value.seq);
    else if (form.intent === "council") await recordCouncil(actor, missionId, form.value);
    else if (form.intent === "propose") await proposeIfic(actor, missionId, form.value);
    else if (form.intent === "decide") await decideMissionMoney(actor, missionId, form.value);
    else if (form.intent === "refuse") await refuseMissionMoney(actor, missionId, form.value);
    else if (form.intent === "attest") await attestMissionService(actor, missionId);
    else if (form.intent === "answer") await answerMissionMoney(actor, missionId, form.value);
    else if (form.intent === "end") await endMission(actor, missionId, form.value);
    else {
      const next = await handOverByRules(actor, missionId, form.value);
      return await redirectWithFlash(`/missions/${next.missionId}`, done.handOver);
    }
    return await redirectWithFlash(`/missions/${missionId}`, done[form.intent]);
  } catch (error) {
    return refusal(error, form.values);
  }
}

const kinds = { ACCEPT: "done", WARN: "info", HOLD: "warning", REFUSE: "error" } as const;

export default function MissionPage() {
  const { mission } = useLoaderData<typeof loader>();
  return (
    <LocaleProvider locale={useLocale()} timeZone={mission.place.timeZone}>
      <Mission />
    </LocaleProvider>
  );
}

function Mission() {
  const t = useT();
  const f = useFormat();
  const { mission, nameable, assessment, line } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { person, place, schoolYear } = mission;
  const forFunction = mission.functionCode && t.find(`mission.function.${mission.functionCode}`);
  return (
    <>
      <PageTitle
        title={mission.title}
        subtitle={t("mission.page.subject", { name: person.name, place: place.name, year: schoolYear.id })}
        badge={<Badge kind={kinds[assessment.decision]}>{t(`pay.findings.decision.${assessment.decision}`)}</Badge>}
      />
      <Columns
        main={
          <>
            <Section title={t("mission.page.rules")}>
              {assessment.findings.length === 0 && <p>{t("mission.page.ready")}</p>}
              <Findings findings={assessment.findings} />
              <CompleteCareer careerOf={assessment.careerOf} name={person.name} />
              <QuestionForms {...assessment.asked} refused={refused} />
              {assessment.notBefore && <Note>{t("pay.findings.notBefore", { day: assessment.notBefore })}</Note>}
            </Section>
            {mission.kind === "DESIGN" && (
              <ButtonLink to={`/missions/${mission.id}/travaux`} icon="document">
                {t("design.link")}
              </ButtonLink>
            )}
            {(mission.steps.length > 0 || mission.can.decide || mission.can.refuse) && (
              <StepsCard mission={mission} refused={refused} />
            )}
            <EndCard mission={mission} people={nameable?.people ?? []} refused={refused} />
          </>
        }
        side={
          <>
            <Section title={t("mission.page.terms")}>
              <KeyValues
                layout="stacked"
                items={[
                  { label: t("mission.page.person"), value: person.name },
                  { label: t("mission.page.place"), value: place.name },
                  {
                    label: t("mission.page.year"),
                    value: `${f.day(schoolYear.startsOn)} – ${f.day(schoolYear.endsOn)}`,
                  },
                  { label: t("mission.page.kind"), value: t(`mission.kind.${mission.kind}`) },
                  ...(forFunction ? [{ label: t("mission.training.functionField"), value: forFunction }] : []),
                  { label: t("mission.page.channel"), value: payText(t, mission) },
                ]}
              />
              <p>{t("mission.page.created", { at: mission.at, by: mission.createdBy ?? "" })}</p>
            </Section>
            {line && <MoneyCard line={line} />}
            <LetterCard
              missionId={mission.id}
              letter={mission.letter}
              can={mission.can}
              booked={assessment.letter}
              refused={refused}
            />
          </>
        }
      />
    </>
  );
}
