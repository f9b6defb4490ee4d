interface Asked {
  readonly rule: string;
  readonly text: string;
  readonly applied: boolean;
}

/** Which rules were asked in which order, and why each applied or not. */
export const Explanation = ({ asked }: { asked: readonly Asked[] }) => (
  <ol className="asked">
    {asked.map(({ rule, text, applied }) => (
      <li key={rule} className={applied ? '' : 'quiet'}>
        {applied ? '✓ ' : ''}
        {rule}：{text}
      </li>
    ))}
  </ol>
);
