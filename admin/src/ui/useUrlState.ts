import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/**
 * Filters of a list, kept in the address, so that a link shows what its sender saw and «back» brings it back. What is empty is left out.
 * @param names the filters of this page
 * @returns what is set, how to change it, and how to take all of it back: undefined where nothing is set
 */
export function useUrlState<Name extends string>(
  names: readonly Name[],
): readonly [
  Partial<Record<Name, string>>,
  (changes: Partial<Record<Name, string | undefined>>) => void,
  (() => void) | undefined,
] {
  const [params, setParams] = useSearchParams();
  const key = names.map((name) => params.get(name) ?? '').join('\0');
  const state = useMemo(() => {
    const found: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = params.get(name);
      if (value !== null && value !== '') found[name] = value;
    }
    return found;
    // The names of a page never change; the values are compared by their text.
  }, [key]);
  const change = useCallback(
    (changes: Partial<Record<Name, string | undefined>>) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries<string | undefined>(changes)) {
            if (value === undefined || value === '') after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  const clear = (): void => {
    const nothing: Partial<Record<Name, undefined>> = {};
    for (const name of names) nothing[name] = undefined;
    change(nothing);
  };
  return [state, change, Object.keys(state).length === 0 ? undefined : clear];
}
