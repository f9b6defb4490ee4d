import { Text, View } from '@tarojs/components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { moneyText } from '@paifan/shared/client/moneyText';
import { ENTRY_STATE_TEXT } from '@paifan/shared/texts/states';
import { requestAtDesk } from '@/api/client';
import { BackLines } from '@/features/orders/components/RefundPreviewCard';
import { useFeatures } from '@/features/shop/hooks/useFeatures';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { CheckMark } from '@/ui/CheckMark';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { NoteField } from '@/ui/NoteField';
import { Sheet } from '@/ui/Sheet';
import { Skeleton } from '@/ui/Skeleton';
import { say, useWrite } from '@/ui/useWrite';
import {
  afterSalesKey,
  deskRefundQuery,
  type DeskAfterSale,
  type DeskRefundPreview,
} from '../api/afterSales';
import { answerName, DEED_TEXT, paysNow, verbOf, type Deed } from '../deeds';
import type { Desk } from '../desk';
import './DecideSheet.scss';

interface Props {
  desk: Desk;
  sale: DeskAfterSale;
  deed: Deed;
  onClose(): void;
}

/** What is done with a request; where money goes back, with what that does first. */
export function DecideSheet({ desk, sale, deed, onClose }: Props) {
  const client = useQueryClient();
  const [answer, setAnswer] = useState('');
  const [restock, setRestock] = useState(false);
  const asksFor = answerName(deed, sale);
  const pays = paysNow(deed, sale);
  const preview = useQuery({ ...deskRefundQuery(desk.id, sale.no), enabled: pays });
  // A second one is refused by the state of the request; how it stands is read anew in any case.
  const decide = useWrite(async () => {
    try {
      await send(desk.id, sale.no, deed, { answer: answer.trim(), restock });
    } finally {
      await client.invalidateQueries({ queryKey: afterSalesKey(desk.id) });
    }
    onClose();
    say('已处理');
  });
  return (
    <Sheet title={DEED_TEXT[deed]} className="t-decide-sheet" onClose={onClose}>
      <View className="decide">
        {asksFor !== null && (
          <NoteField
            value={answer}
            max={200}
            placeholder={asksFor}
            className="t-answer"
            onChange={setAnswer}
          />
        )}
        {deed === 'receive' && (
          <View className="decide__restock">
            <Text>商品完好，放回库存</Text>
            <CheckMark
              checked={restock}
              label="商品完好，放回库存"
              className="t-restock"
              onTap={() => setRestock(!restock)}
            />
          </View>
        )}
        {pays && (
          <Loaded query={preview} skeleton={<Skeleton shape="rows" count={2} />}>
            {(shown) => <Effects preview={shown} />}
          </Loaded>
        )}
        <Button
          kind="main"
          className="t-decide"
          text={verbOf(deed, sale)}
          busy={decide.busy}
          disabled={(asksFor !== null && answer.trim() === '') || (pays && preview.data === undefined)}
          onTap={decide.run}
        />
      </View>
    </Sheet>
  );
}

function send(
  merchant: string,
  no: string,
  deed: Deed,
  { answer, restock }: { answer: string; restock: boolean },
): Promise<unknown> {
  const params = { no };
  switch (deed) {
    case 'approve':
      return requestAtDesk(merchant, 'POST /api/desk/after-sales/:no/approve', {
        ...{ params, body: answer === '' ? {} : { answer } },
      });
    case 'reject':
      return requestAtDesk(merchant, 'POST /api/desk/after-sales/:no/reject', { params, body: { answer } });
    case 'receive':
      return requestAtDesk(merchant, 'POST /api/desk/after-sales/:no/received', {
        params,
        body: { restock },
      });
    case 'refund':
      return requestAtDesk(merchant, 'POST /api/desk/after-sales/:no/refund', { params });
  }
}

/** What the refund does, by the very rules that would do it. */
function Effects({ preview }: { preview: DeskRefundPreview }) {
  const { featureName } = useFeatures();
  const { back, entry, takenBackFen, payableChangeFen } = preview;
  return (
    <View className="t-effects">
      <BackLines back={back} />
      {entry !== null && (
        <Line name={`顾客的${featureName}权益`}>
          <Text>
            {moneyText(entry.before.entitledFen)} → {moneyText(entry.after.entitledFen)}
            {entry.after.state !== entry.before.state && `，${ENTRY_STATE_TEXT[entry.after.state]}`}
          </Text>
        </Line>
      )}
      {takenBackFen > 0 && (
        <Line name="从顾客余额收回">
          <Amount fen={takenBackFen} />
        </Line>
      )}
      <Line name="本店应收">
        <Amount fen={payableChangeFen} signed className="t-payable-change" />
      </Line>
    </View>
  );
}
