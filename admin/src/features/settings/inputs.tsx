import { Input, InputNumber, Space } from 'antd';
import { useState, type ReactNode } from 'react';
import { fenOfTyped, percentOfRatio, ratioOfPercent, typedFen } from '@paifan/shared/client/moneyText';
import { ratio, type Ratio } from '@paifan/shared/money/ratio';

export interface InputProps<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** What a screen reader calls it. */
  readonly label: string;
}

/** A text that stands for a value: what is typed and stands for none stays there, marked, and changes nothing. */
function TypedInput<Value extends string | number>({
  value,
  onChange,
  label,
  read,
  write,
  suffix,
  prefix,
  width = 140,
}: InputProps<Value> & {
  read: (typed: string) => Value | null;
  write: (value: Value) => string;
  suffix?: string;
  prefix?: string;
  width?: number;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? write(value);
  return (
    <Input
      aria-label={label}
      style={{ width }}
      value={shown}
      suffix={suffix}
      prefix={prefix}
      inputMode="decimal"
      status={read(shown) === null ? 'error' : ''}
      onChange={({ target }) => {
        setTyped(target.value);
        const next = read(target.value);
        if (next !== null) onChange(next);
      }}
      onBlur={() => read(shown) !== null && setTyped(null)}
    />
  );
}

const readRatio = (typed: string): Ratio | null => {
  const text = ratioOfPercent(typed);
  try {
    return text === null ? null : ratio(text);
  } catch {
    return null;
  }
};

/** A ratio, typed as a percentage. */
export const RatioInput = (props: InputProps<Ratio>) => (
  <TypedInput {...props} read={readRatio} write={percentOfRatio} suffix="%" />
);

/** An amount in fen, typed in yuan. */
export const FenInput = (props: InputProps<number>) => (
  <TypedInput {...props} read={fenOfTyped} write={typedFen} prefix="¥" />
);

/** Points, love or vouchers in hundredths, typed in whole ones. */
export const HundredthsInput = (props: InputProps<number>) => (
  <TypedInput {...props} read={fenOfTyped} write={typedFen} />
);

/** A worth in yuan of one point: a ratio that is typed as it is. */
export const WorthInput = (props: InputProps<Ratio>) => (
  <TypedInput
    {...props}
    read={(typed) => {
      try {
        return /^\d+(\.\d{1,6})?$/.test(typed) ? ratio(typed) : null;
      } catch {
        return null;
      }
    }}
    write={(value) => value}
    suffix="元"
  />
);

export const WholeNumberInput = ({
  value,
  onChange,
  label,
  least = 0,
}: InputProps<number> & { least?: number }) => (
  <InputNumber
    aria-label={label}
    min={least}
    precision={0}
    value={value}
    onChange={(next) => next !== null && onChange(next)}
  />
);

/** A time of day. */
export const ClockInput = ({ value, onChange, label }: InputProps<string>) => (
  <Input
    aria-label={label}
    type="time"
    style={{ width: 120 }}
    value={value}
    onChange={({ target }) => target.value !== '' && onChange(target.value)}
  />
);

/** A part of a setting with its name. */
export const Part = ({ name, children }: { name: string; children: ReactNode }) => (
  <Space size={8} style={{ marginInlineEnd: 16, marginBottom: 8 }}>
    <span className="quiet">{name}</span>
    {children}
  </Space>
);
