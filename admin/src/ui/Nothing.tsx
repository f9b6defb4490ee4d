import { Button } from 'antd';
import type { ReactNode } from 'react';

/** Where nothing is: what is not there, and what to do, or where it will come from. */
export const Nothing = ({ text, hint, children }: { text: string; hint: string; children?: ReactNode }) => (
  <div className="nothing">
    <div>{text}</div>
    <div className="quiet">{hint}</div>
    {children}
  </div>
);

/** What a list says when it has no rows. */
export interface NoRowsProps {
  /** What is not there, in the page's own words. */
  readonly empty: string;
  /** What to do then, or where it comes from. */
  readonly hint: string;
  /** Takes the filters back; absent where none is set. */
  readonly onClear?: (() => void) | undefined;
}

/** Nothing at all, or nothing that the filters let through. */
export const NoRows = ({ empty, hint, onClear }: NoRowsProps) =>
  onClear === undefined ? (
    <Nothing text={empty} hint={hint} />
  ) : (
    <Nothing text="没有符合条件的记录" hint="换一个条件，或查看全部">
      <Button size="small" onClick={onClear}>
        清除筛选
      </Button>
    </Nothing>
  );
