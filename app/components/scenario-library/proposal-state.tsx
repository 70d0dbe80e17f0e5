import { Alert } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button, PostButton } from "~/components/ui/button";
import { Disclosure } from "~/components/ui/disclosure";
import { Form, FormError } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { refusedFor } from "~/components/ui/refused";
import type { PublicationStatus } from "~/domain/publication/schema";
import { type Licence, licenceNames } from "~/domain/scenario/licences";
import { useT } from "~/i18n/use-t";
import { AnswerForm, type Contributor, Contributors, ListContributor } from "./contributors";
import { HandIn } from "./hand-in";
import { LicenceChoice } from "./licence-choice";

type Proposal = {
  status: PublicationStatus;
  licence: Licence;
  returnedReason: string | null;
  submittedAt: Date | null;
};
type Page = {
  proposal: Proposal | null;
  contributors: Contributor[];
  licences: Licence[];
  nothingAdded: boolean;
  listable: { id: string; name: string }[];
  can: { propose: boolean; submit: boolean; abandon: boolean; answer: boolean; takeBack: boolean };
};

/** A proposal from the choice of its licence to the decision, one thing to do at a time. */
export function ProposalState({ page, refused }: { page: Page; refused: unknown }) {
  const t = useT();
  const { proposal, contributors, can } = page;
  if (!proposal) return can.propose ? <Begin page={page} refused={refused} /> : null;
  const mine = contributors.find((one) => one.mine);
  const refusing = contributors.some(({ answer }) => answer === "REFUSED");
  return (
    <>
      <Section
        title={t("scenarioLibrary.proposal.state")}
        aside={<Badge kind="info">{t(`scenarioLibrary.proposal.states.${proposal.status}`)}</Badge>}
      >
        <Progress proposal={proposal} />
        {refusing && (
          <Alert kind="warning" title={t("scenarioLibrary.proposal.refusedTitle")}>
            {t("scenarioLibrary.proposal.refusedText")}
          </Alert>
        )}
      </Section>
      {can.answer && (
        <Section title={t("scenarioLibrary.proposal.yours")}>
          <AnswerForm licence={proposal.licence} answer={mine?.answer ?? null} refused={refused} />
        </Section>
      )}
      <Section title={t("scenarioLibrary.proposal.contributors")}>
        <p>{t("scenarioLibrary.proposal.contributorsNote")}</p>
        <Contributors people={contributors} refused={refused} />
        <ListContributor people={page.listable} refused={refused} />
      </Section>
      {can.submit && (
        <Section title={t("scenarioLibrary.proposal.submit")}>
          <HandIn
            missing={contributors.filter(({ answer }) => answer === null).length}
            refusing={refusing}
            refused={refused}
          />
          <ChangeLicence page={page} licence={proposal.licence} refused={refused} />
        </Section>
      )}
      {can.abandon && (
        <Section title={t("scenarioLibrary.proposal.abandon")}>
          {refusedFor(refused, "abandon") && <FormError refused={refused} />}
          <p>{t("scenarioLibrary.proposal.abandonNote")}</p>
          <PostButton intent="abandon" variant="tertiary">
            {t("scenarioLibrary.proposal.abandon")}
          </PostButton>
        </Section>
      )}
      {can.takeBack && (
        <>
          {refusedFor(refused, "takeBack") && <FormError refused={refused} />}
          <PostButton intent="takeBack" variant="secondary">
            {t("scenarioLibrary.proposal.takeBack")}
          </PostButton>
        </>
      )}
    </>
  );
}

function Begin({ page, refused }: { page: Page; refused: unknown }) {
  const t = useT();
  if (page.nothingAdded) return <p>{t("scenarioLibrary.proposal.nothingAdded")}</p>;
  return (
    <Form intent="propose" refused={refused} className="ep-narrow">
      <LicenceChoice allowed={page.licences} />
      <Button>{t("scenarioLibrary.proposal.begin")}</Button>
    </Form>
  );
}

function Progress({ proposal }: { proposal: Proposal }) {
  const t = useT();
  return (
    <>
      <p>{t("scenarioLibrary.proposal.licence", { licence: licenceNames[proposal.licence] })}</p>
      {proposal.status === "RETURNED" && (
        <Alert kind="warning" title={t("scenarioLibrary.proposal.returned")}>
          <p className="ep-typed">{proposal.returnedReason}</p>
        </Alert>
      )}
      {proposal.status === "SUBMITTED" && proposal.submittedAt && (
        <p>{t("scenarioLibrary.proposal.submittedOn", { at: proposal.submittedAt })}</p>
      )}
    </>
  );
}

function ChangeLicence({ page, licence, refused }: { page: Page; licence: Licence; refused: unknown }) {
  const t = useT();
  if (page.licences.length < 2) return null;
  return (
    <Disclosure
      summary={t("scenarioLibrary.proposal.changeLicence")}
      open={refusedFor(refused, "changeLicence") !== undefined}
    >
      <Form intent="changeLicence" refused={refused} className="ep-narrow">
        <LicenceChoice allowed={page.licences} chosen={licence} />
        <p>{t("scenarioLibrary.proposal.changeNote")}</p>
        <Button variant="secondary">{t("scenarioLibrary.proposal.changeLicence")}</Button>
      </Form>
    </Disclosure>
  );
}
