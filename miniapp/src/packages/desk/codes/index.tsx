import { Image, Text, View } from '@tarojs/components';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { pictureFile } from '@platform/pictureFile';
import { platform } from '@platform/platform';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import type { StoreId } from '@paifan/shared/ids/ids';
import { requestAtDesk } from '@/api/client';
import { cashierCodePictureQuery, cashierCodesQuery, type CashierCode } from '@/features/desk/api/queries';
import { AtDesk } from '@/features/desk/components/AtDesk';
import { AtStore } from '@/features/desk/components/AtStore';
import type { Desk } from '@/features/desk/desk';
import { ask } from '@/ui/ask';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Field } from '@/ui/Field';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Sheet } from '@/ui/Sheet';
import { pictureLabel } from '@/ui/spoken';
import { Tag } from '@/ui/Tag';
import { timeText } from '@/ui/time';
import { useRefresh } from '@/ui/useRefresh';
import { say, useWrite } from '@/ui/useWrite';
import './index.scss';

/** The codes of the stores' cashiers: what hangs at the tills and tables. */
export default function CodesPage() {
  useRefresh('desk');
  return (
    <View className="page t-codes">
      <OfflineStrip />
      <AtDesk permission="desk.read">
        {(desk) => <AtStore desk={desk}>{(id) => <Codes key={id} desk={desk} id={id} />}</AtStore>}
      </AtDesk>
    </View>
  );
}

function Codes({ desk, id }: { desk: Desk; id: StoreId }) {
  const codes = useInfiniteQuery(cashierCodesQuery(desk.id, id));
  const [shown, setShown] = useState<CashierCode | null>(null);
  const mayChange = desk.may('desk.store.write');
  return (
    <>
      {shown !== null && <CodeSheet desk={desk} code={shown} onClose={() => setShown(null)} />}
      {mayChange && <NewCode desk={desk} id={id} />}
      <PagedList
        query={codes}
        keyOf={(code) => code.id}
        empty={
          <Empty
            icon="bill"
            title="还没有收银码"
            text={mayChange ? '写下贴在哪里，就能生成一个' : undefined}
          />
        }
      >
        {(code) => <CodeCard desk={desk} code={code} mayChange={mayChange} onShow={() => setShown(code)} />}
      </PagedList>
    </>
  );
}

function NewCode({ desk, id }: { desk: Desk; id: StoreId }) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));
  const [label, setLabel] = useState('');
  const add = useWrite(async () => {
    const body = { label: label.trim() };
    await once({ id, ...body }, (idempotencyKey) =>
      requestAtDesk(desk.id, 'POST /api/desk/stores/:id/cashier-codes', {
        ...{ params: { id }, body, idempotencyKey },
      }),
    );
    setLabel('');
    await client.invalidateQueries({ queryKey: ['desk', desk.id, 'codes'] });
    say('收银码已生成');
  });
  return (
    <Card>
      <Field
        name="贴在哪里"
        placeholder="前台、3 号桌…"
        maxLength={32}
        value={label}
        className="t-label"
        onChange={setLabel}
      />
      <Button
        className="codes__add t-add-code"
        text="生成收银码"
        busy={add.busy}
        disabled={label.trim() === ''}
        onTap={add.run}
      />
    </Card>
  );
}

interface CodeCardProps {
  desk: Desk;
  code: CashierCode;
  mayChange: boolean;
  onShow(): void;
}

function CodeCard({ desk, code, mayChange, onShow }: CodeCardProps) {
  const client = useQueryClient();
  const isGood = code.revokedAt === null;
  const params = { id: code.id };
  const done = async (text: string) => {
    await client.invalidateQueries({ queryKey: ['desk', desk.id, 'codes'] });
    say(text);
  };
  // Both may be repeated without harm.
  const renew = useWrite(async () => {
    const agreed = await ask({ title: `换新码：${code.label}`, content: '旧码立即失效，贴在店里的要换掉。' });
    if (!agreed) return;
    await requestAtDesk(desk.id, 'POST /api/desk/cashier-codes/:id/renew', { params });
    await done('已换新码');
  });
  const revoke = useWrite(async () => {
    const agreed = await ask({ title: `作废：${code.label}`, content: '扫它不再能付款，也不能恢复。' });
    if (!agreed) return;
    await requestAtDesk(desk.id, 'POST /api/desk/cashier-codes/:id/revoke', { params });
    await done('已作废');
  });
  return (
    <Card className="t-code">
      <View className="codes__head">
        <Text className="codes__label">{code.label}</Text>
        {!isGood && <Tag text="已作废" className="t-revoked" />}
      </View>
      <Text className="muted">{timeText(code.createdAt)} 生成</Text>
      {isGood && (
        <View className="codes__actions">
          <Button className="t-show-code" text="查看" onTap={onShow} />
          {mayChange && <Button className="t-renew" text="换新码" busy={renew.busy} onTap={renew.run} />}
          {mayChange && (
            <Button kind="quiet" className="t-revoke" text="作废" busy={revoke.busy} onTap={revoke.run} />
          )}
        </View>
      )}
    </Card>
  );
}

/** The picture to be shown to a customer, or to be saved and printed. */
function CodeSheet({ desk, code, onClose }: { desk: Desk; code: CashierCode; onClose(): void }) {
  const picture = useQuery(cashierCodePictureQuery(desk.id, code.id));
  const saving = useWrite(async () => {
    if (picture.data === undefined) return;
    const file = await pictureFile(`cashier-${code.id}`, picture.data);
    say((await platform.savePicture(file)) ? '已保存' : '没有保存');
  });
  return (
    <Sheet title={`收银码：${code.label}`} className="t-code-sheet" onClose={onClose}>
      <View className="codes__sheet">
        <Loaded query={picture} skeleton={<View className="codes__picture codes__blank t-loading" />}>
          {(data) => (
            <Image
              className="codes__picture t-code-picture"
              src={data}
              mode="aspectFit"
              {...pictureLabel(`${code.label}的收银码`)}
              showMenuByLongpress
            />
          )}
        </Loaded>
        <Text className="muted">顾客用微信扫一扫，输入金额付款</Text>
        <Button
          kind="main"
          className="codes__save t-save-code"
          text="保存图片"
          busy={saving.busy}
          disabled={picture.data === undefined}
          onTap={saving.run}
        />
      </View>
    </Sheet>
  );
}
