import { Button, Card, Drawer, Form, Input, Radio, Select, Space } from 'antd';
import { useState } from 'react';
import { PROVINCES, regionText } from '@paifan/shared/checkout/provinces';
import { fen } from '@paifan/shared/money/fen';
import { useWrite } from '../../api/queries';
import { FenInput, Part, WholeNumberInput } from '../settings/inputs';
import { Optional } from '../settings/Optional';
import {
  CHARGE_TEXT,
  UNIT_TEXT,
  type ChargedBy,
  type FreightRate,
  type FreightTemplate,
} from './freightText';

type Draft = Omit<FreightTemplate, 'id' | 'createdAt'>;
type Group = Draft['regions'][number];

const RATE: FreightRate = { first: 1, firstFen: fen(800), additional: 1, additionalFen: fen(200) };
const FRESH: Draft = {
  ...{ name: '', chargeBy: 'piece', regions: [], elsewhere: RATE, freeFromFen: null, freeFromPieces: null },
};
const CODE = /^[1-9]\d(\d{2}(\d{2})?)?$/;
const OPTIONS = Object.entries(PROVINCES).map(([value, label]) => ({ value, label }));

/** A freight template: what sending costs, by region. */
export function FreightDrawer({
  template,
  onClose,
}: {
  template: FreightTemplate | null;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState<Draft>(template ?? FRESH);
  const create = useWrite('POST /api/admin/freight-templates', '已新建', onClose);
  const change = useWrite('PUT /api/admin/freight-templates/:id', '已保存', onClose);
  const { name, chargeBy, regions, elsewhere, freeFromFen, freeFromPieces } = draft;
  const put = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const putGroup = (index: number, part: Partial<Group>): void =>
    put({ regions: regions.map((group, place) => (place === index ? { ...group, ...part } : group)) });
  const problem = problemOf(draft);
  function save(): void {
    const body = { name: name.trim(), chargeBy, regions, elsewhere, freeFromFen, freeFromPieces };
    if (template === null) create.mutate({ body });
    else change.mutate({ params: { id: template.id }, body });
  }
  return (
    <Drawer
      open
      size={720}
      title={template === null ? '新建运费模板' : `修改「${template.name}」`}
      onClose={onClose}
      footer={
        <Space>
          <Button
            type="primary"
            disabled={problem !== null}
            loading={create.isPending || change.isPending}
            onClick={save}
          >
            保存
          </Button>
          <span className="quiet">{problem ?? '已下的订单保持下单时的运费'}</span>
        </Space>
      }
    >
      <Form layout="vertical">
        <Form.Item label="名称" required>
          <Input
            aria-label="模板名称"
            maxLength={32}
            showCount
            value={name}
            onChange={({ target }) => put({ name: target.value })}
          />
        </Form.Item>
        <Form.Item label="计费">
          <Radio.Group
            aria-label="计费"
            value={chargeBy}
            options={Object.entries(CHARGE_TEXT).map(([value, label]) => ({ value, label }))}
            onChange={({ target }) => put({ chargeBy: target.value as ChargedBy })}
          />
        </Form.Item>
        {regions.map((group, index) => (
          <Card
            key={index}
            size="small"
            className="form-card"
            title={`地区组 ${index + 1}`}
            extra={
              <Button
                size="small"
                type="text"
                danger
                onClick={() => put({ regions: regions.filter((_, place) => place !== index) })}
              >
                移除
              </Button>
            }
          >
            <Form.Item label="地区（选省份，或输入四位市代码、六位区县代码；越具体越优先）">
              <Select
                mode="tags"
                aria-label={`地区组 ${index + 1} 的地区`}
                placeholder="地区"
                optionFilterProp="label"
                value={group.regions}
                options={OPTIONS}
                labelRender={({ value }) => regionText(String(value))}
                tokenSeparators={[',', '，', ' ']}
                onChange={(codes: string[]) =>
                  putGroup(index, { regions: codes.filter((code) => CODE.test(code)) })
                }
              />
            </Form.Item>
            <RateInput
              name={`地区组 ${index + 1}`}
              rate={group}
              chargeBy={chargeBy}
              onChange={(rate) => putGroup(index, rate)}
            />
          </Card>
        ))}
        <Button
          style={{ marginBottom: 16 }}
          onClick={() => put({ regions: [...regions, { regions: [], ...RATE }] })}
        >
          添加地区组
        </Button>
        <Form.Item label="其他地区（关闭则不发货）">
          <Optional
            label="发往其他地区"
            value={elsewhere}
            fresh={RATE}
            onChange={(next) => put({ elsewhere: next })}
          >
            {(rate) => (
              <RateInput
                name="其他地区"
                rate={rate}
                chargeBy={chargeBy}
                onChange={(next) => put({ elsewhere: next })}
              />
            )}
          </Optional>
        </Form.Item>
        <Form.Item label="满金额包邮">
          <Optional
            label="满金额包邮"
            value={freeFromFen}
            fresh={fen(9_900)}
            onChange={(next) => put({ freeFromFen: next })}
          >
            {(from) => (
              <FenInput
                label="包邮金额"
                value={from}
                onChange={(next) => put({ freeFromFen: fen(Math.max(1, next)) })}
              />
            )}
          </Optional>
        </Form.Item>
        <Form.Item label="满件数包邮">
          <Optional
            label="满件数包邮"
            value={freeFromPieces}
            fresh={3}
            onChange={(next) => put({ freeFromPieces: next })}
          >
            {(from) => (
              <WholeNumberInput
                label="包邮件数"
                least={1}
                value={from}
                onChange={(next) => put({ freeFromPieces: next })}
              />
            )}
          </Optional>
        </Form.Item>
      </Form>
    </Drawer>
  );
}

/** Why it cannot be saved yet. */
function problemOf({ name, regions, elsewhere }: Draft): string | null {
  if (name.trim() === '') return '请填写名称';
  if (regions.some((group) => group.regions.length === 0)) return '每个地区组至少选一个地区';
  const named = regions.flatMap((group) => group.regions);
  const twice = named.find((code, index) => named.indexOf(code) !== index);
  if (twice !== undefined) return `${regionText(twice)} 在两个地区组中`;
  if (regions.length === 0 && elsewhere === null) return '至少要发往一个地区';
  return null;
}

function RateInput({
  name,
  rate,
  chargeBy,
  onChange,
}: {
  name: string;
  rate: FreightRate;
  chargeBy: ChargedBy;
  onChange: (rate: FreightRate) => void;
}) {
  const { first, firstFen, additional, additionalFen } = rate;
  const put = (part: Partial<FreightRate>): void =>
    onChange({ first, firstFen, additional, additionalFen, ...part });
  const unit = UNIT_TEXT[chargeBy];
  return (
    <>
      <Part name="首">
        <WholeNumberInput
          label={`${name}首${unit}`}
          least={1}
          value={first}
          onChange={(next) => put({ first: next })}
        />
        {unit}
        <FenInput label={`${name}首费`} value={firstFen} onChange={(next) => put({ firstFen: fen(next) })} />
      </Part>
      <Part name="每续">
        <WholeNumberInput
          label={`${name}续${unit}`}
          least={1}
          value={additional}
          onChange={(next) => put({ additional: next })}
        />
        {unit}
        <FenInput
          label={`${name}续费`}
          value={additionalFen}
          onChange={(next) => put({ additionalFen: fen(next) })}
        />
      </Part>
    </>
  );
}
