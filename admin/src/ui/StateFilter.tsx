import { FilterSelect } from './FilterSelect';

/** The filter of most lists: in which state. */
export const StateFilter = <State extends string>({
  words,
  value,
  onChange,
}: {
  words: Readonly<Record<State, string>>;
  value: string | undefined;
  onChange: (filter: { state: State | undefined }) => void;
}) => <FilterSelect name="状态" words={words} value={value} onChange={(state) => onChange({ state })} />;
