import { Select } from 'antd';
import { useEffect, useState } from 'react';

/** Somebody who types is not asked for after every key. */
const PAUSE_MS = 300;

/** One of what the server finds for what is typed; a number that it does not find may be chosen all the same. */
export function Choice({
  name,
  value,
  onChange,
  options,
  isLoading,
  onSearch,
  empty,
}: {
  name: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  options: readonly { readonly value: string; readonly label: string }[];
  isLoading: boolean;
  onSearch: (typed: string) => void;
  empty: string;
}) {
  const [typed, setTyped] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => onSearch(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const number = /^[1-9]\d{0,18}$/.test(typed.trim()) ? typed.trim() : value;
  const isKnown = number === undefined || options.some((option) => option.value === number);
  return (
    <Select
      allowClear
      aria-label={name}
      placeholder={name}
      style={{ width: '100%' }}
      loading={isLoading}
      value={value}
      notFoundContent={empty}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={[...options, ...(isKnown ? [] : [{ value: number, label: `编号 ${number}` }])]}
      onChange={(chosen: string | undefined) => onChange(chosen)}
    />
  );
}
