import type { Suggested } from "~/editor/suggestions";
import type { T } from "~/i18n/catalogue";
import { useT } from "~/i18n/use-t";

type Said = Pick<Suggested, "inserted" | "deleted" | "blocks" | "wordless">;
const sides = ["deleted", "inserted"] as const;
const named = ["image", "competence", "table", "phase"] as const;

/** What one suggestion removes and adds: the words, and what goes or comes with them and has none. */
export function SuggestedWords(suggested: Said) {
  const t = useT();
  const { blocks } = suggested;
  const said = sides.filter((side) => suggested[side] || suggested.wordless[side].length > 0);
  const joins = blocks.some(({ kind }) => kind === "join");
  return (
    <>
      {said.map((side) => (
        <span key={side} className="ep-suggestions__words">
          <span className="ep-suggestions__kind">
            {t(side === "deleted" ? "suggestion.deletes" : "suggestion.adds")}
          </span>{" "}
          <Side side={side} {...suggested} />
        </span>
      ))}
      {joins && <span className="ep-suggestions__kind">{t("suggestion.joins")}</span>}
      {said.length === 0 && !joins && (
        <span className="ep-suggestions__kind">
          {t(blocks.some(({ kind }) => kind === "insertion") ? "suggestion.addsBlock" : "suggestion.deletesBlock")}
        </span>
      )}
    </>
  );
}

function Side({ side, ...suggested }: Said & { side: (typeof sides)[number] }) {
  const t = useT();
  const Element = side === "deleted" ? "del" : "ins";
  const words = suggested[side];
  const rest = withoutWords(t, suggested.wordless[side]);
  return (
    <>
      {words && <Element>{short(words)}</Element>}
      {words && rest && ` ${t("suggestion.and")} `}
      {rest}
    </>
  );
}

/** The same in one line, for the name of its buttons: what it adds, or else what it removes. */
export function inShort(t: T, suggested: Said): string {
  const [first = ""] = (["inserted", "deleted"] as const).flatMap((side) => {
    const rest = withoutWords(t, suggested.wordless[side]);
    const parts = [...(suggested[side] ? [short(suggested[side])] : []), ...(rest ? [rest] : [])];
    return parts.length > 0 ? [parts.join(` ${t("suggestion.and")} `)] : [];
  });
  return first;
}

/** « une image et 2 compétences » */
function withoutWords(t: T, types: readonly string[]): string {
  const kinds = types.map((type) => named.find((known) => known === type) ?? "block");
  return [...new Set(kinds)]
    .map((kind) => t(`suggestion.wordless.${kind}`, { count: kinds.filter((one) => one === kind).length }))
    .join(` ${t("suggestion.and")} `);
}

const short = (words: string) => (words.length > 90 ? `${words.slice(0, 80)}…` : words);
