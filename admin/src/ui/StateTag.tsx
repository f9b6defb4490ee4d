import { Tag } from 'antd';
import type { Tone } from '@paifan/shared/texts/states';

const COLOURS = { waiting: 'warning', good: 'success', bad: 'error', over: 'default' } as const;

/** A state in its word and tone: amber waits, jade went well, red went wrong. */
export const StateTag = ({ tone, text }: { tone: Tone; text: string }) => (
  <Tag color={COLOURS[tone]}>{text}</Tag>
);
