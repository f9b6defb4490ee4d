import { Input, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import { fieldLabel } from '@/ui/spoken';
import './SearchField.scss';

/** Long enough not to ask at every letter. */
const PAUSE_MS = 350;

interface Props {
  onSearch(search: string): void;
  /** What is searched for. */
  name?: string;
}

/** Searches when the member pauses in typing, or confirms. */
export function SearchField({ onSearch, name = '搜索商品' }: Props) {
  const [typed, setTyped] = useState('');

  useEffect(() => {
    const timer = setTimeout(() => onSearch(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, onSearch]);

  return (
    <View className="search-field">
      <Icon name="search" className="search-field__icon" />
      <Input
        className="search-field__input t-search"
        value={typed}
        placeholder={name}
        placeholderClass="search-field__placeholder"
        confirmType="search"
        maxlength={40}
        {...fieldLabel(name)}
        onInput={(event) => setTyped(event.detail.value)}
        onConfirm={(event) => onSearch(event.detail.value.trim())}
      />
      {typed !== '' && (
        <Tap className="search-field__clear t-search-clear" label="清除搜索" onTap={() => setTyped('')}>
          <Icon name="close" className="search-field__icon" />
        </Tap>
      )}
    </View>
  );
}
