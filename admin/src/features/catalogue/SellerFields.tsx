import { Col, Form, Row, Select } from 'antd';
import { useState } from 'react';
import type { ProductSource } from '@paifan/shared/catalogue/products';
import type { MerchantId, StoreId } from '@paifan/shared/ids/ids';
import { PRODUCT_SOURCE_TEXT } from '@paifan/shared/texts/states';
import { useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';

export interface Seller {
  readonly source: ProductSource;
  readonly merchantId: MerchantId | null;
  readonly storeId: StoreId | null;
}

const SOURCES = (Object.keys(PRODUCT_SOURCE_TEXT) as ProductSource[]).map((value) => ({
  value,
  label: PRODUCT_SOURCE_TEXT[value],
}));

/** Whose product it is: said once, when it is made. */
export function SellerFields({ value, onChange }: { value: Seller; onChange: (seller: Seller) => void }) {
  const mayChoose = useMay('stores.read');
  return (
    <Row gutter={16}>
      <Col xs={12} xl={6}>
        <Form.Item label="来源（建好后不能改）" required>
          <Select
            aria-label="来源"
            value={value.source}
            options={SOURCES}
            onChange={(source) => onChange({ source, merchantId: null, storeId: null })}
          />
        </Form.Item>
      </Col>
      {value.source === 'supplier' && mayChoose ? (
        <Col xs={12} xl={6}>
          <Form.Item label="供应商账号（没有可不选）">
            <SupplierSelect
              value={value.merchantId}
              onChange={(merchantId) => onChange({ ...value, merchantId })}
            />
          </Form.Item>
        </Col>
      ) : null}
      {value.source === 'store' && mayChoose ? (
        <Col xs={12} xl={6}>
          <Form.Item label="门店" required>
            <StoreSelect value={value.storeId} onChange={(storeId) => onChange({ ...value, storeId })} />
          </Form.Item>
        </Col>
      ) : null}
    </Row>
  );
}

interface ChoiceProps<Id> {
  readonly value: Id | null;
  readonly onChange: (id: Id | null) => void;
}

function SupplierSelect({ value, onChange }: ChoiceProps<MerchantId>) {
  const [name, setName] = useState('');
  const found = useRead('GET /api/admin/merchants', {
    query: { kind: 'supplier', ...(name === '' ? {} : { name }) },
  });
  return <NameSelect label="供应商" items={found.data?.items} {...{ value, onChange, setName }} />;
}

export function StoreSelect({ value, onChange }: ChoiceProps<StoreId>) {
  const [name, setName] = useState('');
  const found = useRead('GET /api/admin/stores', { query: name === '' ? {} : { name } });
  return <NameSelect label="门店" items={found.data?.items} {...{ value, onChange, setName }} />;
}

/** One of many, found by how its name begins. */
const NameSelect = <Id extends string>({
  label,
  items = [],
  value,
  onChange,
  setName,
}: ChoiceProps<Id> & {
  label: string;
  items: readonly { readonly id: Id; readonly name: string }[] | undefined;
  setName: (name: string) => void;
}) => (
  <Select
    allowClear
    showSearch
    filterOption={false}
    aria-label={label}
    placeholder={`${label}名称`}
    style={{ width: '100%' }}
    value={value}
    options={items.map(({ id, name }) => ({ value: id, label: name }))}
    onSearch={(typed) => setName(typed.trim())}
    onChange={(id: Id | undefined) => onChange(id ?? null)}
  />
);
