import { Button, Table } from 'antd';
import { useState } from 'react';
import { regionText } from '@paifan/shared/checkout/provinces';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { FreightDrawer } from '../../features/catalogue/FreightDrawer';
import { CHARGE_TEXT, freeText, rateText, type FreightTemplate } from '../../features/catalogue/freightText';
import { EditOrDelete } from '../../ui/EditOrDelete';
import { Loaded } from '../../ui/Loaded';
import { Nothing } from '../../ui/Nothing';
import { PageHead } from '../../ui/PageHead';

/** Freight templates: what sending costs, by region. */
export default function Freight() {
  const query = useRead('GET /api/admin/freight-templates', {});
  const [open, setOpen] = useState<FreightTemplate | 'new' | null>(null);
  const mayWrite = useMay('catalogue.write');
  const remove = useWrite('DELETE /api/admin/freight-templates/:id', '已删除');
  return (
    <>
      <PageHead
        title="运费模板"
        about="没有模板的商品包邮；一单中的不同模板各自计费后相加"
        actions={
          mayWrite ? (
            <Button type="primary" onClick={() => setOpen('new')}>
              新建运费模板
            </Button>
          ) : null
        }
      />
      <Loaded query={query}>
        {({ items }) => (
          <Table<FreightTemplate>
            size="middle"
            pagination={false}
            rowKey="id"
            dataSource={items}
            locale={{
              emptyText: <Nothing text="还没有运费模板，全部商品包邮" hint="新建运费模板，再在商品中选用" />,
            }}
            columns={[
              { title: '名称', dataIndex: 'name' },
              { title: '计费', render: (_, { chargeBy }) => CHARGE_TEXT[chargeBy] },
              { title: '运费', render: (_, template) => <Rates template={template} /> },
              { title: '包邮', render: (_, template) => freeText(template) },
              {
                title: '操作',
                align: 'right',
                render: (_, template) =>
                  mayWrite ? (
                    <EditOrDelete
                      onEdit={() => setOpen(template)}
                      removal={{
                        title: `删除运费模板「${template.name}」`,
                        facts: [],
                        warning: '仍有商品使用的模板不会被删除。',
                        verb: '删除模板',
                        run: () => remove.mutateAsync({ params: { id: template.id } }),
                      }}
                    />
                  ) : null,
              },
            ]}
          />
        )}
      </Loaded>
      {open === null ? null : (
        <FreightDrawer template={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

const Rates = ({ template: { regions, elsewhere, chargeBy } }: { template: FreightTemplate }) => (
  <>
    {regions.map((group) => (
      <div key={group.regions.join()}>
        {group.regions.map(regionText).join('、')}：{rateText(group, chargeBy)}
      </div>
    ))}
    <div className={elsewhere === null ? 'quiet' : undefined}>
      {regions.length === 0 ? '全部地区' : '其他地区'}：
      {elsewhere === null ? '不发货' : rateText(elsewhere, chargeBy)}
    </div>
  </>
);
