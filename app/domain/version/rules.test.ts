import { expect, test } from "vitest";
import { automatic, countWords, thinned } from "./rules";

const now = new Date("2026-03-10T12:00:00Z");
const at = (iso: string) => ({ id: iso, createdAt: new Date(iso) });

test("of the last day all stay, before it the last of each day", () => {
  const versions = [
    "2026-03-10T11:00:00Z",
    "2026-03-10T10:45:00Z",
    "2026-03-09T12:30:00Z",
    "2026-03-09T11:30:00Z",
    "2026-03-08T18:00:00Z",
    "2026-03-08T17:00:00Z",
    "2026-03-08T09:00:00Z",
  ].map(at);
  const gone = ["2026-03-09T11:30:00Z", "2026-03-08T17:00:00Z", "2026-03-08T09:00:00Z"];
  expect(thinned(versions, now)).toEqual(gone);
  expect(thinned([...versions].reverse(), now)).toEqual(gone);
  const left = versions.filter(({ id }) => !gone.includes(id));
  expect(thinned(left, now), "thinning again takes nothing more").toEqual([]);
});

test("the newest stays however old, and so many at most", () => {
  expect(thinned([at("2001-01-01T00:00:00Z")], now)).toEqual([]);
  const years = Array.from({ length: 500 }, (_, n) => at(new Date(now.getTime() - n * 86_400_000).toISOString()));
  const gone = thinned(years, now);
  expect(years.length - gone.length).toBe(automatic.most);
  expect(gone).not.toContain(years[0]?.id);
});

test("words are counted, signs are not words", () => {
  expect(countWords("Lire, puis écrire : 20 min ! —")).toBe(5);
  expect(countWords(" \n ")).toBe(0);
});
