import { Alert, App, Descriptions, Space } from 'antd';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { percentText } from '@paifan/shared/client/moneyText';
import type { StoreId } from '@paifan/shared/ids/ids';
import { deskRuleKeys, highestAtDesk, sharesLine, type RulePlace } from '@paifan/shared/merchants/deskRules';
import { EXAMPLE_FEN, ruleExampleOf } from '@paifan/shared/settings/examples';
import { floorShare, ratio } from '@paifan/shared/money/ratio';
import { useRead, useWrite } from '../../api/queries';
import { FindingText, findingsOf, titleOf } from '../../features/rules/findings';
import { isMarginRefusal } from '../../features/rules/useOverrule';
import { RULE_ROWS } from '../../features/rules/rows';
import { PAYOUT_ORDERS, SCHEMES, SETTLE_ON, UNCLAIMED } from '../../features/settings/describe';
import {
  changedRules,
  PLACE_NAMES,
  RulesForm,
  ruleText,
  type OwnRules,
} from '../../features/stores/RulesForm';
import { Loaded, together } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { useConfirm } from '../../ui/useConfirm';
import { useDeskMay } from '../whoAmI';

type Found = ResponseOf<'GET /api/desk/stores/:id/rules'>;

/** What the store gives to the lines: its own rules, as far as they are the merchant's to set, and what the platform sets. */
export function DeskStoreRules({ id }: { id: StoreId }) {
  const rules = useRead('GET /api/desk/stores/:id/rules', { params: { id } });
  const levels = useRead('GET /api/levels', {});
  return (
    <Loaded query={together({ rules, levels })}>
      {({ rules: found, levels: { items } }) => (
        <Editor
          // What was saved elsewhere meanwhile is shown; what is being typed here is not thrown away by reading it again.
          key={JSON.stringify([found.rebate, found.cashier])}
          id={id}
          found={found}
          levels={items.map(({ id: level }) => level)}
        />
      )}
    </Loaded>
  );
}

function Editor({ id, found, levels }: { id: StoreId; found: Found; levels: readonly string[] }) {
  const { platform } = found;
  const confirm = useConfirm();
  const { modal } = App.useApp();
  const save = useWrite(
    'PUT /api/desk/stores/:id/rules',
    '规则已保存，新订单按新规则',
    undefined,
    isMarginRefusal,
  );

  function ask(rules: OwnRules): void {
    confirm({
      title: '修改排队返利规则',
      facts: [
        ...changedRules(found, rules).map(
          ({ place, key }) =>
            [
              `${PLACE_NAMES[place]} · ${RULE_ROWS[key].label}`,
              `${ruleText(key, found[place], platform)} → ${ruleText(key, rules[place], platform)}`,
            ] as const,
        ),
        ...exampleFacts(rules, found),
      ],
      warning: '之后的订单按新规则；已下的订单不变。',
      verb: '保存规则',
      run: () =>
        save
          .mutateAsync({ params: { id }, body: { rebate: rules.rebate, cashier: rules.cashier } })
          .catch((error: unknown) => {
            if (isMarginRefusal(error))
              modal.error({
                title: '让利超出平台抽成，没有保存',
                content: (
                  <Descriptions
                    column={1}
                    size="small"
                    items={findingsOf(error).map((finding) => ({
                      key: finding.name,
                      label: titleOf(finding),
                      children: <FindingText finding={finding} earned="抽成" />,
                    }))}
                  />
                ),
              });
            throw error;
          }),
    });
  }

  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <PlatformFacts found={found} />
      <RulesForm
        saved={found}
        platform={platform}
        levels={levels}
        editable={{
          rebate: deskRuleKeys(platform, 'rebate'),
          cashier: deskRuleKeys(platform, 'cashier'),
        }}
        about={(place) => <Limits found={found} place={place} />}
        mayChange={useDeskMay('desk.store.write')}
        isSaving={save.isPending}
        onSave={ask}
      />
    </Space>
  );
}

/** What an order of ¥100 would do at each place that is changed. */
const exampleFacts = (rules: OwnRules, found: Found): (readonly [string, string])[] =>
  [...new Set(changedRules(found, rules).map(({ place }) => place))].map((place) => {
    const { enabled = true, extractionRatio, entitlementRatio } = rules[place];
    const { platform } = found;
    const text = ruleExampleOf('enabled', {
      ...platform,
      enabled: platform.enabled && enabled,
      extractionRatio: extractionRatio ?? platform.extractionRatio,
      entitlementRatio: entitlementRatio ?? platform.entitlementRatio,
    });
    return [`${PLACE_NAMES[place]} · 例`, text ?? ''] as const;
  });

/** How far the merchant's own values go. */
function Limits({ found: { platform, commissionRatio }, place }: { found: Found; place: RulePlace }) {
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 16 }}
      title={
        sharesLine(platform, place)
          ? '与其他门店共用一个队列，比例由平台统一设置；可以设置是否参与、时段与次数。'
          : `奖励权益最高 ${percentText(highestAtDesk(platform))}；提取由平台抽成支付，连同其他奖励不超过抽成 ${percentText(commissionRatio)}。`
      }
    />
  );
}

/** What the platform reserves, to read. */
const PlatformFacts = ({ found: { platform, commissionRatio } }: { found: Found }) => (
  <Descriptions
    size="small"
    column={{ xs: 1, lg: 3 }}
    title="由平台设置"
    items={[
      {
        label: '平台抽成',
        children: (
          <>
            {percentText(commissionRatio)}，¥100.00 的订单抽成{' '}
            <Money fen={floorShare(EXAMPLE_FEN, ratio(commissionRatio))} />
          </>
        ),
      },
      { label: '返利模式', children: SCHEMES[platform.scheme] },
      { label: '结算事件', children: SETTLE_ON[platform.settleOn] },
      { label: '奖励顺序', children: PAYOUT_ORDERS[platform.payoutOrder] },
      { label: '门店队列', children: sharesLine(platform, 'rebate') ? '所有门店共用' : '本店单独' },
      { label: '收银台队列', children: sharesLine(platform, 'cashier') ? '所有收银台共用' : '本店单独' },
      { label: '提取不超过利润', children: platform.capAtProfit ? '是' : '否' },
      { label: '无人可奖励的提取', children: UNCLAIMED[platform.unclaimed] },
      { label: '抵扣订单排队', children: platform.deductedOrdersJoin ? '是' : '否' },
    ]}
  />
);
