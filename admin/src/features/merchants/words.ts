/** `2026-01-01 至 长期`. Both days are included. */
export const contractText = ({
  contractFrom,
  contractUntil,
}: {
  contractFrom: string | null;
  contractUntil: string | null;
}): string =>
  contractFrom === null && contractUntil === null
    ? '长期'
    : `${contractFrom ?? '即日'} 至 ${contractUntil ?? '长期'}`;
