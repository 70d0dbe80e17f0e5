import { Link } from "@remix-run/react";
import { Badge } from "~/components/ui/badge";
import { PostButton } from "~/components/ui/button";
import { DataTable } from "~/components/ui/table";
import type { Role } from "~/domain/actor";
import { useFormat, useT } from "~/i18n/use-t";

type Line = {
  id: string;
  name: string;
  email: string;
  status: "INVITED" | "ACTIVE" | "SUSPENDED" | null;
  suspendable: boolean;
  roles: { assignmentId: string; role: Role; placeName: string; since: Date; endable: boolean }[];
};

/** Who holds which role, with the buttons the reader may use; `careers` of whom she manages. */
export function PeopleTable({ people, careers }: { people: readonly Line[]; careers: readonly string[] }) {
  const t = useT();
  const f = useFormat();
  const named = (line: Line) => line.name || line.email;
  return (
    <DataTable
      caption={t("account.people.caption")}
      rows={people}
      rowKey={(line) => line.id}
      empty={t("account.people.empty")}
      columns={[
        {
          key: "name",
          header: t("account.people.name"),
          rowHeader: true,
          cell: (line) => (
            <>
              {line.name || t("account.people.unnamed")}
              <br />
              <small>{line.email}</small>
              {careers.includes(line.id) && (
                <>
                  <br />
                  <Link
                    to={`/academie/personnes/${line.id}/carriere`}
                    aria-label={t("career.of", { name: named(line) })}
                  >
                    {t("career.link")}
                  </Link>
                </>
              )}
            </>
          ),
        },
        {
          key: "roles",
          header: t("account.people.roles"),
          cell: (line) => (
            <ul className="ep-plain-list">
              {line.roles.map(({ assignmentId, role, placeName, since, endable }) => (
                <li key={assignmentId}>
                  {t("account.people.held", {
                    role: t(`common.roles.${role}`),
                    place: placeName,
                    since: f.day(since, { weekday: false }),
                  })}{" "}
                  {endable && (
                    <PostButton
                      intent="endRole"
                      fields={{ id: assignmentId }}
                      variant="tertiary"
                      size="sm"
                      aria-label={t("account.people.endOf", { role: t(`common.roles.${role}`), name: named(line) })}
                    >
                      {t("account.people.end")}
                    </PostButton>
                  )}
                </li>
              ))}
            </ul>
          ),
        },
        {
          key: "account",
          header: t("account.people.account"),
          cell: (line) => (
            <>
              <Badge kind={line.status === "SUSPENDED" ? "warning" : "neutral"}>
                {t(`account.people.status.${line.status ?? "NONE"}`)}
              </Badge>{" "}
              {line.suspendable && <Suspension line={line} name={named(line)} />}
            </>
          ),
        },
      ]}
    />
  );
}

function Suspension({ line, name }: { line: Line; name: string }) {
  const t = useT();
  const suspended = line.status === "SUSPENDED";
  return (
    <PostButton
      intent={suspended ? "restore" : "suspend"}
      fields={{ id: line.id }}
      variant="tertiary"
      size="sm"
      aria-label={t(suspended ? "account.people.restoreOf" : "account.people.suspendOf", { name })}
    >
      {t(suspended ? "account.people.restore" : "account.people.suspend")}
    </PostButton>
  );
}
