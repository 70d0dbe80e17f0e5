import { Note } from "~/components/ui/alert";
import { Actions, Button, PostButton } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { Checkboxes } from "~/components/ui/choices";
import { Select, Textarea } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { FormError } from "~/components/ui/form";
import { isRefused } from "~/components/ui/refused";
import { grouped } from "~/domain/grouped";
import { useFormat, useT } from "~/i18n/use-t";
import { TickAll } from "./tick-all";

type Attested = {
  id: string;
  name: string;
  at: Date;
  by: string;
  withdrawal: { id: string; reason: string; at: Date; by: string; mayDecide: boolean } | null;
};
type Activity = {
  id: string;
  title: string;
  modality: "ON_SITE" | "REMOTE" | "IN_CLASS";
  minutes: number;
  stage: { position: number; title: string };
  held: boolean;
  attested: Attested[];
  waiting: { enrolmentId: string; name: string }[];
};
type Can = { attest: boolean; withdraw: boolean };
type Props = { activity: Activity; can: Can; refused: unknown };

/** One activity at a distance: for whom it is attested, one box for each of the others, and what waits for a second person. */
export function ActivityCard({ activity, can, refused }: Props) {
  const t = useT();
  const { attested, held, minutes, stage } = activity;
  const planned = t("activity.planned", { modality: t(`hours.modality.${activity.modality}`), minutes });
  return (
    <Card title={activity.title} titleAs="h2" aside={planned}>
      <p>{t("activity.stage", { ...stage })}</p>
      {held && <Note>{t("activity.held")}</Note>}
      {attested.length === 0 ? <p>{t("activity.nobody")}</p> : <AttestedList attested={attested} refused={refused} />}
      {can.attest && !held && <Attest activity={activity} refused={refused} />}
      {can.withdraw && <Withdraw activity={activity} refused={refused} />}
    </Card>
  );
}

/** People attested on one day by one person are one line; whoever's attestation may be taken back has a line to decide on. */
function AttestedList({ attested, refused }: { attested: Attested[]; refused: unknown }) {
  const t = useT();
  const f = useFormat();
  const standing = attested.filter(({ withdrawal }) => !withdrawal);
  const together = grouped(standing, (one) => [`${f.day(one.at)} ${one.by}`, one]);
  return (
    <>
      <p>{t("activity.attested")}</p>
      <ul>
        {[...together].map(([key, [first, ...others]]) => (
          <li key={key}>
            {first &&
              t("activity.together", {
                names: [first, ...others].map(({ name }) => name).join(", "),
                at: first.at,
                by: first.by,
              })}
          </li>
        ))}
        {attested.map(
          ({ id, name, at, by, withdrawal }) =>
            withdrawal && (
              <li key={id}>
                {t("activity.together", { names: name, at, by })}
                <Withdrawal withdrawal={withdrawal} refused={refused} />
              </li>
            ),
        )}
      </ul>
    </>
  );
}

const own = (refused: unknown, name: string, value: string) =>
  isRefused(refused) && refused.values[name] === value ? refused : undefined;

function Attest({ activity: { id, waiting }, refused }: Omit<Props, "can">) {
  const t = useT();
  if (waiting.length === 0) return <p>{t("activity.nobodyLeft")}</p>;
  const mine = own(refused, "activityId", id);
  return (
    <FoldedForm summary={t("activity.attestOpen", { count: waiting.length })} intent="attest" refused={mine}>
      <input type="hidden" name="activityId" value={id} />
      <Checkboxes
        name="enrolmentIds"
        legend={t("activity.people")}
        options={waiting.map(({ enrolmentId, name }) => ({ value: enrolmentId, label: name }))}
      />
      <Actions>
        <TickAll name="enrolmentIds">{t("activity.everybody")}</TickAll>
        <Button>{t("activity.submit")}</Button>
      </Actions>
    </FoldedForm>
  );
}

function Withdraw({ activity: { attested }, refused }: Omit<Props, "can">) {
  const t = useT();
  const free = attested.filter(({ withdrawal }) => !withdrawal);
  if (free.length === 0) return null;
  const mine = free.map(({ id }) => own(refused, "attestationId", id)).find((one) => one !== undefined);
  return (
    <FoldedForm summary={t("activity.withdraw.open")} intent="withdraw" refused={mine}>
      <Select
        name="attestationId"
        label={t("activity.withdraw.person")}
        options={free.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Textarea
        name="reason"
        label={t("activity.withdraw.reason")}
        hint={t("activity.withdraw.reasonHint")}
        maxLength={300}
        rows={2}
      />
      <Button variant="secondary">{t("activity.withdraw.submit")}</Button>
    </FoldedForm>
  );
}

type Proposed = NonNullable<Attested["withdrawal"]>;

function Withdrawal({
  withdrawal: { id, reason, at, by, mayDecide },
  refused,
}: {
  withdrawal: Proposed;
  refused: unknown;
}) {
  const t = useT();
  const mine = own(refused, "withdrawalId", id);
  return (
    <>
      <p>{t("activity.withdraw.proposed", { at, by, reason })}</p>
      {mine && <FormError refused={mine} />}
      {mayDecide ? (
        <Actions>
          <PostButton intent="approve" fields={{ withdrawalId: id }}>
            {t("activity.withdraw.approve")}
          </PostButton>
          <PostButton intent="refuse" fields={{ withdrawalId: id }} variant="secondary">
            {t("activity.withdraw.refuse")}
          </PostButton>
        </Actions>
      ) : (
        <p>{t("activity.withdraw.waits")}</p>
      )}
    </>
  );
}
