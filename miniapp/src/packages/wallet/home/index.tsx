import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import { walletQuery } from '@/features/wallet/api/queries';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** Every balance, with the way to what moved it. */
export default function WalletPage() {
  const query = useQuery(walletQuery());
  useRefresh('me');
  const bill = (balance: string) => () => open('/packages/me/bill/index', { balance });

  return (
    <View className="page t-wallet-page">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(wallet) => (
          <View className="stack">
            <Card>
              <Text className="muted">现金余额</Text>
              <View className="wallet-page__cash">
                <Amount fen={wallet.availableFen} size="huge" className="t-cash" />
                <Button
                  className="t-to-withdraw"
                  text={wallet.withdrawal.open === null ? '提现' : '提现进度'}
                  onTap={() => open('/packages/wallet/withdraw/index', {})}
                />
              </View>
              {wallet.availableFen < 0 && (
                <Text className="muted">退款收回的金额超过了余额，之后到账的会先补上。</Text>
              )}
            </Card>
            <Card className="card--menu">
              <Line name="现金账单" className="t-to-bill" onTap={bill('cash')} />
              <Line
                name="冻结中的奖励"
                className="t-to-rewards"
                onTap={() => open('/packages/wallet/rewards/index', {})}
              >
                <Amount fen={wallet.frozenFen} tone={wallet.frozenFen > 0 ? 'waiting' : undefined} />
              </Line>
              <Line name="提现处理中" className="t-to-reserved" onTap={bill('reserved')}>
                <Amount fen={wallet.reservedFen} />
              </Line>
            </Card>
            <Card className="card--menu">
              <Line name="积分" className="t-to-points" onTap={bill('points')}>
                <Text className="wallet-page__value">{hundredthsText(wallet.points)}</Text>
              </Line>
              <Line name="爱心值" className="t-to-love" onTap={bill('love')}>
                <Text className="wallet-page__value">{hundredthsText(wallet.love)}</Text>
              </Line>
              {wallet.loveFrozen > 0 && (
                <Line name="待释放的爱心值" onTap={bill('loveFrozen')}>
                  <Text className="wallet-page__value">{hundredthsText(wallet.loveFrozen)}</Text>
                </Line>
              )}
              <Line name="购物券" className="t-to-voucher" onTap={bill('voucher')}>
                <Text className="wallet-page__value">{hundredthsText(wallet.voucher)}</Text>
              </Line>
            </Card>
            <Card className="card--menu">
              {Object.keys(wallet.transfer).length > 0 && (
                <Line
                  name="转赠给其他会员"
                  className="t-to-transfer"
                  onTap={() => open('/packages/wallet/transfer/index', {})}
                />
              )}
              <Line
                name="兑换礼品"
                className="t-to-gifts"
                onTap={() => open('/packages/gifts/list/index', {})}
              />
            </Card>
          </View>
        )}
      </Loaded>
    </View>
  );
}
