import { Disclosure } from "~/components/ui/disclosure";
import { FormError } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import type { PlacedDiscussion } from "~/domain/comment/schema";
import { useT } from "~/i18n/use-t";
import { CommentsAround } from "./around";
import { useFreshIds } from "./fresh-ids";
import { refusedElsewhere } from "./refused-of";
import { ThreadCard } from "./thread-card";
import { WordsForm } from "./words-form";

type Props = { scenarioId: string; discussion: PlacedDiscussion; refused?: unknown };

/** All discussions in the order of the text, with plain forms: reads, prints and answers without JavaScript. */
export function CommentList({ scenarioId, discussion, refused }: Props) {
  const t = useT();
  const elsewhere = refusedElsewhere(refused, discussion.threads);
  const { threads, people, answers } = discussion;
  const ids = useFreshIds(discussion.ids, threads);
  const open = threads.filter(({ resolved }) => !resolved);
  const resolved = threads.filter((thread) => thread.resolved);
  const card = (thread: (typeof threads)[number]) => (
    <ThreadCard
      key={thread.id}
      thread={thread}
      gone={thread.gone}
      answerId={answers[thread.id] ?? ""}
      refused={refused}
    />
  );
  return (
    <CommentsAround value={{ scenarioId, people }}>
      <Section title={t("comment.title")} aside={t("comment.count", { count: open.length })} id="commentaires">
        {elsewhere && <FormError refused={elsewhere} />}
        {open.length === 0 && <p>{t("comment.emptyOpen")}</p>}
        <div className="ep-threads">{open.map(card)}</div>
        {resolved.length > 0 && (
          <Disclosure summary={`${t("comment.filter.resolved")} (${resolved.length})`}>
            <div className="ep-threads">{resolved.map(card)}</div>
          </Disclosure>
        )}
      </Section>
      <Section title={t("comment.whole")}>
        <div className="ep-narrow">
          {/* Another form once it is sent: empty again. */}
          <WordsForm key={ids.commentId} intent="begin" fields={{ ...ids, anchor: "SCENARIO" }} refused={refused} />
          <p className="ep-comment-privacy">{t("comment.privacy")}</p>
        </div>
      </Section>
    </CommentsAround>
  );
}
