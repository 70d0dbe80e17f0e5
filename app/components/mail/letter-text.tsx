/** Plain text of a message; its addresses become links, nothing else is interpreted. */
export function LetterText({ text }: { text: string }) {
  return (
    <div>
      {text.split(/\n{2,}/).map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of one text never move.
        <p key={index} style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>
          {paragraph.split(/(https?:\/\/\S+)/).map((piece, place) =>
            /^https?:\/\//.test(piece) ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above.
              <a key={place} href={piece}>
                {piece}
              </a>
            ) : (
              piece
            ),
          )}
        </p>
      ))}
    </div>
  );
}
