import { Alert, Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button, TextLink } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import { KeyValues } from "~/components/ui/key-values";
import { Section } from "~/components/ui/page";
import type { Facts } from "~/domain/errors";
import { inForce } from "~/domain/mission/rules/letter";
import { tDynamic } from "~/i18n/catalogue";
import { taskText } from "~/i18n/mission";
import { useFormat, useT } from "~/i18n/use-t";
import { AmendForm, type Amendment, Amendments } from "./amendments";

type Letter = {
  number: string;
  status: "ISSUED" | "SIGNED";
  tasks: { label: string; minutes?: number | undefined }[];
  startsOn: Date;
  endsOn: Date;
  issuedAt: Date;
  issuedBy: string | null;
  signedAt: Date | null;
  signedBy: string | null;
  hash: string | null;
  /** The last one first. */
  amendments: Amendment[];
};

type Booked = {
  bookedMinutes: number;
  entrustedMinutes: number | null;
  unmet: { key: string; facts: Facts; entryId: string | null }[];
};

/** The lettre de mission: what it says, who signed it, the button of who may. */
export function LetterCard({
  missionId,
  letter,
  can,
  booked,
  refused,
}: {
  missionId: string;
  letter: Letter | null;
  can: { sign: boolean; amend: boolean; signAmendment: boolean; withdrawAmendment: boolean };
  booked: Booked | null;
  refused: unknown;
}) {
  const t = useT();
  const f = useFormat();
  if (!letter)
    return (
      <Section title={t("mission.page.letter")}>
        <p>{t("mission.page.noLetter")}</p>
      </Section>
    );
  const { status, signedAt, signedBy, hash } = letter;
  return (
    <Section
      title={t("mission.page.letter")}
      aside={<Badge kind={status === "SIGNED" ? "done" : "warning"}>{t(`mission.letterStatus.${status}`)}</Badge>}
    >
      <p>
        {t("mission.page.letterNumber", { number: letter.number })}
        <br />
        {f.day(letter.startsOn)} – {f.day(letter.endsOn)}
        <br />
        {t("mission.page.issued", { at: letter.issuedAt, by: letter.issuedBy ?? "" })}
      </p>
      <ul>
        {letter.tasks.map((task) => (
          <li key={task.label}>{taskText(t, task)}</li>
        ))}
      </ul>
      {booked && <Conditions booked={booked} />}
      <p>{signedAt ? t("mission.page.signed", { at: signedAt, by: signedBy ?? "" }) : t("mission.page.notSigned")}</p>
      {hash && <KeyValues layout="stacked" items={[{ label: t("mission.page.hash"), value: <code>{hash}</code> }]} />}
      <TextLink to={`/missions/${missionId}/lettre.pdf`} icon="download" reloadDocument>
        {t("mission.page.pdf")}
      </TextLink>
      {can.sign && (
        <Form intent="sign" refused={refused}>
          <Note>{t("mission.page.signWhat")}</Note>
          <Button size="lg" icon="pen">
            {t("mission.page.sign")}
          </Button>
        </Form>
      )}
      <Amendments amendments={letter.amendments} can={can} refused={refused} />
      {can.amend && <AmendForm terms={inForce(letter)} bookedMinutes={booked?.bookedMinutes ?? 0} refused={refused} />}
    </Section>
  );
}

/** The hours booked beside those entrusted; what is not as the letter says is held until a person decides. */
function Conditions({ booked: { bookedMinutes, entrustedMinutes, unmet } }: { booked: Booked }) {
  const t = useT();
  if (entrustedMinutes === null && unmet.length === 0) return null;
  return (
    <>
      {entrustedMinutes !== null && (
        <p>{t("mission.page.bookedOf", { booked: bookedMinutes, entrusted: entrustedMinutes })}</p>
      )}
      {unmet.length > 0 && (
        <Alert kind="warning" title={t("mission.page.unmet")}>
          <ul>
            {unmet.map(({ key, facts, entryId }) => (
              <li key={entryId ?? key}>
                {tDynamic(t, `errors.${key}`, facts)}{" "}
                {entryId && <TextLink to={`/heures/${entryId}`}>{t("mission.page.unmetHour")}</TextLink>}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}
