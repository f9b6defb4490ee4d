import { Text, View } from '@tarojs/components';
import { sha256 } from '@paifan/shared/client/sha256';
import { Card } from '@/ui/Card';
import { CopyLine } from '@/ui/CopyLine';
import { Disclosure } from '@/ui/Disclosure';
import type { Draw } from '../api/desk';

/** How anybody can tell that the shop did not choose the outcome. */
export function DrawCheck({ draw }: { draw: Draw }) {
  const { day, commitment, nonce, seed } = draw;
  if (day === null || commitment === null || nonce === null) return null;
  return (
    <Card>
      <Disclosure title="怎么核对" className="t-draw-check">
        <View className="stack">
          <Text className="muted">
            结果由三样东西算出：当天的密数、这一单的编号、你的手机随机选的一串字。密数的指纹提前三天就公布，所以商城选不了结果；你选的字商城事先不知道，你也不知道密数。
          </Text>
          <CopyLine name="日期" value={day} />
          <CopyLine name="编号" value={draw.entryId} />
          <CopyLine name="你的字串" value={nonce} />
          <CopyLine name="密数指纹" value={commitment} className="t-commitment" />
          {seed === null ? (
            <Text className="muted t-seed-later">密数在这一天过后公布，届时可在这里核对。</Text>
          ) : (
            <>
              <CopyLine name="密数" value={seed} className="t-seed" />
              <Text className="t-seed-checked">
                {sha256(seed, '') === commitment
                  ? '已在你的手机上核对：密数与提前公布的指纹一致。'
                  : '密数与提前公布的指纹不一致，请联系客服。'}
              </Text>
            </>
          )}
          <Text className="muted">
            算法公开：以密数为钥，对「编号:字串:0」取 HMAC-SHA256，每 12
            位十六进制为一个数，按各结果的份数取余。
          </Text>
        </View>
      </Disclosure>
    </Card>
  );
}
