import { ONE_CLICK_ENABLE } from '@paifan/shared/settings/platformSettings';
import { useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { MayLink } from '../../ui/MayLink';
import { SettingSection } from './SettingField';

/** Setting 3 in the list: it is done where the products are; here stands how many take part by now. */
export function OneClickField({ isEnabled }: { isEnabled: boolean }) {
  const mayRead = useMay('catalogue.read');
  const count = useRead('GET /api/admin/products/rebate-off', {}, { enabled: mayRead }).data;
  const taking =
    count === undefined
      ? '只作用于点下时已有的商品'
      : `商城商品 ${count.mall} 个，参与 ${count.mall - count.off} 个`;
  return (
    <SettingSection
      row={ONE_CLICK_ENABLE}
      byDefault={ONE_CLICK_ENABLE.default}
      example={isEnabled ? taking : `${taking}；排队返利已关闭，当前都不生效`}
    >
      在
      <MayLink permission="catalogue.read" to="/products">
        商品
      </MayLink>
      页一键启用；每个商品也可以在自己的页上开关
    </SettingSection>
  );
}
