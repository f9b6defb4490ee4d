import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Checkbox, DatePicker, Descriptions, Form, Radio, Space, Table } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { percentText } from '@paifan/shared/client/moneyText';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { memberId, productId, storeId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ORDER_KIND_TEXT, REWARD_KIND_TEXT } from '@paifan/shared/texts/states';
import { request } from '../../api/client';
import { readDraft } from '../../features/settings/draft';
import { FenInput } from '../../features/settings/inputs';
import { MemberChoice, ProductChoice, StoreChoice } from '../../features/tester/choices';
import { PaidTable } from '../../features/tester/PaidTable';
import { Placing } from '../../features/tester/Placing';
import { isOneOf } from '../../ui/FilterSelect';
import { Loaded } from '../../ui/Loaded';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { instantOf } from '../../ui/shopClock';
import { useUrlState } from '../../ui/useUrlState';

type Asked = BodyInputOf<'POST /api/admin/rules/test'>;
type Found = ResponseOf<'POST /api/admin/rules/test'>;

const CHOSEN = ['kind', 'product', 'store', 'member'] as const;
const HUNDRED_YUAN = 10_000;

/** Rules tried out on the lines as they are: which ratio and why, and whom an order would pay what. Nothing is written. */
export default function RuleTester() {
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <>
      <PageHead title="规则试算" about="按现在的队列算一遍，什么也不会写入" />
      <div className="tester">
        <Question onAsk={setAsked} />
        {asked === null ? null : <Answer asked={asked} />}
      </div>
    </>
  );
}

function Question({ onAsk }: { onAsk: (asked: Asked) => void }) {
  const [chosen, setChosen] = useUrlState(CHOSEN);
  const [amountFen, setAmount] = useState(HUNDRED_YUAN);
  const [at, setAt] = useState<Dayjs | null>(null);
  const [usesDraft, setUsesDraft] = useState(false);
  const draft = readDraft();
  const kind = isOneOf(ORDER_KIND_TEXT, chosen.kind) ? chosen.kind : 'mall';
  const needsProduct = kind !== 'cashier';
  const isComplete = amountFen > 0 && (needsProduct ? chosen.product : chosen.store) !== undefined;
  const ask = (): void =>
    onAsk({
      kind,
      amountFen: fen(amountFen),
      ...(needsProduct && chosen.product ? { productId: productId(chosen.product) } : {}),
      ...(!needsProduct && chosen.store ? { storeId: storeId(chosen.store) } : {}),
      ...(chosen.member ? { memberId: memberId(chosen.member) } : {}),
      ...(at ? { at: instantOf(at) } : {}),
      ...(usesDraft && draft ? { settings: { ...draft.settings } } : {}),
    });
  return (
    <Card size="small" title="一笔订单">
      <Form layout="vertical" onFinish={ask} data-saves="nothing">
        <Form.Item label="类型">
          <Radio.Group
            optionType="button"
            value={kind}
            options={Object.entries(ORDER_KIND_TEXT).map(([value, label]) => ({ value, label }))}
            onChange={({ target }) =>
              setChosen({ kind: String(target.value), product: undefined, store: undefined })
            }
          />
        </Form.Item>
        {kind === 'mall' ? null : (
          <Form.Item label="门店" required={kind === 'cashier'}>
            <StoreChoice
              value={chosen.store}
              onChange={(store) => setChosen({ store, product: undefined })}
            />
          </Form.Item>
        )}
        {needsProduct ? (
          <Form.Item label="商品" required>
            <ProductChoice
              store={kind === 'store' ? chosen.store : undefined}
              value={chosen.product}
              onChange={(product) => setChosen({ product })}
            />
          </Form.Item>
        ) : null}
        <Form.Item label="会员" extra="不选：新来的、没有人邀请的买家">
          <MemberChoice value={chosen.member} onChange={(member) => setChosen({ member })} />
        </Form.Item>
        <Form.Item label="实付金额">
          <FenInput label="实付金额" value={amountFen} onChange={setAmount} />
        </Form.Item>
        <Form.Item label="付款时间" extra="不填：现在">
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" value={at} onChange={setAt} />
        </Form.Item>
        {draft === null ? null : (
          <Form.Item>
            <Checkbox checked={usesDraft} onChange={({ target }) => setUsesDraft(target.checked)}>
              按我尚未发布的设置草稿
            </Checkbox>
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" disabled={!isComplete}>
          试算
        </Button>
      </Form>
    </Card>
  );
}

function Answer({ asked }: { asked: Asked }) {
  const test = useQuery({
    queryKey: ['rule-test', asked],
    staleTime: 0,
    queryFn: () => request('POST /api/admin/rules/test', { body: asked }),
  });
  return (
    <div className="tester-answer">
      <Loaded query={test}>{(found) => <Shown found={found} />}</Loaded>
    </div>
  );
}

const Shown = ({ found }: { found: Found }) => (
  <Space orientation="vertical" size={16} style={{ width: '100%' }}>
    <Card size="small" title="下单时定下的">
      <Placing placing={found.placing} />
    </Card>
    <Card size="small" title="付款后">
      {found.joins === null ? (
        <Alert type="info" showIcon title={`不排队：${found.noEntryReason ?? '该订单没有权益'}`} />
      ) : null}
      <Descriptions
        size="small"
        column={2}
        items={[
          ...(found.joins === null
            ? []
            : [
                { label: '本单权益', children: <Money fen={found.joins.entitledFen} /> },
                { label: '排队号', children: found.joins.position },
                { label: '前面还有', children: <Money fen={found.joins.aheadFen} /> },
              ]),
          { label: '按比例提取', children: <Money fen={found.grossFen} /> },
          { label: '队列现在收下', children: <Money fen={found.contributedFen} /> },
        ]}
      />
    </Card>
    <Card size="small" title="这一单付给谁">
      <PaidTable payments={found.payments} empty="现在没有人能从这一单收到" />
    </Card>
    <Card size="small" title="队列外的奖励">
      <Table
        size="small"
        pagination={false}
        rowKey={({ kind, member }) => `${kind}/${member.id}`}
        dataSource={found.rewards}
        locale={{ emptyText: '没有' }}
        columns={[
          { title: '奖励', render: (_, { kind }) => REWARD_KIND_TEXT[kind] },
          { title: '会员', render: (_, { member }) => <MemberName member={member} /> },
          { title: '比例', render: (_, { ratio }) => percentText(ratio) },
          { title: '金额', align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} /> },
        ]}
      />
    </Card>
  </Space>
);
