import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { queueName } from '@paifan/shared/texts/queues';
import { ProofResult } from '@/features/line/components/ProofResult';
import { proofQuery, type Proof } from '@/features/line/api/process';
import { checkProof } from '@/features/line/checkProof';
import { pageParam } from '@/navigation';
import { Card } from '@/ui/Card';
import { CopyLine } from '@/ui/CopyLine';
import { Disclosure } from '@/ui/Disclosure';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';

/** The chain that proves an entry's place, recomputed in the phone. */
export default function ProofPage() {
  const [id] = useState(() => pageParam('id'));
  const query = useQuery(proofQuery(id));
  useRefresh('queue');
  return (
    <View className="page t-proof">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(proof) => <ProofShown proof={proof} />}
      </Loaded>
    </View>
  );
}

function ProofShown({ proof }: { proof: Proof }) {
  const checked = useMemo(() => checkProof(proof), [proof]);
  const last = proof.seals[proof.seals.length - 1];
  return (
    <View className="stack">
      <ProofResult checked={checked} />
      <Card>
        <Line name="我的位置">
          <Text className="t-proof-position">第 {proof.position} 个加入</Text>
        </Line>
        <Line name="所在队列">
          <Text>{queueName(proof.queueKey)}</Text>
        </Line>
        {proof.earlier.map(({ queueKey, position }) => (
          <Line key={queueKey} name="合并之前">
            <Text>
              {queueName(queueKey)} 第 {position} 个
            </Text>
          </Line>
        ))}
        <Line name="最近封存">
          <Text>{last === undefined ? '今晚零点后' : last.day}</Text>
        </Line>
        {last !== undefined && <CopyLine name="封存指纹" value={last.root} className="t-root" />}
      </Card>
      <Card>
        <Disclosure title="这说明什么" className="t-proof-why">
          <View className="stack">
            <Text className="muted">
              队列里发生的每件事都连成一条链：每一环的指纹由内容和上一环的指纹算出。改动、插入或删掉任何一环，后面所有指纹都会变。
            </Text>
            <Text className="muted">
              每天零点后，所有队列的指纹合成一个封存指纹，公开给任何人。抄下一个，以后就能看出它之前有没有被改过。
            </Text>
            <Text className="muted">
              链里只有位置和金额，没有姓名。它证明没有人插队；它不能证明别人的订单是真的。
            </Text>
          </View>
        </Disclosure>
        <Disclosure title="原始记录" className="t-proof-events">
          <View className="stack">
            {[...proof.joining, ...proof.payouts.items].map(({ seq, body, hash }, index) => (
              <CopyLine key={`${seq}-${index}`} name={`第 ${seq} 环`} value={`${body}\n${hash}`} />
            ))}
          </View>
        </Disclosure>
      </Card>
    </View>
  );
}
