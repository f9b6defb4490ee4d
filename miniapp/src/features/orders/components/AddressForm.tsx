import { RegionField } from '@platform/RegionField';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { CheckMark } from '@/ui/CheckMark';
import { Field } from '@/ui/Field';
import { objection, type AddressDraft } from '../addressDraft';
import './AddressForm.scss';

interface Props {
  start: AddressDraft;
  busy: boolean;
  onSave(draft: AddressDraft): void;
}

/** An address, written by hand. What is missing is said after the first attempt to save it, and not before. */
export function AddressForm({ start, busy, onSave }: Props) {
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<AddressDraft>): void => setDraft((now) => ({ ...now, ...part }));
  const problem = objection(draft);
  const save = (): void => {
    setTried(true);
    if (problem === null) onSave(draft);
  };
  return (
    <>
      <Card className="t-address-form">
        <Field
          name="收货人"
          value={draft.name}
          maxLength={32}
          placeholder="姓名"
          className="t-address-name"
          onChange={(name) => change({ name })}
        />
        <Field
          name="手机号"
          value={draft.phone}
          maxLength={13}
          placeholder="11 位手机号"
          className="t-address-phone"
          onChange={(phone) => change({ phone })}
        />
        <RegionField value={draft} onChange={change} />
        <Field
          name="详细地址"
          value={draft.detail}
          maxLength={120}
          placeholder="街道、小区、门牌号"
          className="t-address-detail"
          onChange={(detail) => change({ detail })}
        />
        {/* The default one stays it until another takes that over. */}
        {!start.isDefault && (
          <View className="field">
            <Text className="address-form__default">设为默认地址</Text>
            <CheckMark
              className="t-address-default"
              label="设为默认地址"
              checked={draft.isDefault}
              onTap={() => change({ isDefault: !draft.isDefault })}
            />
          </View>
        )}
      </Card>
      {tried && problem !== null && <View className="address-form__problem t-problem">{problem}</View>}
      <ActionBar>
        <Button kind="main" className="button--wide t-address-save" text="保存" busy={busy} onTap={save} />
      </ActionBar>
    </>
  );
}
