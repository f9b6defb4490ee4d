import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { QuotedOrder } from '@/features/orders/components/QuotedOrder';
import { sceneQuery } from '@/features/scenes/api/queries';
import { CashierAmount } from '@/features/store/components/CashierAmount';
import { UselessCode } from '@/features/store/components/UselessCode';
import { pageParam } from '@/navigation';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { Tap } from '@/ui/Tap';
import { Failure } from '@paifan/shared/client/failure';
import { storeId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import './index.scss';

/** A store's cashier: opened from the store's page, or by a code that hangs there. */
export default function CashierPage() {
  const [id] = useState(() => pageParam('id'));
  const [scene] = useState(() => pageParam('scene'));
  return id === '' ? <CashierOfCode scene={scene} /> : <Cashier id={id} label="" />;
}

function CashierOfCode({ scene }: { scene: string }) {
  const query = useQuery(sceneQuery(scene));
  const { data, error } = query;
  if (data?.kind === 'cashier') return <Cashier id={data.storeId} label={data.label} />;
  const refusal = error instanceof Failure && error.definite ? error.message : null;
  return (
    <View className="page t-cashier-page">
      <OfflineStrip />
      {refusal !== null || data !== undefined ? (
        <UselessCode message={refusal ?? '这个码不是收款码'} />
      ) : (
        <Loaded query={query} skeleton={<Skeleton shape="block" count={1} />}>
          {() => null}
        </Loaded>
      )}
    </View>
  );
}

/** First the amount, then what is taken off and what it would bring, then the payment. */
function Cashier({ id, label }: { id: string; label: string }) {
  const [typed, setTyped] = useState('');
  const [amountFen, setAmountFen] = useState<number | null>(null);
  if (amountFen === null)
    return (
      <View className="page page--with-bar t-cashier-page">
        <OfflineStrip />
        <CashierAmount storeId={id} label={label} typed={typed} onType={setTyped} onConfirm={setAmountFen} />
      </View>
    );
  return (
    <View className="page page--with-bar t-cashier-confirm">
      <OfflineStrip />
      <Tap className="cashier__change t-change-amount" onTap={() => setAmountFen(null)}>
        <Text>修改金额</Text>
      </Tap>
      <QuotedOrder basket={{ kind: 'cashier', storeId: storeId(id), amountFen: fen(amountFen) }} />
    </View>
  );
}
