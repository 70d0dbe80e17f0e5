import { Badge } from "~/components/ui/badge";
import { Actions, PostButton } from "~/components/ui/button";
import { Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";
import { browserName } from "./browser-name";

type Line = { id: string; userAgent: string; createdAt: Date; lastSeenAt: Date; current: boolean };

/** Where the person is signed in; each line can be ended from here. */
export function Sessions({ sessions }: { sessions: readonly Line[] }) {
  const t = useT();
  const f = useFormat();
  const named = (line: Line) => {
    const { browser, system } = browserName(line.userAgent);
    if (browser && system) return t("account.mine.browserOn", { browser, system });
    return browser ?? t("account.mine.unknownBrowser");
  };
  return (
    <Section title={t("account.mine.sessions")}>
      <p>{t("account.mine.sessionsHint")}</p>
      <DataTable
        caption={t("account.mine.sessions")}
        rows={sessions}
        rowKey={(line) => line.id}
        columns={[
          { key: "browser", header: t("account.mine.browser"), rowHeader: true, cell: named },
          {
            key: "opened",
            header: t("account.mine.openedAt"),
            cell: (line) => f.dateTime(line.createdAt, { weekday: false }),
          },
          {
            key: "seen",
            header: t("account.mine.seenAt"),
            cell: (line) => f.dateTime(line.lastSeenAt, { weekday: false }),
          },
          {
            key: "end",
            header: t("account.mine.endSession"),
            cell: (line) =>
              line.current ? (
                <Badge kind="accent">{t("account.mine.thisOne")}</Badge>
              ) : (
                <PostButton
                  intent="revokeSession"
                  fields={{ id: line.id }}
                  variant="tertiary"
                  size="sm"
                  aria-label={t("account.mine.endSessionOf", { browser: named(line) })}
                >
                  {t("account.mine.endSession")}
                </PostButton>
              ),
          },
        ]}
      />
      {sessions.length > 1 && (
        <Actions>
          <PostButton intent="revokeOthers" variant="secondary">
            {t("account.mine.endOthers")}
          </PostButton>
        </Actions>
      )}
    </Section>
  );
}
