import { Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button, TextLink } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import { KeyValues } from "~/components/ui/key-values";
import { Section } from "~/components/ui/page";
import { taskText } from "~/i18n/mission";
import { useFormat, useT } from "~/i18n/use-t";

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
};

/** The lettre de mission: what it says, who signed it, the button of who may. */
export function LetterCard({
  missionId,
  letter,
  canSign,
  refused,
}: {
  missionId: string;
  letter: Letter | null;
  canSign: boolean;
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
      <p>{signedAt ? t("mission.page.signed", { at: signedAt, by: signedBy ?? "" }) : t("mission.page.notSigned")}</p>
      {hash && <KeyValues layout="stacked" items={[{ label: t("mission.page.hash"), value: <code>{hash}</code> }]} />}
      <TextLink to={`/missions/${missionId}/lettre.pdf`} icon="download" reloadDocument>
        {t("mission.page.pdf")}
      </TextLink>
      {canSign && (
        <Form intent="sign" refused={refused}>
          <Note>{t("mission.page.signWhat")}</Note>
          <Button size="lg" icon="pen">
            {t("mission.page.sign")}
          </Button>
        </Form>
      )}
    </Section>
  );
}
