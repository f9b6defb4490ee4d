import { Text } from '@tarojs/components';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import { useScan } from '../hooks/useScan';
import './ScanTap.scss';

/** Opens the camera for a code of the shop: a cashier's, a store's, a product's. */
export function ScanTap() {
  const scan = useScan();
  return (
    <Tap className="scan-tap t-scan" label="扫码付款" disabled={scan.busy} onTap={scan.run}>
      <Icon name="scan" />
      <Text className="scan-tap__word">扫码</Text>
    </Tap>
  );
}
