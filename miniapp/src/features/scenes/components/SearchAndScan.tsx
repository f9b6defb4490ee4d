import { View } from '@tarojs/components';
import { SearchField } from '@/features/shop/components/SearchField';
import { ScanTap } from './ScanTap';
import './SearchAndScan.scss';

interface Props {
  onSearch(search: string): void;
  name: string;
}

/** The head of a page of things to find: by words, or by the code in front of one's eyes. */
export function SearchAndScan({ onSearch, name }: Props) {
  return (
    <View className="search-and-scan">
      <View className="search-and-scan__field">
        <SearchField name={name} onSearch={onSearch} />
      </View>
      <ScanTap />
    </View>
  );
}
