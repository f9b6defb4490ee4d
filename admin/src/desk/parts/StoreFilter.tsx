import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import type { StoreId } from '@paifan/shared/ids/ids';
import { useDesk } from '../whoAmI';

/** The store of this merchant that the address names; undefined: all of them. */
export function useOwnStore(value: string | undefined): StoreId | undefined {
  return useDesk().stores.find(({ id }) => id === value)?.id;
}

/** One of the merchant's stores; absent where there is only one. */
export function StoreFilter({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { stores } = useDesk();
  const words: Record<string, string> = Object.fromEntries(stores.map(({ id, name }) => [id, name]));
  return stores.length < 2 ? null : (
    <FilterSelect
      name="门店"
      words={words}
      value={isOneOf(words, value) ? value : undefined}
      onChange={onChange}
    />
  );
}
