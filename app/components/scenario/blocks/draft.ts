import { useEffect, useState } from "react";

/** What is being typed stays under the hand; what others write shows as soon as the field is left. */
export function useDraft(shared: string, commit: (value: string) => void) {
  const [draft, setDraft] = useState<string | null>(null);
  useEffect(() => {
    if (draft === shared) setDraft(null);
  }, [draft, shared]);
  return {
    value: draft ?? shared,
    onChange: (event: { target: { value: string } }) => {
      setDraft(event.target.value);
      commit(event.target.value);
    },
    onBlur: () => setDraft(null),
  };
}
