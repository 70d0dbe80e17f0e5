import { useFormat } from "~/i18n/use-t";

type Dated = { startsAt: Date; endsAt: Date };
type Options = { timeZone?: string; year?: boolean };

/** When an hour was worked: the interval of its séance, or the day alone of planned minutes without one. */
export function useWhen() {
  const f = useFormat();
  return ({ startsAt, endsAt }: Dated, options: Options = {}): string =>
    new Date(startsAt).getTime() === new Date(endsAt).getTime()
      ? f.date(startsAt, options)
      : f.interval(startsAt, endsAt, options);
}
