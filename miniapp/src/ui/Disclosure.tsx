import { Text, View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import './Disclosure.scss';
import { classNames } from './classNames';
import { Icon } from './Icon';
import { Tap } from './Tap';

interface Props {
  title: string;
  children: ReactNode;
  className?: string;
}

/** A reason, one tap away. */
export function Disclosure({ title, children, className }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <View className="disclosure">
      <Tap
        className={classNames('disclosure__title', className)}
        expanded={open}
        onTap={() => setOpen(!open)}
      >
        <Text>{title}</Text>
        <Icon
          size="small"
          name="down"
          className={open ? 'disclosure__arrow disclosure__arrow--open' : 'disclosure__arrow'}
        />
      </Tap>
      {open && <View className="disclosure__content">{children}</View>}
    </View>
  );
}
