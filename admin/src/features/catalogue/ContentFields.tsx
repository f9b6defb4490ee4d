import { Card, Checkbox, Col, Form, Input, InputNumber, Row, Select, Switch } from 'antd';
import type { FreightTemplateId } from '@paifan/shared/ids/ids';
import { PicturesInput } from '../../ui/PicturesInput';
import { SkuTable, type CostName } from './SkuTable';
import { SpecsInput } from './SpecsInput';
import { variantsProblem, type Variants } from './typedProduct';

const PICTURES_MOST = 9;
const DETAIL_PICTURES_MOST = 20;
const CODE = /^[!-~]{1,64}$/;
const needed = (message: string) => ({ required: true, whitespace: true, message });

/** What a product can be sorted under, and sent by. */
export interface Shelves {
  readonly categories: { readonly items: readonly { readonly id: string; readonly name: string }[] };
  readonly templates: {
    readonly items: readonly { readonly id: FreightTemplateId; readonly name: string }[];
  };
}

interface ContentFieldsProps {
  readonly shelves: Shelves;
  /** A store's product can be picked up there. */
  readonly ofStore: boolean;
  /** The stock of SKUs that are sold already is shown, and changed elsewhere. */
  readonly stockElsewhere?: boolean;
  readonly cost?: CostName;
}

/** What anybody who sells says of a product, as fields of a form of `TypedProduct`. */
export const ContentFields = ({
  shelves: { categories, templates },
  ofStore,
  stockElsewhere = false,
  cost,
}: ContentFieldsProps) => (
  <>
    <Card title="基本信息" className="form-card">
      <Row gutter={16}>
        <Col xs={24} xl={12}>
          <Form.Item name="title" label="商品名称" rules={[needed('请输入商品名称')]}>
            <Input maxLength={120} showCount />
          </Form.Item>
        </Col>
        <Col xs={12} xl={6}>
          <Form.Item name="categoryId" label="分类" rules={[needed('请选择分类')]}>
            <Select
              showSearch
              optionFilterProp="label"
              options={categories.items.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        </Col>
        <Col xs={12} xl={6}>
          <Form.Item
            name="code"
            label="商品编码"
            rules={[{ pattern: CODE, message: '字母、数字和英文符号，最多 64 个' }]}
          >
            <Input />
          </Form.Item>
        </Col>
      </Row>
      <Form.Item name="summary" label="简介">
        <Input maxLength={255} showCount />
      </Form.Item>
      <Form.Item
        name="pictures"
        label="商品图片（第一张用于列表，最多 9 张）"
        rules={[{ required: true, type: 'array', message: '请上传至少一张图片' }]}
      >
        <PicturesInput most={PICTURES_MOST} label="商品图片" />
      </Form.Item>
      <Form.Item name="detail" label="详情（每行一段）">
        <Input.TextArea rows={5} maxLength={5_000} showCount />
      </Form.Item>
      <Form.Item name="detailPictures" label="详情图片">
        <PicturesInput most={DETAIL_PICTURES_MOST} label="详情图片" />
      </Form.Item>
    </Card>
    <Card title="规格与库存" className="form-card">
      <Form.Item
        name="variants"
        rules={[
          {
            validator: (_, variants: Variants) => {
              const problem = variantsProblem(variants);
              return problem === null ? Promise.resolve() : Promise.reject(new Error(problem));
            },
          },
        ]}
      >
        <VariantsInput stockElsewhere={stockElsewhere} cost={cost} />
      </Form.Item>
    </Card>
    <Card title="销售与配送" className="form-card">
      <Row gutter={16}>
        <Col xs={12} xl={4}>
          <Form.Item name="onSale" label="上架" valuePropName="checked">
            <Switch />
          </Form.Item>
        </Col>
        <Col xs={12} xl={8}>
          <Form.Item name="freightTemplateId" label="运费模板">
            <Select
              options={[
                { value: null, label: '包邮' },
                ...templates.items.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Form.Item>
        </Col>
        <Col xs={12} xl={6}>
          <Form.Item name="weightGrams" label="单件重量（克，按重量计运费时用）">
            <InputNumber min={0} max={1_000_000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </Col>
        <Col xs={12} xl={6}>
          <Form.Item label="配送方式">
            <Form.Item name="offersExpress" valuePropName="checked" noStyle>
              <Checkbox disabled={!ofStore}>快递</Checkbox>
            </Form.Item>
            {ofStore ? (
              <Form.Item name="offersPickup" valuePropName="checked" noStyle>
                <Checkbox>到店自提</Checkbox>
              </Form.Item>
            ) : null}
          </Form.Item>
        </Col>
      </Row>
    </Card>
  </>
);

/** Specs and SKUs, which change together. */
const VariantsInput = ({
  value = { specs: [], skus: [] },
  onChange = () => undefined,
  stockElsewhere,
  cost,
}: {
  value?: Variants;
  onChange?: (value: Variants) => void;
  stockElsewhere: boolean;
  cost: CostName | undefined;
}) => (
  <>
    <SpecsInput value={value} onChange={onChange} />
    <div className="rule-own">
      <SkuTable {...{ value, onChange, stockElsewhere, cost }} />
    </div>
  </>
);
