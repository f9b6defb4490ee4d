const FORMAT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** A moment as the shop's clock shows it: 2026-01-05 10:00:00 in Shanghai. */
export const timeText = (iso: string): string => FORMAT.format(new Date(iso)).replaceAll('/', '-');

export const Time = ({ iso }: { iso: string | null }) =>
  iso === null ? <span className="quiet">—</span> : <time dateTime={iso}>{timeText(iso)}</time>;
