import { Text, View } from '@tarojs/components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readScene, staffScene } from '@paifan/shared/merchants/scenes';
import { request } from '@/api/client';
import { roleText } from '@/features/desk/words';
import { sceneQuery } from '@/features/scenes/api/queries';
import { pageParam, replace } from '@/navigation';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Field } from '@/ui/Field';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { say, useWrite } from '@/ui/useWrite';
import './index.scss';

/** The code that the address carries: of a card, or in the scene of a scanned code. Empty: it is typed. */
function codeOfPage(): string {
  const scene = readScene(pageParam('scene'));
  return scene?.kind === 'staff' ? scene.code : pageParam('code').toUpperCase();
}

/** Somebody who was invited comes to a merchant's desk. */
export default function JoinPage() {
  const [code, setCode] = useState(codeOfPage);
  return (
    <View className="page t-join">
      <OfflineStrip />
      {code === '' ? <TypedCode onCode={setCode} /> : <Invited code={code} onOther={() => setCode('')} />}
    </View>
  );
}

function TypedCode({ onCode }: { onCode(code: string): void }) {
  const [typed, setTyped] = useState('');
  const code = typed.replace(/\s/g, '').toUpperCase();
  const isWhole = readScene(staffScene(code)) !== null;
  return (
    <Card className="join">
      <Text className="muted">店里的负责人会给你一个 10 位的邀请码。</Text>
      <Field name="邀请码" value={typed} maxLength={14} className="t-join-code" onChange={setTyped} />
      <Button
        kind="main"
        className="t-join-next"
        text="下一步"
        disabled={!isWhole}
        onTap={() => onCode(code)}
      />
    </Card>
  );
}

function Invited({ code, onOther }: { code: string; onOther(): void }) {
  const client = useQueryClient();
  // It may have been used or taken back since it was last asked for.
  const invited = useQuery({ ...sceneQuery(staffScene(code)), staleTime: 0 });
  // Repeated by the same member it answers the same.
  const join = useWrite(async () => {
    const { merchantId, name, role } = await request('POST /api/me/desks', { body: { code } });
    await client.invalidateQueries({ queryKey: ['desks'] });
    say(`已加入「${name}」，角色：${roleText(role)}`);
    replace('/packages/desk/home/index', { merchant: merchantId });
  });
  return (
    <>
      <Loaded query={invited} skeleton={<Skeleton shape="block" count={1} />}>
        {(opened) => (
          <Card className="join">
            <Text className="join__title t-join-merchant">
              「{opened.kind === 'staff' ? opened.merchantName : ''}」邀请你加入工作台
            </Text>
            <Text className="muted">加入后用这个微信收款、核销和发货，按店里给你的角色。</Text>
            <Button kind="main" className="t-join-accept" text="加入" busy={join.busy} onTap={join.run} />
          </Card>
        )}
      </Loaded>
      <Button kind="quiet" className="t-join-other" text="换一个邀请码" onTap={onOther} />
    </>
  );
}
