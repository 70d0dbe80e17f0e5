import { Alert, Note } from "~/components/ui/alert";
import { Button, ButtonLink, PostButton } from "~/components/ui/button";
import { Avatar } from "~/components/ui/card";
import { Disclosure } from "~/components/ui/disclosure";
import { Form } from "~/components/ui/form";
import { KeyValues } from "~/components/ui/key-values";
import { useFormat, useT } from "~/i18n/use-t";

export type ShownReceipt = {
  receiptId: string;
  seanceId: string;
  title: string;
  room: string | null;
  placeName: string;
  referentName: string;
  startsAt: Date;
  endsAt: Date;
  functionLabel: string | null;
  expired: boolean;
  signedAt: Date | null;
};

type Props = { receipt: ShownReceipt; name: string; refused?: unknown };

/** Identity first, then what is signed, then what is recorded, then one button at thumb height. */
export function SignForm({ receipt, name, refused }: Props) {
  const t = useT();
  const f = useFormat();
  return (
    <>
      <div className="ep-attendance-identity">
        <Avatar name={name} size={44} />
        <p>
          <strong>{name}</strong>
          {receipt.functionLabel && <span className="ep-muted">{receipt.functionLabel}</span>}
        </p>
        <PostButton intent="notMe" variant="tertiary">
          {t("attendance.sign.notYou")}
        </PostButton>
      </div>
      <KeyValues
        layout="stacked"
        items={[
          { label: t("attendance.sign.seance"), value: <strong>{receipt.title}</strong> },
          {
            label: t("attendance.sign.halfDay"),
            value: <strong>{f.interval(receipt.startsAt, receipt.endsAt)}</strong>,
          },
          {
            label: t("attendance.sign.where"),
            value: [receipt.room, receipt.placeName, receipt.referentName].filter(Boolean).join(", "),
          },
        ]}
      />
      <Step receipt={receipt} refused={refused} />
      <Disclosure summary={t("attendance.sign.cannot")} plain>
        <p>{t("attendance.sign.cannotText", { referent: receipt.referentName })}</p>
      </Disclosure>
    </>
  );
}

function Step({ receipt, refused }: Omit<Props, "name">) {
  const t = useT();
  if (receipt.signedAt)
    return (
      <Alert
        kind="success"
        action={<ButtonLink to={`/emarger/${receipt.receiptId}/fait`}>{t("attendance.sign.see")}</ButtonLink>}
      >
        {t("attendance.sign.already", { at: receipt.signedAt })}
      </Alert>
    );
  if (receipt.expired)
    return (
      <Alert kind="warning" action={<ButtonLink to="/e">{t("attendance.sign.rescan")}</ButtonLink>}>
        {t("attendance.sign.expired")}
      </Alert>
    );
  return (
    <Form intent="sign" refused={refused} className="ep-attendance-sign">
      <Note>{t("attendance.sign.recorded")}</Note>
      <Button size="lg" full>
        {t("attendance.sign.submit")}
      </Button>
    </Form>
  );
}
