import { Text } from '@tarojs/components';
import './Segments.scss';
import { classNames } from './classNames';
import { Tap } from './Tap';

interface Props {
  text: string;
  selected: boolean;
  onTap(): void;
  disabled?: boolean;
  className?: string;
}

/** One choice, where choices stand in as many lines as they need (else: Segments). */
export function Chip({ text, selected, onTap, disabled = false, className }: Props) {
  return (
    <Tap
      className={classNames('chips__one', selected && 'chips__one--on', className)}
      selected={selected}
      disabled={disabled}
      onTap={onTap}
    >
      <Text>{text}</Text>
    </Tap>
  );
}
