import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { type Column, DataTable } from "~/components/ui/table";
import type { EnrolmentStatus } from "~/domain/cohort/schema";
import { useT } from "~/i18n/use-t";

type Person = {
  enrolmentId: string;
  status: EnrolmentStatus;
  name: string | null;
  email: string | null;
  teamId: string | null;
};

type Props = {
  people: Person[];
  teams: { id: string; name: string }[];
  seesAddresses: boolean;
  mayWithdraw: boolean;
  refused?: unknown;
};

/** Who is in a cohort. Addresses and invitations only for who leads it or answers for the place. */
export function PeopleTable({ people, teams, seesAddresses, mayWithdraw, refused }: Props) {
  const t = useT();
  const teamOf = (person: Person) => teams.find(({ id }) => id === person.teamId)?.name ?? t("cohort.noTeam");
  const columns: Column<Person>[] = [
    { key: "name", header: t("cohort.person"), cell: ({ name, email }) => name ?? email ?? "" },
    { key: "team", header: t("cohort.team"), cell: teamOf },
  ];
  if (seesAddresses)
    columns.splice(
      1,
      0,
      { key: "email", header: t("cohort.address"), cell: ({ email }) => email },
      {
        key: "status",
        header: t("cohort.enrolment"),
        cell: ({ status }) => (
          <Badge kind={status === "PENDING" ? "neutral" : "done"}>{t(`cohort.enrolmentStatus.${status}`)}</Badge>
        ),
      },
    );
  if (mayWithdraw)
    columns.push({
      key: "withdraw",
      header: t("cohort.withdraw.submit"),
      cell: ({ enrolmentId, status }) =>
        status === "COMPLETED" ? null : (
          <FoldedForm
            summary={t("cohort.withdraw.summary")}
            plain
            intent="withdraw"
            refused={isAbout(refused, enrolmentId) ? refused : undefined}
          >
            <input type="hidden" name="enrolmentId" value={enrolmentId} />
            <Field name="reason" label={t("cohort.withdraw.reason")} maxLength={300} />
            <Button variant="secondary">{t("cohort.withdraw.submit")}</Button>
          </FoldedForm>
        ),
    });
  return (
    <DataTable
      caption={t("cohort.peopleTable")}
      columns={columns}
      rows={people}
      rowKey={({ enrolmentId }) => enrolmentId}
      empty={t("cohort.nobody")}
    />
  );
}

/** A refusal answers the form of one row alone. */
function isAbout(refused: unknown, enrolmentId: string): boolean {
  const values = (refused as { values?: Record<string, string> } | undefined)?.values;
  return values?.enrolmentId === enrolmentId;
}
