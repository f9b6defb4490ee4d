import { Button, Table, Tabs } from 'antd';
import { memberId } from '@paifan/shared/ids/ids';
import { useList, useRead } from '../../api/queries';
import { AccountLink, Journals } from '../../features/money/Journals';
import { Amount, StatementOf } from '../../features/money/StatementOf';
import { ExportButton } from '../../ui/ExportButton';
import { dayOf, FilterDay } from '../../ui/FilterDay';
import { FilterText } from '../../ui/FilterText';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { useUrlState } from '../../ui/useUrlState';

const FILTERS = ['key', 'orderNo', 'account', 'memberId', 'day'] as const;

/** The ledger: journals with their postings, the trial balance, the statement of an account. */
export default function Ledger() {
  const [{ tab = 'journals' }, setUrl] = useUrlState(['tab']);
  return (
    <>
      <PageHead title="账本" about="每一分钱的来去：复式记账，只增不改" />
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(next) => setUrl({ tab: next })}
        items={[
          { key: 'journals', label: '分录', children: <JournalList /> },
          { key: 'trial', label: '试算平衡', children: <TrialBalance /> },
          { key: 'statement', label: '科目明细', children: <Statement /> },
        ]}
      />
    </>
  );
}

function JournalList() {
  const [{ key, orderNo, account, memberId: member, day: typedDay }, setFilters, clear] =
    useUrlState(FILTERS);
  const day = dayOf(typedDay);
  const none = { key: undefined, orderNo: undefined, account: undefined, memberId: undefined };
  const list = useList('GET /api/admin/ledger/journals', {
    query: {
      ...{ key, orderNo, account, day },
      ...(member !== undefined && /^[1-9]\d{0,18}$/.test(member) ? { memberId: memberId(member) } : {}),
    },
  });
  return (
    <>
      <div className="filters">
        <FilterText
          name="订单号"
          value={orderNo}
          onChange={(value) => setFilters({ ...none, orderNo: value })}
        />
        <FilterText
          name="会员编号"
          value={member}
          onChange={(value) => setFilters({ ...none, memberId: value })}
        />
        <FilterText
          name="科目"
          value={account}
          onChange={(value) => setFilters({ ...none, account: value })}
        />
        <FilterText name="凭证" value={key} onChange={(value) => setFilters({ ...none, key: value })} />
        <FilterDay value={day} onChange={(value) => setFilters({ day: value })} />
        <ExportButton
          kind="exportJournals"
          days={{ from: day, to: day }}
          unheeded={[orderNo && '订单号', member && '会员编号', account && '科目', key && '凭证'].filter(
            (name): name is string => typeof name === 'string' && name !== '',
          )}
        />
      </div>
      <Loaded query={list}>
        {({ pages }) => (
          <>
            <Journals
              journals={pages.flatMap(({ items }) => items)}
              isOld={list.isPlaceholderData}
              onClear={clear}
            />
            <div className="list-end">
              {list.hasNextPage ? (
                <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  加载更多
                </Button>
              ) : pages[0]?.items.length === 0 ? null : (
                '已到底'
              )}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

const ASSETS = { money: '金额', points: '积分', love: '爱心值', voucher: '购物券' } as const;

function TrialBalance() {
  const query = useRead('GET /api/admin/ledger/trial-balance', {});
  return (
    <Loaded query={query}>
      {({ rows, sums, balanced }) => (
        <Table
          size="small"
          pagination={false}
          rowKey={({ kind, asset }) => `${kind}/${asset}`}
          dataSource={rows}
          title={() =>
            balanced ? (
              <StateTag tone="good" text="平衡" />
            ) : (
              <StateTag tone="bad" text="不平衡，请立即检查账目" />
            )
          }
          columns={[
            {
              title: '科目',
              render: (_, { kind, text }) =>
                // Kinds without an owner are accounts themselves.
                kind.includes(':') ? text : <AccountLink account={kind} />,
            },
            { title: '资产', render: (_, { asset }) => ASSETS[asset] },
            { title: '账户数', dataIndex: 'accounts', align: 'right' },
            {
              title: '余额（贷方为正）',
              align: 'right',
              render: (_, row) => <Amount asset={row.asset} amount={row.balance} />,
            },
          ]}
          footer={() =>
            sums.map(({ asset, balance }) => (
              <div key={asset}>
                {ASSETS[asset]}合计：
                <Amount asset={asset} amount={balance} />
              </div>
            ))
          }
        />
      )}
    </Loaded>
  );
}

function Statement() {
  const [{ account }, setFilters] = useUrlState(FILTERS);
  return (
    <>
      <div className="filters">
        <FilterText
          name="科目，如 promotion 或 member:7:cash"
          width={320}
          value={account}
          onChange={(value) => setFilters({ account: value })}
        />
      </div>
      {account === undefined ? (
        <p className="quiet">输入科目，查看它的每一笔；分录里的科目也可以点开。</p>
      ) : (
        <StatementOf key={account} account={account} />
      )}
    </>
  );
}
