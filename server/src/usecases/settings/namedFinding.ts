import { marginName, type MarginFinding } from '@paifan/shared/rebate/margin/checkMargins';

/** A finding with the name by which it is overruled. */
export type NamedFinding = MarginFinding & { readonly name: string };

export const named = (finding: MarginFinding): NamedFinding => ({
  name: marginName(finding.subject),
  ...finding,
});
